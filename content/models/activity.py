"""Activity: what happened, or will happen, once, and becomes several items (a bundle)."""

from django.conf import settings
from django.db import models


class Activity(models.Model):
    """One event of the office's work; the items that tell of it belong together on the desk.

    Of no account to the public: each item keeps its own words, files, approval and address.
    """

    title = models.CharField("nama kegiatan", max_length=160)
    place = models.CharField("tempat", max_length=160, blank=True)
    starts_at = models.DateTimeField("mulai", null=True, blank=True)
    created_at = models.DateTimeField("dibuat")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="pembuat"
    )

    class Meta:
        verbose_name = "kegiatan"
        verbose_name_plural = "kegiatan"
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return self.title
