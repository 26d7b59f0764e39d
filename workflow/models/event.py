"""Events: the register's rows."""

from django.conf import settings
from django.db import models
from django.db.models.fields.json import KT


class Event(models.Model):
    """One thing that happened; appended by ``workflow.register``, never updated, never deleted.

    Rows form one chain: ``hash`` covers the row's values and the hash before it, so a missing,
    added or altered row breaks every later hash. People are copied as values.
    """

    sequence = models.PositiveBigIntegerField("nomor urut", unique=True)
    at = models.DateTimeField("waktu")
    action = models.CharField("tindakan", max_length=30)
    item = models.ForeignKey(
        "content.Item",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name="butir",
    )
    revision = models.ForeignKey(
        "content.Revision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name="naskah",
    )
    source = models.CharField("dari keadaan", max_length=12, blank=True)
    target = models.CharField("ke keadaan", max_length=12, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name="oleh",
    )
    by_name = models.CharField("nama", max_length=150, blank=True)
    by_title = models.CharField("jabatan", max_length=120, blank=True)
    by_nip = models.CharField("NIP", max_length=30, blank=True)
    by_authority = models.CharField("dasar wewenang", max_length=200, blank=True)
    digest = models.CharField("sidik naskah", max_length=64, blank=True)
    note = models.TextField("catatan", blank=True)
    data = models.JSONField("rincian", default=dict, blank=True)
    previous_hash = models.CharField("sidik sebelumnya", max_length=64)
    hash = models.CharField("sidik baris", max_length=64, unique=True)

    class Meta:
        verbose_name = "peristiwa"
        verbose_name_plural = "register"
        ordering = ("sequence",)
        indexes = (models.Index(fields=("action", "at"), name="event_by_action"),)
        constraints = (
            # Approvals from before there were sheets have none.
            models.UniqueConstraint(
                KT("data__sheet_number"),
                condition=models.Q(action="approve"),
                name="sheet_numbers_are_unique",
            ),
        )

    def __str__(self) -> str:
        return f"{self.sequence}. {self.action}"
