"""Files: assets in the media library and their place in a revision."""

from functools import lru_cache
from typing import Self
from urllib.parse import quote

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import get_script_prefix, reverse

# What stands for itself in a path (RFC 3986, section 3.3), and what reverse() leaves as it is.
IN_PATHS = "!$&'()*+,;=/~:@"


def media_address(sha256: str, name: str) -> str:
    """Return the address of a stored file, as ``reverse("media", …)`` does.

    A list names fifty copies of pictures, and each reverse() costs as much as rendering one.
    """
    return f"{_media_root(get_script_prefix())}{sha256}/{quote(name, safe=IN_PATHS)}"


@lru_cache(maxsize=8)
def _media_root(site_root: str) -> str:
    """Return what stands before the hash; ``site_root`` is what reverse() reads by itself."""
    no_hash, no_name = "0" * 64, "-"
    return reverse("media", args=[no_hash, no_name]).removesuffix(f"{no_hash}/{no_name}")


def focus_class(focus: tuple[int, int] | None) -> str:
    """Return the classes that keep a point in sight where a picture is cropped."""
    if focus is None:
        return ""
    x, y = (min(10, round(percent / 10)) * 10 for percent in focus)
    return f"fokus-x-{x} fokus-y-{y}"


class AssetQuerySet(models.QuerySet["Asset"]):
    """Which files."""

    def library(self) -> Self:
        """Files that the desk may place; a photo that came with kritik & saran is the sender's.

        It becomes one of ours when an operator uploads it too.
        """
        sent = Q(uploaded_by=None, kritik_saran__isnull=False, attachments=None)
        return self.exclude(pk__in=Asset.objects.filter(sent).values("pk"))


class Asset(models.Model):
    """A file in the media library, named by the SHA-256 of its bytes as stored. Never changes.

    Pictures are stored re-encoded, everything else as it came. Replacing a file makes a new asset.
    """

    class Group(models.TextChoices):
        """What a file is good for; decided by its content, never by its name."""

        PICTURE = "picture", "Foto"
        DOCUMENT = "document", "Dokumen"
        DATA = "data", "Data"
        VIDEO = "video", "Video"

    sha256 = models.CharField("sidik", max_length=64, unique=True)
    source_sha256 = models.CharField("sidik berkas asal", max_length=64, db_index=True)
    name = models.CharField("nama berkas", max_length=120)
    media_type = models.CharField("jenis berkas", max_length=100)
    group = models.CharField("golongan", max_length=10, choices=Group.choices)
    size = models.PositiveBigIntegerField("ukuran (bita)")
    width = models.PositiveIntegerField("lebar (piksel)", null=True, blank=True)
    height = models.PositiveIntegerField("tinggi (piksel)", null=True, blank=True)
    uploaded_at = models.DateTimeField("diunggah", auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assets",
        verbose_name="pengunggah",
    )
    # How a picture looks, in 63 bits: pictures that look alike differ in few of them.
    look = models.BigIntegerField("rupa", null=True, blank=True)

    objects = AssetQuerySet.as_manager()

    class Meta:
        verbose_name = "berkas"
        verbose_name_plural = "berkas"
        ordering = ("-uploaded_at", "-id")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Address of the stored file."""
        return media_address(self.sha256, self.name)

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown as a picture."""
        return self.group == self.Group.PICTURE

    @property
    def is_video(self) -> bool:
        """Whether it can be played."""
        return self.group == self.Group.VIDEO

    @property
    def jpeg(self) -> "Derivative | None":
        """The copy for other sites and programs, which may not read WebP (prefetched list)."""
        return next((d for d in self.derivatives.all() if d.media_type == "image/jpeg"), None)

    @property
    def extension(self) -> str:
        """File extension in capitals, as the download buttons show it."""
        return self.name.rpartition(".")[2].upper()


class Derivative(models.Model):
    """A smaller or otherwise encoded copy of a picture asset, made at upload. Never changes."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="derivatives")
    width = models.PositiveIntegerField("lebar (piksel)")
    height = models.PositiveIntegerField("tinggi (piksel)")
    media_type = models.CharField("jenis berkas", max_length=100)
    # Two assets may shrink to the same bytes (a plain colour), so this is not unique.
    sha256 = models.CharField("sidik", max_length=64, db_index=True)
    size = models.PositiveBigIntegerField("ukuran (bita)")

    class Meta:
        verbose_name = "turunan foto"
        verbose_name_plural = "turunan foto"
        ordering = ("width",)
        constraints = (
            models.UniqueConstraint(
                fields=("asset", "width", "media_type"), name="one_derivative_per_size_and_type"
            ),
        )

    def __str__(self) -> str:
        return f"{self.asset} {self.width} px"

    def get_absolute_url(self) -> str:
        """Address of this copy; the name tells the width."""
        stem = self.asset.name.rpartition(".")[0] or self.asset.name
        extension = self.media_type.partition("/")[2].replace("jpeg", "jpg")
        return media_address(self.sha256, f"{stem}-{self.width}.{extension}")


class Attachment(models.Model):
    """An asset's place in one revision. Frozen together with the revision's words."""

    class Role(models.TextChoices):
        """What the file is for in this revision; *bahan* is never public."""

        COVER = "cover", "Foto utama"
        GALLERY = "gallery", "Foto album"
        INLINE = "inline", "Gambar dalam isi"
        VIDEO = "video", "Berkas video"
        DOCUMENT = "document", "Lampiran"
        DATA = "data", "Berkas data"
        BAHAN = "bahan", "Bahan"

    revision = models.ForeignKey(
        "content.Revision", models.CASCADE, related_name="attachments", verbose_name="naskah"
    )
    asset = models.ForeignKey(
        Asset, models.PROTECT, related_name="attachments", verbose_name="berkas"
    )
    role = models.CharField("peran", max_length=10, choices=Role.choices)
    title = models.CharField("nama tampilan", max_length=160, blank=True)
    caption = models.CharField("keterangan", max_length=300, blank=True)
    alt = models.CharField("teks alternatif", max_length=300, blank=True)
    credit = models.CharField("kredit", max_length=120, blank=True)
    position = models.PositiveIntegerField("urutan", default=0)
    # The point that stays in sight where a picture is cropped, in percent; both or none.
    focus_x = models.PositiveSmallIntegerField(
        "titik penting, dari kiri (%)", null=True, blank=True
    )
    focus_y = models.PositiveSmallIntegerField(
        "titik penting, dari atas (%)", null=True, blank=True
    )

    class Meta:
        verbose_name = "lampiran"
        verbose_name_plural = "lampiran"
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("revision", "asset", "role"), name="an_asset_has_one_place_per_role"
            ),
            models.UniqueConstraint(
                fields=("revision",),
                condition=models.Q(role="cover"),
                name="one_cover_per_revision",
            ),
        )

    def __str__(self) -> str:
        return self.title or self.asset.name

    @property
    def is_in_body(self) -> bool:
        """Whether it is a picture inside the body, and so part of the words."""
        return self.role == self.Role.INLINE

    @property
    def focus(self) -> tuple[int, int] | None:
        """The point that stays in sight, in percent from the left and from the top."""
        if self.focus_x is None or self.focus_y is None:
            return None
        return self.focus_x, self.focus_y

    @property
    def focus_words(self) -> str:
        """The same point as people read it; "" where nobody chose one."""
        return "{}% dari kiri, {}% dari atas".format(*self.focus) if self.focus else ""

    @property
    def focus_class(self) -> str:
        """The same point for style sheets (focus.css), in steps of ten."""
        return focus_class(self.focus)
