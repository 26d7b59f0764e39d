"""Albums: every photo by itself, and all of them as one file."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponseBase
from django.test import Client

from content.models import Revision
from tests import make
from workflow.engine import move
from workflow.rules import Action

pytestmark = pytest.mark.django_db


def album(captions: tuple[str, ...], title: str = "Bersih pantai", **words: Any) -> Revision:
    """A public album; its photos have credits."""
    operator = make.make_operator()
    draft = make.make_draft("foto", title, operator, **words)
    draft.attachments.filter(role="gallery").delete()
    for n, caption in enumerate(captions):
        photo = make.make_picture(operator)
        extra = {"caption": caption, "credit": "Putu Sastra", "position": n, "alt": f"Laut {n}"}
        make.attach(draft, photo, "gallery", **extra)
    secret = make.make_picture(operator)
    make.attach(draft, secret, "bahan", caption="Bahan rahasia")
    revision = move(Revision.objects.get(pk=draft.pk), Action.SUBMIT, by=operator)
    return make.approve(revision, make.make_camat())


def download(client: Client, revision: Revision, **extra: Any) -> HttpResponseBase:
    return client.get(f"{revision.get_absolute_url()}unduh/", **extra)


def body(answer: HttpResponseBase) -> bytes:
    return b"".join(answer)  # type: ignore[call-overload, no-any-return]


def test_the_page_offers_all_photos_with_their_number_and_size(client: Client) -> None:
    revision = album(("Jukung", "Pasir", "Pohon"))
    page = client.get(revision.get_absolute_url()).content.decode()
    assert f'href="{revision.get_absolute_url()}unduh/"' in page
    assert "(3 foto, " in page
    assert "unduh/" not in client.get(album(("Sendiri",)).get_absolute_url()).content.decode()


def test_all_photos_come_in_order_named_after_their_captions(client: Client) -> None:
    revision = album(("Jukung di Pemuteran", "", "Pohon / bakau: 100% <b>"))
    answer = download(client, revision)
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="bersih-pantai.zip"'
    data = body(answer)
    assert answer.headers["Content-Length"] == str(len(data))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "01-jukung-di-pemuteran.webp",
            "02-laut-1.webp",
            "03-pohon-bakau-100-b.webp",
            "Keterangan.txt",
        ]
        for name, place in zip(archive.namelist(), revision.gallery, strict=False):
            entry = archive.getinfo(name)
            assert entry.file_size == place.asset.size
            # Lengths stand before the bytes: unpackers that read on the fly need them there.
            assert not entry.flag_bits & 0x08
            assert entry.compress_type == zipfile.ZIP_STORED


def test_the_text_tells_captions_credits_and_addresses(client: Client) -> None:
    revision = album(("Jukung di Pemuteran", "Pasir hitam"))
    with zipfile.ZipFile(io.BytesIO(body(download(client, revision)))) as archive:
        note = archive.read("Keterangan.txt").decode("utf-8-sig")
    assert note.startswith("Bersih pantai\r\n")
    address = f"http://testserver{revision.get_absolute_url()}"
    for words in (
        address,
        "01-jukung-di-pemuteran.webp\r\nJukung di Pemuteran\r\nLaut 0\r\nFoto: Putu Sastra\r\n",
        f"{address}2/",
        "Isi boleh dikutip dengan menyebut sumber",
    ):
        assert words in note
    assert "Bahan rahasia" not in note


def test_the_same_album_gives_the_same_bytes_and_whoever_has_them_is_told(client: Client) -> None:
    revision = album(("Jukung", "Pasir"))
    first, second = download(client, revision), download(client, revision)
    assert body(first) == body(second)
    assert first.headers["ETag"] == second.headers["ETag"]
    again = download(client, revision, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")  # type: ignore[attr-defined]
    other = download(client, album(("Jukung", "Pasir"), "Album lain"))
    body(other)
    assert other.headers["ETag"] != first.headers["ETag"]


def test_head_tells_the_length_and_sends_nothing(client: Client) -> None:
    revision = album(("Jukung", "Pasir"))
    answer = client.head(f"{revision.get_absolute_url()}unduh/")
    assert body(answer) == b""
    assert answer.headers["Content-Length"] == str(len(body(download(client, revision))))


def test_only_albums_that_are_public_can_be_downloaded(client: Client) -> None:
    draft = make.make_draft("foto")
    berita = make.make_published("berita")
    for slug in (draft.item.slug, berita.item.slug, "tidak-ada"):
        assert client.get(f"/foto/{slug}/unduh/").status_code == 404
    revision = album(("Jukung", "Pasir"))
    operator = make.make_operator()
    move(revision, Action.WITHDRAW, by=operator, note="Keliru.", data={"reason": "keliru"})
    assert download(client, revision).status_code == 404
    assert client.post(f"{revision.get_absolute_url()}unduh/").status_code == 405


def test_an_update_changes_what_is_downloaded(client: Client) -> None:
    revision = album(("Jukung", "Pasir"))
    before = download(client, revision)
    body(before)
    make.make_update(revision.item, make.make_operator(), title="Bersih pantai Musi")
    after = download(client, revision)
    assert b"Bersih pantai Musi" in body(after)
    assert after.headers["ETag"] != before.headers["ETag"]


def test_a_missing_photo_is_reported_instead_of_a_torn_file(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    revision = album(("Jukung", "Pasir"))
    sha256 = revision.gallery[1].asset.sha256
    (settings.MEDIA_ROOT / sha256[:2] / sha256).unlink()
    assert download(client, revision).status_code == 404
    assert sha256 in caplog.text


@pytest.mark.parametrize("number", [2, 12])
def test_a_download_asks_the_database_a_fixed_number_of_questions(
    number: int, client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    revision = album(tuple(f"Foto {n}" for n in range(number)))
    with django_assert_max_num_queries(8):
        body(download(client, revision))
