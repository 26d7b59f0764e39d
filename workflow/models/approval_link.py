"""Links that lead one approver to one text on a telephone, and the PIN that proves who opens them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class ApprovalLink(models.Model):
    """A link for one person, one text as it was handed in (its digest), one use; ADR 0027.

    Of the link itself only the SHA-256 is kept: nobody can read a working link out of the database
    or a backup. Whether it still leads anywhere, ``workflow.approval_links`` says.
    """

    token_hash = models.CharField("sidik tautan", max_length=64, unique=True)
    revision = models.ForeignKey(
        "content.Revision", models.PROTECT, related_name="approval_links", verbose_name="naskah"
    )
    digest = models.CharField("sidik naskah", max_length=64)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="approval_links",
        verbose_name="untuk",
    )
    # The office as it was that day: the list tells for whom it was made even years later.
    name = models.CharField("nama", max_length=150)
    title = models.CharField("jabatan", max_length=120)
    # Empty where the system made it for a letter of its own.
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="approval_links_made",
        verbose_name="dibuat oleh",
    )
    made_at = models.DateTimeField("dibuat")
    expires_at = models.DateTimeField("berlaku sampai")
    tries = models.PositiveSmallIntegerField("PIN keliru", default=0)
    used_at = models.DateTimeField("dipakai", null=True, blank=True)
    revoked_at = models.DateTimeField("dibatalkan", null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="approval_links_revoked",
        verbose_name="dibatalkan oleh",
    )

    class Meta:
        verbose_name = "tautan persetujuan"
        verbose_name_plural = "tautan persetujuan"
        ordering = ("-made_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="link_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(revoked_at__isnull=True),
                name="link_is_used_or_revoked",
            ),
            # The system takes back only what it made, to put a newer link in its place.
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False)
                & (Q(revoked_by__isnull=False) | Q(made_by__isnull=True)),
                name="somebody_revoked_the_link",
            ),
            models.UniqueConstraint(
                fields=("revision", "user"),
                condition=Q(made_by__isnull=True, used_at__isnull=True, revoked_at__isnull=True),
                name="one_link_by_the_system",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}, {self.revision_id}"


class PhonePin(models.Model):
    """Six digits with which an approver proves on a telephone who opens a link.

    Kept by Django's password hasher over a value that also needs the server's secret key: six
    digits alone could be tried through by whoever has a copy of the database.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="phone_pin",
        verbose_name="pengguna",
    )
    hash = models.CharField("sidik PIN", max_length=200)
    set_at = models.DateTimeField("dipasang")
    # Wrong ones since the last right one, over all links.
    wrong = models.PositiveSmallIntegerField("keliru berturut-turut", default=0)

    class Meta:
        verbose_name = "PIN tautan"
        verbose_name_plural = "PIN tautan"

    def __str__(self) -> str:
        return f"PIN {self.user_id}"
