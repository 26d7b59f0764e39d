"""What a process keeps of a generation: never older than the last change, never another's."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from content import facts
from content.models import Office, Revision
from tests import make
from workflow.engine import move
from workflow.rules import Action

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    """A page as the third reader gets it: by then everything is known that may be."""
    for _ in range(2):
        client.get(address)
    return client.get(address).content.decode()


def test_a_list_tells_of_a_new_item_at_once(client: Client) -> None:
    make.make_published("artikel", "Tulisan lama")
    assert "<b>1 artikel</b>" in page(client, "/artikel/")
    make.make_published("artikel", "Tulisan baru")
    answer = client.get("/artikel/").content.decode()
    assert "<b>2 artikel</b>" in answer
    assert "Tulisan baru" in answer


def test_a_withdrawn_item_leaves_lists_and_the_home_page_at_once(client: Client) -> None:
    operator = make.make_operator()
    revision = make.make_published("berita", "Salah kutip", operator)
    address = revision.get_absolute_url()
    for place in ("/", "/berita/", address):
        assert "Salah kutip" in page(client, place)
    move(revision, Action.WITHDRAW, by=operator, note="Keliru.", data={"reason": "keliru"})
    assert "Salah kutip" not in client.get("/").content.decode()
    assert "Salah kutip" not in client.get("/berita/").content.decode()
    assert client.get(address).status_code == 410


def test_the_office_changes_its_name_on_every_page(client: Client) -> None:
    Office.objects.create(pk=1, name="Kecamatan Lama")
    assert "Kecamatan Lama" in page(client, "/berita/")
    Office.objects.update(name="Kecamatan Baru")
    answer = client.get("/berita/").content.decode()
    assert "Kecamatan Baru" in answer
    assert "Kecamatan Lama" not in answer


def test_a_scheduled_item_appears_on_time(client: Client) -> None:
    now = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    with time_machine.travel(now, tick=False) as clock:
        make.make_published(
            "berita",
            "Besok pagi",
            publication="scheduled",
            wanted_from=now + timedelta(hours=1),
        )
        assert "Besok pagi" not in page(client, "/berita/")
        clock.move_to(now + timedelta(minutes=59, seconds=59))
        assert "Besok pagi" not in page(client, "/berita/")
        clock.move_to(now + timedelta(hours=1))
        assert "Besok pagi" in client.get("/berita/").content.decode()
        assert "Besok pagi" in client.get("/").content.decode()


def test_an_announcement_leaves_the_list_when_its_time_is_over(client: Client) -> None:
    now = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    with time_machine.travel(now, tick=False) as clock:
        make.make_published("pengumuman", "Tutup sehari", ends_at=now + timedelta(hours=1))
        assert "Tutup sehari" in page(client, "/pengumuman/")
        clock.move_to(now + timedelta(hours=1, seconds=1))
        assert "Tutup sehari" not in client.get("/pengumuman/").content.decode()
        assert "Tutup sehari" in client.get("/pengumuman/?status=arsip").content.decode()


def test_a_clock_that_was_put_back_shows_what_is_true_then(client: Client) -> None:
    now = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    with time_machine.travel(now, tick=False) as clock:
        make.make_published("berita", "Sudah terbit")
        assert "Sudah terbit" in page(client, "/berita/")
        clock.move_to(now - timedelta(hours=1))
        assert "Sudah terbit" not in client.get("/berita/").content.decode()


def test_the_neighbours_of_a_kind_are_known_and_no_item_is_its_own(client: Client) -> None:
    revisions = [make.make_published("berita") for _ in range(3)]
    addresses = [revision.get_absolute_url() for revision in revisions]
    for own in addresses:
        _, _, related = page(client, own).partition('id="terkait"')
        assert {address for address in addresses if f'href="{address}"' in related} == {
            address for address in addresses if address != own
        }


def test_words_are_marked_for_the_reader_who_asked_for_them_alone(client: Client) -> None:
    make.make_published("artikel", "Anggur pesisir")
    assert "<mark>Anggur</mark>" in page(client, "/artikel/?kata=anggur")
    assert "<mark>" not in page(client, "/artikel/")


def test_one_readers_thrift_is_not_anothers(client: Client) -> None:
    make.make_published("berita", "Berita bergambar")
    for address in ("/", "/berita/"):
        thrifty = client.get(address, headers={"save-data": "on"}).content.decode()
        assert "srcset" in page(client, address) or "<img" in page(client, address)
        assert thrifty == client.get(address, headers={"save-data": "on"}).content.decode()
        assert thrifty != page(client, address)


def test_outside_of_a_public_page_nothing_is_kept() -> None:
    make.make_published("berita")
    made = iter(range(2))
    assert facts.kept("fakta", lambda: next(made)) == 0
    assert facts.kept("fakta", lambda: next(made)) == 1


def test_inside_of_one_a_fact_is_made_once() -> None:
    make.make_published("berita")
    made = iter(range(2))
    for _ in range(2):
        with facts.opened():
            assert facts.kept("fakta", lambda: next(made)) == 0
    Office.objects.create(pk=1)
    with facts.opened():
        assert facts.kept("fakta", lambda: next(made)) == 1


def test_what_was_not_asked_for_in_the_longest_time_is_forgotten() -> None:
    known = facts.Facts("tanda", timezone.now())
    for name in ("satu", "dua"):
        known.keep(name, name, facts.MOST // 2)
    assert known.find("satu") == "satu"
    known.keep("tiga", "tiga", facts.MOST // 2)
    assert known.find("dua") is facts.UNKNOWN
    assert known.find("satu") == "satu"


@pytest.mark.parametrize("number", [2, 15])
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/berita/?halaman=2",
        "/berita/?urut=terlama",
        "/berita/?desa=pemuteran&tahun=2026&kata=butir",
        "/pengumuman/?status=arsip&desa=pemuteran",
        "/agenda/?tampil=daftar",
    ],
)
def test_a_page_asks_few_questions_at_any_size_and_one_when_all_is_known(
    address: str,
    number: int,
    client: Client,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    for kind in ("berita", "pengumuman", "agenda"):
        for _ in range(number):
            make.make_published(kind)
    assert Revision.objects.public().count() == 3 * number
    with django_assert_max_num_queries(8):
        client.get(address)
    client.get(address)
    with django_assert_max_num_queries(1):
        client.get(address)
