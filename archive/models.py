"""Backups: one row per run."""

from django.db import models
from django.db.models import Q


class Backup(models.Model):
    """One run of ``backup_site``: started, then good or failed; not touched afterwards.

    The row is only the note about a bag. The bag itself, on its disk, is what counts.
    """

    class Outcome(models.TextChoices):
        """How the run ended."""

        RUNNING = "running", "Berjalan"
        GOOD = "good", "Terperiksa"
        FAILED = "failed", "Gagal"

    name = models.CharField("nama", max_length=160, unique=True)
    place = models.CharField("tempat", max_length=400)
    started_at = models.DateTimeField("mulai")
    finished_at = models.DateTimeField("selesai", null=True, blank=True)
    outcome = models.CharField(
        "hasil", max_length=8, choices=Outcome.choices, default=Outcome.RUNNING
    )
    bytes = models.PositiveBigIntegerField("ukuran (bita)", default=0)
    new_bytes = models.PositiveBigIntegerField("bita baru", default=0)
    files = models.PositiveIntegerField("jumlah berkas", default=0)
    items = models.PositiveIntegerField("jumlah butir", default=0)
    register_sequence = models.PositiveBigIntegerField("baris register terakhir", default=0)
    register_hash = models.CharField("sidik register", max_length=64, blank=True)
    bag_sha256 = models.CharField("sidik cadangan", max_length=64, blank=True)
    message = models.TextField("keterangan", blank=True)

    class Meta:
        verbose_name = "cadangan"
        verbose_name_plural = "cadangan"
        ordering = ("-started_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome__in=("running", "good", "failed")),
                name="backup_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="good")
                | (Q(finished_at__isnull=False) & ~Q(bag_sha256="") & Q(files__gt=0)),
                name="good_backup_has_a_bag",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def short_hash(self) -> str:
        """Beginning and end of the bag's hash, to compare by eye."""
        return f"{self.bag_sha256[:4]}…{self.bag_sha256[-4:]}" if self.bag_sha256 else "–"

    @property
    def minutes(self) -> float | None:
        """Length of the run; None while it runs."""
        if self.finished_at is None:
            return None
        return (self.finished_at - self.started_at).total_seconds() / 60
