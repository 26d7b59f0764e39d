"""Files of the media library over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.models import Asset, AssetText, Revision
from content.models.asset import media_address
from content.uploads import receive
from tests import make
from workflow.engine import move
from workflow.rules import Action

pytestmark = pytest.mark.django_db

TEXT = b"0123456789" * 10


def body(answer: HttpResponseBase) -> bytes:
    """Read an answer to its end, which also puts the file away."""
    return b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]


def published_file(name: str = "Daftar hadir.txt") -> Asset:
    """A document that a public announcement carries."""
    operator = make.make_operator()
    draft = make.make_draft("pengumuman", by=operator)
    asset = receive(SimpleUploadedFile(name, TEXT, "text/plain"), by=operator)
    make.attach(draft, asset, "document")
    revision = move(Revision.objects.get(pk=draft.pk), Action.SUBMIT, by=operator)
    make.approve(revision, make.make_camat())
    return asset


def test_a_public_file_may_be_kept_for_a_year_and_never_runs(client: Client) -> None:
    asset = published_file()
    answer = client.get(asset.get_absolute_url())
    assert body(answer) == TEXT
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable, s-maxage=1"
    assert answer.headers["ETag"] == f'"{asset.sha256}"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Length"] == "100"
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_pictures_are_shown_and_their_copies_too(client: Client) -> None:
    cover = make.make_published("berita").cover
    assert cover is not None
    for file in (cover.asset, *cover.asset.derivatives.all()):
        answer = client.get(file.get_absolute_url())
        assert answer.status_code == 200
        assert len(body(answer)) == file.size
        assert answer.headers["Content-Type"] == file.media_type
        assert answer.headers["Content-Disposition"].startswith("inline")


def test_a_copy_of_a_picture_with_a_space_in_its_name_is_found_at_once(client: Client) -> None:
    operator = make.make_operator()
    draft = make.make_draft("berita", by=operator)
    draft.attachments.filter(role="cover").delete()
    upload = make.make_upload("Foto pagi, 100%.jpg")
    make.attach(draft, receive(upload, by=operator), "cover")
    revision = move(Revision.objects.get(pk=draft.pk), Action.SUBMIT, by=operator)
    revision = make.approve(revision, make.make_camat())
    assert revision.cover is not None
    for copy in revision.cover.asset.derivatives.all():
        answer = client.get(copy.get_absolute_url())
        body(answer)
        assert answer.status_code == 200


@given(st.text(min_size=1).filter(lambda name: "/" not in name and name.isprintable()))
def test_a_files_address_is_the_one_that_leads_to_it(name: str) -> None:
    assert media_address("a1" * 32, name) == reverse("media", args=["a1" * 32, name])


def test_whoever_has_the_file_is_told_that_it_is_the_same(client: Client) -> None:
    asset = published_file()
    answer = client.get(asset.get_absolute_url(), headers={"If-None-Match": f'"{asset.sha256}"'})
    assert answer.status_code == 304
    assert body(answer) == b""
    assert answer.headers["Cache-Control"].startswith("public")


@pytest.mark.parametrize(
    ("wanted", "status", "content", "says"),
    [
        ("bytes=0-9", 206, TEXT[:10], "bytes 0-9/100"),
        ("bytes=95-", 206, TEXT[95:], "bytes 95-99/100"),
        ("bytes=-3", 206, TEXT[-3:], "bytes 97-99/100"),
        ("bytes=90-5000", 206, TEXT[90:], "bytes 90-99/100"),
        ("bytes=100-", 416, b"", "bytes */100"),
        ("bytes=0-1,5-6", 200, TEXT, None),
        ("satuan=0-1", 200, TEXT, None),
    ],
)
def test_parts_of_a_file_can_be_asked_for(
    wanted: str, status: int, content: bytes, says: str | None, client: Client
) -> None:
    answer = client.get(published_file().get_absolute_url(), headers={"Range": wanted})
    assert answer.status_code == status
    assert body(answer) == content
    assert answer.headers.get("Content-Range") == says
    assert answer.headers["Accept-Ranges"] == "bytes"
    if status == 206:
        assert answer.headers["Content-Length"] == str(len(content))


def test_a_part_is_given_only_of_the_file_that_was_begun(client: Client) -> None:
    address = published_file().get_absolute_url()
    headers = {"Range": "bytes=0-9", "If-Range": '"lain"'}
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    assert body(answer) == TEXT


@pytest.mark.parametrize(
    "held", ['W/"{0}"', '"lain"', "{0}", '"', "Wed, 21 Oct 2026 07:28:00 GMT", "*", "\xff"]
)
def test_a_part_is_not_pieced_together_with_what_may_be_another_file(
    held: str, client: Client
) -> None:
    asset = published_file()
    headers = {"Range": "bytes=0-9", "If-Range": held.format(asset.sha256)}
    answer = client.get(asset.get_absolute_url(), headers=headers)
    assert answer.status_code == 200
    assert body(answer) == TEXT


@given(
    wanted=st.text(max_size=40) | st.from_regex(r"bytes=[0-9,\- ]{0,30}", fullmatch=True),
    held=st.none() | st.text(max_size=20),
    method=st.sampled_from(["get", "head"]),
)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_header_breaks_an_answer(
    wanted: str, held: str | None, method: str, client: Client
) -> None:
    asset = Asset.objects.first() or published_file()
    headers = {"Range": wanted} | ({"If-Range": held} if held is not None else {})
    answer = getattr(client, method)(asset.get_absolute_url(), headers=headers)
    content = body(answer)
    assert answer.status_code in (200, 206, 416)
    if method == "get" and answer.status_code != 416:
        assert answer.headers["Content-Length"] == str(len(content))


def test_a_front_server_sends_the_file_after_we_have_allowed_it(
    client: Client, settings: Any
) -> None:
    settings.MEDIA_ACCEL = "/berkas-media/"
    asset = published_file()
    address, sha256 = asset.get_absolute_url(), asset.sha256
    answer = client.get(address, headers={"Range": "bytes=0-1"})
    assert answer.status_code == 200
    assert answer.headers["X-Accel-Redirect"] == f"/berkas-media/{sha256[:2]}/{sha256}"
    assert answer.content == b""
    assert answer.headers["ETag"] == f'"{sha256}"'
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"].startswith("public")
    again = client.get(address, headers={"If-None-Match": f'"{sha256}"'})
    assert again.status_code == 304
    assert "X-Accel-Redirect" not in again.headers
    hidden = client.get(make.make_picture().get_absolute_url())
    assert hidden.status_code == 404
    assert "X-Accel-Redirect" not in hidden.headers


def test_a_file_costs_few_questions(
    client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    asset = published_file()
    cover = make.make_published("berita").cover
    assert cover is not None
    for file in (asset, cover.asset, cover.asset.derivatives.all()[0]):
        with django_assert_max_num_queries(3):
            body(client.get(file.get_absolute_url()))


def test_another_name_leads_to_the_real_one(client: Client) -> None:
    asset = published_file()
    answer = client.get(f"/media/{asset.sha256}/lain.html")
    assert answer.status_code == 301
    assert answer.headers["Location"] == asset.get_absolute_url()


def test_an_unknown_hash_is_not_found(client: Client) -> None:
    assert client.get(f"/media/{'0' * 64}/x.txt").status_code == 404
    assert client.get("/media/xyz/x.txt").status_code == 404
    assert client.get(f"/media/{'0' * 64}/../../settings.py").status_code == 404


def test_what_is_not_public_is_for_staff_and_is_not_kept(client: Client) -> None:
    asset = make.make_picture()
    assert client.get(asset.get_absolute_url()).status_code == 404
    assert client.get(f"/media/{asset.sha256}/lain.webp").status_code == 404
    client.force_login(make.make_user())
    assert client.get(asset.get_absolute_url()).status_code == 404
    client.force_login(make.make_operator())
    answer = client.get(asset.get_absolute_url())
    body(answer)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_missing_file_is_not_found_and_is_reported(
    client: Client, caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    asset = published_file()
    path = settings.MEDIA_ROOT / asset.sha256[:2] / asset.sha256
    path.unlink()
    assert client.get(asset.get_absolute_url()).status_code == 404
    assert asset.sha256 in caplog.text


def test_a_pdf_opens_in_the_browser_only_when_asked(client: Client) -> None:
    operator = make.make_operator()
    content = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 1\n0000000000 65535 f \n"
        b"trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
    )
    asset = receive(SimpleUploadedFile("Surat.pdf", content, "application/pdf"), by=operator)
    AssetText.objects.filter(asset=asset).update(text="Surat edaran.", trouble="")
    draft = make.make_draft("pengumuman", by=operator)
    make.attach(draft, asset, "document")
    revision = move(Revision.objects.get(pk=draft.pk), Action.SUBMIT, by=operator)
    make.approve(revision, make.make_camat())
    for query, way in (("", "attachment"), ("?lihat=1", "inline")):
        answer = client.get(asset.get_absolute_url() + query)
        body(answer)
        assert answer.headers["Content-Disposition"].startswith(way)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_files_can_only_be_read(client: Client) -> None:
    address = published_file().get_absolute_url()
    assert client.post(address).status_code == 405
    answer = client.head(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Length"] == "100"
    assert body(answer) == b""


def test_programs_of_any_site_may_fetch_public_files_and_no_others(client: Client) -> None:
    public = client.get(published_file().get_absolute_url())
    assert (body(public), public.headers["Access-Control-Allow-Origin"]) == (TEXT, "*")
    operator = make.make_operator()
    private = receive(SimpleUploadedFile("rahasia.txt", b"rahasia " * 9, "text/plain"), by=operator)
    client.force_login(operator)
    answer = client.get(private.get_absolute_url())
    assert answer.status_code == 200
    assert body(answer)
    assert "Access-Control-Allow-Origin" not in answer.headers
