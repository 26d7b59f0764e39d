"""An upload becomes one asset, written down only when its files lie safely on the disk."""

import hashlib
import io

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from content.filetypes import FileRefused
from content.models import Asset, Derivative
from content.storage import StorageFull
from content.uploads import receive, receive_bytes, safe_name
from tests.content import hostile_files as make


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "media": {
            "BACKEND": "content.storage.ContentStorage",
            "OPTIONS": {"location": tmp_path / "media"},
        },
    }
    return storages["media"]


def upload(data, name="foto.jpg", content_type="image/jpeg"):
    return SimpleUploadedFile(name, data, content_type=content_type)


@pytest.mark.django_db
def test_a_picture_is_stored_clean_with_its_smaller_copies(media):
    asset = receive(upload(make.jpeg_full_of_secrets(6), "IMG 0012.JPG"), by=None)
    with media.open_by_hash(asset.sha256) as file:
        stored = file.read()
    assert make.SECRET not in stored
    assert hashlib.sha256(stored).hexdigest() == asset.sha256
    assert (asset.name, asset.media_type, asset.group) == ("IMG 0012.webp", "image/webp", "picture")
    assert (asset.width, asset.height, asset.size) == (400, 640, len(stored))
    copies = list(asset.derivatives.values_list("width", "media_type"))
    assert copies == [(104, "image/webp"), (208, "image/webp"), (400, "image/jpeg")]
    for copy in asset.derivatives.all():
        with media.open_by_hash(copy.sha256) as file:
            data = file.read()
        assert len(data) == copy.size
        assert Image.open(io.BytesIO(data)).size == (copy.width, copy.height)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (make.pdf(), "Laporan.pdf", ("Laporan.pdf", "application/pdf", "document")),
        (make.pdf(), "foto.jpg", ("foto.pdf", "application/pdf", "document")),
        (b"desa;jumlah\nPatas;3\n", "Data Desa.CSV", ("Data Desa.csv", "text/csv", "data")),
        (make.webm(), "video.webm", ("video.webm", "video/webm", "video")),
    ],
)
def test_other_files_are_stored_as_they_are(media, data, name, expected):
    asset = receive(upload(data, name), by=None)
    assert (asset.name, asset.media_type, asset.group) == expected
    assert asset.sha256 == asset.source_sha256 == hashlib.sha256(data).hexdigest()
    assert (asset.size, asset.width, asset.height) == (len(data), None, None)
    assert asset.derivatives.count() == 0
    assert media.holds(asset.sha256)


@pytest.mark.django_db
def test_a_video_no_longer_tells_where_it_was_made_and_plays_as_before(media):
    data = make.mp4()
    assert make.SECRET in data
    asset = receive(upload(data, "kegiatan.m4v"), by=None)
    with media.open_by_hash(asset.sha256) as file:
        stored = file.read()
    assert make.SECRET not in stored
    assert len(stored) == len(data) == asset.size
    changed = [at for at, (old, new) in enumerate(zip(data, stored, strict=True)) if old != new]
    notes = data.index(b"udta")
    assert notes <= min(changed)
    assert max(changed) < data.index(b"mdat")
    assert stored[notes : notes + 4] == b"free"
    assert (asset.name, asset.media_type) == ("kegiatan.mp4", "video/mp4")
    assert receive(upload(data, "lagi.mp4"), by=None) == asset


@pytest.mark.django_db
def test_the_word_of_the_client_about_the_type_is_not_asked(media):
    with pytest.raises(FileRefused, match="halaman web"):
        receive(upload(b"<html></html>", "foto.jpg", "image/jpeg"), by=None)
    asset = receive(upload(make.pdf(), "a.html", "text/html"), by=None)
    assert (asset.media_type, asset.name) == ("application/pdf", "a.pdf")


@pytest.mark.django_db
def test_who_uploaded_is_written_down(django_user_model):
    operator = django_user_model.objects.create_user("operator")
    assert receive(upload(make.pdf(), "a.pdf"), by=operator).uploaded_by == operator


