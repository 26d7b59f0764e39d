"""Item: what has an address."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from content.kinds import KINDS, Kind, KindSpec
from content.models.activity import Activity


class Item(models.Model):
    """What has an address: kind and slug. What it says stands in its revisions.

    The kind never changes; the slug follows the title until the first submission and is kept from
    then on (trigger). Never deleted once anything of it was submitted.
    """

    kind = models.CharField("jenis", max_length=12, choices=Kind.choices)
    slug = models.SlugField("kata alamat", max_length=120)
    legacy_path = models.CharField(
        "alamat di situs lama", max_length=300, blank=True, help_text="Dialihkan (301) ke sini."
    )
    created_at = models.DateTimeField("dibuat")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="items", verbose_name="pembuat"
    )
    activity = models.ForeignKey(
        Activity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
        verbose_name="kegiatan",
    )

    class Meta:
        verbose_name = "butir"
        verbose_name_plural = "butir"
        constraints = (
            models.UniqueConstraint(fields=("kind", "slug"), name="one_address_per_item"),
            models.UniqueConstraint(
                fields=("legacy_path",),
                condition=~models.Q(legacy_path=""),
                name="one_item_per_legacy_address",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="item_kind_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"

    def get_absolute_url(self) -> str:
        """Public address."""
        return reverse("item-detail", args=[self.kind, self.slug])

    @property
    def spec(self) -> KindSpec:
        """The row of its kind."""
        return KINDS[self.kind]
