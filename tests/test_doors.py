"""The door: who gets in, how often one may try, what strangers find closed."""

import pytest
from django.test import Client

from kecamatan_web import settings as as_written
from tests import make

pytestmark = pytest.mark.django_db


def sign_in(client: Client, username: str, password: str = make.PASSWORD) -> str:
    response = client.post("/masuk/", {"login": username, "password": password}, follow=True)
    return response.request["PATH_INFO"] + "\n" + response.content.decode()


@pytest.mark.parametrize(
    ("role", "desk"),
    [("operator", "/meja/"), ("camat", "/meja/antrean/"), ("kasubag", "/meja/antrean/")],
)
def test_people_land_where_their_work_is(client: Client, role: str, desk: str) -> None:
    person = make.make_person(role)
    assert sign_in(client, person.username).startswith(desk + "\n")


def test_a_wanted_page_is_opened_after_signing_in(client: Client) -> None:
    person = make.make_camat()
    response = client.post(
        "/masuk/?next=/meja/arsip/", {"login": person.username, "password": make.PASSWORD}
    )
    assert response["Location"] == "/meja/arsip/"


def test_nobody_is_led_to_another_host(client: Client) -> None:
    person = make.make_camat()
    response = client.post(
        "/masuk/?next=https://jahat.example/", {"login": person.username, "password": make.PASSWORD}
    )
    assert response["Location"] == "/meja/mulai/"


def test_a_wrong_password_is_told_without_saying_which_part_was_wrong(client: Client) -> None:
    make.make_operator("putu")
    for name in ("putu", "tidak-ada"):
        page = sign_in(client, name, "salah-semua-ini")
        assert "Nama pengguna atau kata sandi tidak cocok." in page
        assert f'value="{name}"' in page


def test_after_five_wrong_tries_even_the_right_password_waits(client: Client) -> None:
    make.make_operator("putu")
    for _ in range(5):
        sign_in(client, "putu", "salah-semua-ini")
    assert "Terlalu sering mencoba" in sign_in(client, "putu")


def test_a_deactivated_person_stays_outside(client: Client) -> None:
    person = make.make_operator("putu")
    person.is_active = False
    person.save()
    assert "/meja/" not in sign_in(client, "putu").split("\n")[0]


def test_leaving_takes_a_click_not_a_visit(client: Client) -> None:
    client.force_login(make.make_operator())
    client.get("/keluar/")
    assert client.get("/meja/").status_code == 200
    client.post("/keluar/")
    assert client.get("/meja/").status_code == 302


def test_passwords_are_kept_with_argon2() -> None:
    assert as_written.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")


@pytest.mark.parametrize("path", ["totp/activate/", "webauthn/add/"])
def test_a_second_factor_is_set_up_after_the_password_once_more(client: Client, path: str) -> None:
    make.make_operator("putu")
    sign_in(client, "putu")
    assert client.get("/akun/verifikasi/").status_code == 200
    asked = client.get(f"/akun/verifikasi/{path}")
    assert asked["Location"].startswith("/akun/ulangi-sandi/")
    page = client.post(asked["Location"], {"password": make.PASSWORD}, follow=True)
    assert page.request["PATH_INFO"] == f"/akun/verifikasi/{path}"
    assert page.status_code == 200