@pytest.mark.django_db
def test_the_same_file_again_is_the_same_asset_under_its_first_name():
    first = receive(upload(make.jpeg_full_of_secrets(), "satu.jpg"), by=None)
    second = receive(upload(make.jpeg_full_of_secrets(), "dua.jpg"), by=None)
    assert first == second
    assert second.name == "satu.webp"
    assert Asset.objects.count() == 1


@pytest.mark.django_db
def test_another_file_with_the_same_pixels_is_the_same_asset():
    bare = make.encoded(make.drawing(), "PNG")
    first = receive(upload(bare, "bersih.png"), by=None)
    second = receive(upload(make.png_full_of_secrets(), "berisi.png"), by=None)
    assert first == second
    assert Derivative.objects.filter(asset=first).count() == first.derivatives.count() == 4


@pytest.mark.django_db
def test_a_lost_file_comes_back_when_it_is_uploaded_again(media):
    data = make.encoded(make.drawing(), "JPEG")
    asset = receive(upload(data), by=None)
    for sha256 in [asset.sha256, asset.derivatives.first().sha256]:
        media.path_by_hash(sha256).unlink()
    assert receive(upload(data), by=None) == asset
    assert media.holds(asset.sha256)
    assert media.holds(asset.derivatives.first().sha256)


@pytest.mark.django_db
@pytest.mark.parametrize("data", [make.heic(), make.png_bomb(), b"", make.ooxml("docx")[:-9]])
def test_a_refused_file_leaves_neither_rows_nor_files(media, data):
    with pytest.raises(FileRefused):
        receive(upload(data), by=None)
    assert not Asset.objects.exists()
    assert list(media.hashes()) == []


@pytest.mark.django_db
def test_a_full_disk_leaves_no_row(media, tmp_path, monkeypatch):
    class FullDisk(type(media)):
        """A disk on which nothing more fits."""

        def _write(self, final, content):
            raise OSError(28, "No space left on device")

    monkeypatch.setitem(storages._storages, "media", FullDisk(location=tmp_path / "penuh"))
    with pytest.raises(StorageFull, match="penuh"):
        receive(upload(make.pdf(), "a.pdf"), by=None)
    assert not Asset.objects.exists()


@pytest.mark.django_db
def test_bytes_from_an_import_pass_the_same_door():
    assert receive_bytes(make.pdf(), "impor.pdf", by=None).name == "impor.pdf"
    with pytest.raises(FileRefused, match="SVG"):
        receive_bytes(b"<svg></svg>", "impor.svg", by=None)


@pytest.mark.parametrize(
    ("name", "extension", "expected"),
    [
        ("Laporan Akhir.pdf", "pdf", "Laporan Akhir.pdf"),
        ("foto.JPG", "webp", "foto.webp"),
        ("C:\\Users\\a\\surat.docx", "docx", "surat.docx"),
        ("../../etc/passwd", "txt", "passwd.txt"),
        ("laporan.pdf.exe", "pdf", "laporan.pdf"),
        ("foto\u202egpj.exe", "webp", "fotogpj.webp"),
        ("Pengumuman – Désa Tinga‑Tinga.pdf", "pdf", "Pengumuman – Désa Tinga‑Tinga.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "pdf", "a Set-Cookie- x.pdf"),
        ('a"b<c>d?.csv', "csv", "a-b-c-d.csv"),
        ("No. 5 Tahun 2026", "pdf", "No. 5 Tahun 2026.pdf"),
        (".htaccess", "txt", "htaccess.txt"),
        ("...", "pdf", "berkas.pdf"),
        ("", "pdf", "tanpa nama.pdf"),
        ("\0\1\2", "pdf", "tanpa nama.pdf"),
        ("x" * 300 + ".pdf", "pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_are_made_safe_and_end_in_the_real_type(name, extension, expected):
    assert safe_name(name, extension) == expected
    assert len(safe_name(name, extension)) <= 120
    assert safe_name(safe_name(name, extension), extension) == expected
