"""What people say about a file of the media library."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from content.models.asset import Asset, focus_class


class AssetNote(models.Model):
    """Words about a file, and where its middle lies: proposals for whoever places it next.

    An attachment gets a copy of them and is approved with it, so a change here changes nothing
    that was ever submitted.
    """

    class Licence(models.TextChoices):
        """On what ground the office may show the file."""

        OFFICE = "office", "Karya kantor"
        PERMISSION = "permission", "Dengan izin pembuatnya"
        CC_BY = "cc-by", "Creative Commons Atribusi (CC BY)"
        CC_BY_SA = "cc-by-sa", "Creative Commons Atribusi-BerbagiSerupa (CC BY-SA)"
        PUBLIC = "public", "Bebas dipakai (domain publik atau CC0)"

    asset = models.OneToOneField(
        Asset, models.CASCADE, primary_key=True, related_name="note", verbose_name="berkas"
    )
    alt = models.CharField("teks alternatif", max_length=300, blank=True)
    caption = models.CharField("keterangan", max_length=300, blank=True)
    credit = models.CharField("kredit", max_length=120, blank=True)
    licence = models.CharField("izin pakai", max_length=12, choices=Licence.choices, blank=True)
    focus_x = models.PositiveSmallIntegerField(
        "titik penting, dari kiri (%)", null=True, blank=True
    )
    focus_y = models.PositiveSmallIntegerField(
        "titik penting, dari atas (%)", null=True, blank=True
    )
    poster = models.ForeignKey(
        Asset,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gambar sampul video",
    )
    replaced_by = models.ForeignKey(
        Asset,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="replacing",
        verbose_name="diganti oleh",
    )
    changed_at = models.DateTimeField("diubah", auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="diubah oleh",
    )

    class Meta:
        verbose_name = "keterangan berkas"
        verbose_name_plural = "keterangan berkas"
        constraints = (
            models.CheckConstraint(
                condition=Q(focus_x=None, focus_y=None)
                | Q(focus_x__range=(0, 100), focus_y__range=(0, 100)),
                name="a_focus_lies_in_the_picture",
            ),
            # Apart, because a condition over NULL counts as kept.
            models.CheckConstraint(
                condition=Q(focus_x=None, focus_y=None)
                | Q(focus_x__isnull=False, focus_y__isnull=False),
                name="a_focus_has_two_coordinates",
            ),
            models.CheckConstraint(
                condition=~Q(replaced_by=models.F("asset")), name="no_file_replaces_itself"
            ),
        )

    def __str__(self) -> str:
        return f"Keterangan {self.asset}"

    @property
    def focus_class(self) -> str:
        """The point in sight for style sheets."""
        if self.focus_x is None or self.focus_y is None:
            return ""
        return focus_class((self.focus_x, self.focus_y))
