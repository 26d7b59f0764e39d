"""A file arrives in pieces: only its sender's, at the right place, and whole or not at all."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.periodic import TASKS
from content import unfinished
from content.models import Asset
from content.uploads import receive_bytes
from tests import make
from tests.content.hostile_files import pdf

pytestmark = pytest.mark.django_db
START = "/meja/unggah/"


@pytest.fixture
def operator() -> User:
    return make.make_operator()


@pytest.fixture
def desk(operator: User) -> Client:
    return browser_of(operator)


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def start(client: Client, name: str, size: int, fingerprint: str = "sidik") -> Any:
    return client.post(START, {"name": name, "size": size, "fingerprint": fingerprint})


def send(client: Client, key: str, offset: int, piece: bytes) -> Any:
    return client.post(
        f"{START}{key}/",
        piece,
        content_type="application/octet-stream",
        headers={"Upload-Offset": str(offset)},
    )


def finish(client: Client, key: str, role: str = "") -> Any:
    return client.post(f"{START}{key}/selesai/", {"role": role})


def whole(client: Client, name: str, data: bytes, role: str = "") -> Any:
    key = start(client, name, len(data)).json()["id"]
    assert send(client, key, 0, data).json() == {"offset": len(data)}
    return finish(client, key, role)


def test_a_photo_in_two_pieces_becomes_a_file_of_the_library(desk: Client, operator: User) -> None:
    data = make.picture_bytes((320, 200))
    key = start(desk, "pantai.jpg", len(data)).json()["id"]
    assert send(desk, key, 0, data[:900]).json() == {"offset": 900}
    assert finish(desk, key).status_code == 409
    # The tab was closed: the same file chosen again tells where to go on.
    assert start(desk, "pantai.jpg", len(data)).json()["offset"] == 900
    assert send(desk, key, 900, data[900:]).json() == {"offset": len(data)}
    told = finish(desk, key, "cover").json()
    asset = Asset.objects.get()
    assert (told["id"], told["width"], told["known"]) == (asset.pk, 320, "")
    assert asset.uploaded_by == operator
    # The answer was lost: asked again, it is the same.
    assert finish(desk, key, "cover").json()["id"] == asset.pk
    assert start(desk, "pantai.jpg", len(data)).json()["offset"] == len(data)


def test_a_piece_counts_once_and_only_where_it_belongs(desk: Client) -> None:
    key = start(desk, "surat.txt", 6).json()["id"]
    assert send(desk, key, 0, b"abc").json() == {"offset": 3}
    assert send(desk, key, 0, b"abc").json() == {"offset": 3}
    for offset, piece in ((0, b"xyz"), (2, b"cd"), (4, b"e"), (3, b"defg")):
        answer = send(desk, key, offset, piece)
        assert (answer.status_code, answer.json()) == (409, {"offset": 3})
    assert send(desk, key, 3, b"x" * (unfinished.PIECE + 1)).status_code == 400
    assert desk.get(f"{START}{key}/").json()["offset"] == 3


def test_what_another_person_sends_is_not_there(desk: Client) -> None:
    key = start(desk, "surat.txt", 6).json()["id"]
    other = browser_of(make.make_operator())
    answers = [other.get(f"{START}{key}/"), send(other, key, 0, b"abc"), finish(other, key)]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert desk.get(f"{START}..%2F..%2Fdb/").status_code == 404


def test_no_other_site_can_upload_in_a_persons_name(operator: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(operator)
    assert start(client, "surat.txt", 6).status_code == 403
    assert not unfinished.folder_of(operator.pk).exists()


def test_size_is_judged_before_the_first_byte_travels(desk: Client, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = settings.UPLOAD_MAX_BYTES | {"picture": 1_000_000}
    for name, size, words in (
        ("besar.JPG", 1_500_000, "gambar paling besar"),
        ("film.mp4", 300_000_000, "video paling besar"),
        ("kosong.pdf", 0, "kosong (0 byte)"),
    ):
        answer = start(desk, name, size)
        assert (answer.status_code, words in answer.json()["alasan"]) == (422, True), name
    settings.UPLOAD_QUOTA = 2_000_000
    assert start(desk, "satu.pdf", 1_500_000).status_code == 200
    assert "belum selesai" in start(desk, "dua.pdf", 1_500_000).json()["alasan"]


def test_a_full_disk_says_so(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unfinished, "RESERVE", 10**18)
    answer = start(desk, "surat.txt", 6)
    assert (answer.status_code, "penuh" in answer.json()["alasan"]) == (507, True)


@pytest.mark.parametrize(
    ("name", "data", "role", "words"),
    [
        ("rusak.jpg", b"\xff\xd8\xff" + b"x" * 90, "", "rusak"),
        ("terkunci.pdf", pdf(trailer=b"/Encrypt 5 0 R"), "", "kata sandi"),
        ("surat.pdf", pdf(), "cover", "bukan foto"),
    ],
)
def test_each_refusal_has_its_own_sentence_and_leaves_nothing(
    desk: Client, operator: User, name: str, data: bytes, role: str, words: str
) -> None:
    answer = whole(desk, name, data, role)
    assert answer.status_code == 422
    assert name in answer.json()["alasan"]
    assert words in answer.json()["alasan"]
    assert list(unfinished.folder_of(operator.pk).iterdir()) == []
    assert not Asset.objects.exists()


def test_a_known_file_says_since_when_it_is_there(desk: Client) -> None:
    data = make.picture_bytes((90, 60))
    known = receive_bytes(data, "pantai.jpg", by=None)
    told = whole(desk, "pantai lagi.jpg", data).json()
    assert (told["id"], told["known"][:16]) == (known.pk, "Sudah ada sejak ")


def test_what_nobody_went_on_with_is_swept(desk: Client, operator: User) -> None:
    key = start(desk, "surat.txt", 6).json()["id"]
    whole(desk, "catatan.txt", b"Rapat pukul 09.00.")
    assert unfinished.sweep() == 0
    assert unfinished.sweep(timedelta(seconds=-5)) == 1
    assert unfinished.find(operator, key) is None
    assert list(unfinished.folder_of(operator.pk).iterdir()) == []
    assert unfinished.sweep in [task.do for task in TASKS]
