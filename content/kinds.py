"""The kinds of content as data: one frozen row per kind, nothing else in the code asks "which kind".

Seven kinds come from the SOP; ``halaman`` holds the office's fixed pages, which must pass the
same approval. Adding a kind is one row here and, at most, one template and one column.
"""

from dataclasses import dataclass, field

from django.db import models


class Kind(models.TextChoices):
    """The kinds, in the order in which the office names them."""

    BERITA = "berita", "Berita"
    FOTO = "foto", "Foto"
    VIDEO = "video", "Video"
    AGENDA = "agenda", "Agenda"
    PENGUMUMAN = "pengumuman", "Pengumuman"
    ARTIKEL = "artikel", "Artikel"
    BANK_DATA = "bank-data", "Bank Data"
    HALAMAN = "halaman", "Halaman"


@dataclass(frozen=True, slots=True)
class KindSpec:
    """What one kind has and needs.

    ``fields`` are the revision columns beyond the common ones that its form shows, in order;
    ``needs`` the columns without which it cannot be submitted (each with what to say);
    ``needs_files`` attachment roles of which it needs at least one; ``order`` its public order.
    """

    kind: Kind
    list_title: str
    icon: str
    schema_type: str
    fields: tuple[str, ...] = ()
    needs: dict[str, str] = field(default_factory=dict)
    needs_files: dict[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ("-published_at", "-id")
    in_news: bool = True

    @property
    def slug(self) -> str:
        """The word in its address."""
        return str(self.kind.value)

    @property
    def label(self) -> str:
        """The word on the screen."""
        return str(self.kind.label)

    @property
    def list_template(self) -> str:
        """Template of the public list."""
        return f"content/{self.kind.name.lower()}_list.html"

    @property
    def detail_template(self) -> str:
        """Template of the public page of one item."""
        return f"content/{self.kind.name.lower()}_detail.html"


TITLE = {"title": "Tulis judul."}
SUMMARY = {"summary": "Tulis ringkasan satu atau dua kalimat."}
BODY = {"body": "Tulis isinya."}

KINDS: dict[str, KindSpec] = {
    spec.slug: spec
    for spec in (
        KindSpec(
            Kind.BERITA,
            "Berita",
            "newspaper",
            "NewsArticle",
            fields=("body", "byline"),
            needs=TITLE | SUMMARY | BODY,
            needs_files={"cover": "Pasang foto utama."},
        ),
        KindSpec(
            Kind.FOTO,
            "Galeri foto",
            "images",
            "ImageGallery",
            fields=("body", "place"),
            needs=TITLE | SUMMARY,
            needs_files={"gallery": "Tambahkan paling sedikit satu foto."},
        ),
        KindSpec(
            Kind.VIDEO,
            "Video",
            "play-btn",
            "VideoObject",
            fields=("video_url", "video_seconds", "body", "place"),
            needs=TITLE | SUMMARY,
            needs_files={"cover": "Pasang gambar sampul video."},
        ),
        KindSpec(
            Kind.AGENDA,
            "Agenda",
            "calendar-event",
            "Event",
            fields=("starts_at", "ends_at", "place", "audience", "cancelled_because", "body"),
            needs=TITLE
            | {"starts_at": "Isi tanggal dan jam mulai.", "place": "Isi tempat kegiatan."},
            order=("starts_at", "id"),
        ),
        KindSpec(
            Kind.PENGUMUMAN,
            "Pengumuman",
            "megaphone",
            "SpecialAnnouncement",
            fields=("letter_number", "starts_at", "ends_at", "body"),
            needs=TITLE | SUMMARY | BODY,
        ),
        KindSpec(
            Kind.ARTIKEL,
            "Artikel",
            "journal-text",
            "Article",
            fields=("body", "byline"),
            needs=TITLE | SUMMARY | BODY,
        ),
        KindSpec(
            Kind.BANK_DATA,
            "Bank Data",
            "bar-chart",
            "Dataset",
            fields=(
                "data_year",
                "data_period",
                "data_unit",
                "data_source",
                "data_licence",
                "body",
            ),
            needs=TITLE | SUMMARY | {"data_source": "Sebutkan sumber data."},
            needs_files={"data": "Unggah berkas data (CSV, XLSX, ODS, atau PDF)."},
        ),
        KindSpec(
            Kind.HALAMAN,
            "Halaman",
            "file-text",
            "WebPage",
            fields=("body",),
            needs=TITLE | BODY,
            order=("title", "id"),
            in_news=False,
        ),
    )
}
# What tells of something that happened; the office's fixed pages do not.
TELLING: tuple[KindSpec, ...] = tuple(spec for spec in KINDS.values() if spec.in_news)


def spec(kind: str) -> KindSpec:
    """Return the row of a kind. Raises KeyError for a word that is no kind."""
    return KINDS[kind]
