"""Appointments: who may act in which office, from when until when."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q


class Appointment(models.Model):
    """One person in one office for a span of days (both ends included).

    Authority comes from here alone, never from a group left switched on. History stays: an
    appointment ends by its date, it is not deleted. Decisions copy name, jabatan, NIP and
    authority as values, so later edits never change the past.
    """

    class Role(models.TextChoices):
        """Offices of the SOP. The last three approve (SOP step 4)."""

        OPERATOR = "operator", "Operator Web"
        KASUBAG = "kasubag", "Kasubag Perencanaan"
        SEKCAM = "sekcam", "Sekretaris Camat"
        CAMAT = "camat", "Camat"

    class Basis(models.TextChoices):
        """Definitive holder or deputy."""

        DEFINITIVE = "definitif", "Definitif"
        PLT = "plt", "Plt."
        PLH = "plh", "Plh."

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="appointments",
        verbose_name="pengguna",
    )
    role = models.CharField("jabatan", max_length=10, choices=Role.choices)
    basis = models.CharField(
        "dasar", max_length=10, choices=Basis.choices, default=Basis.DEFINITIVE
    )
    name = models.CharField("nama dengan gelar", max_length=120)
    nip = models.CharField("NIP", max_length=30, blank=True)
    letter_number = models.CharField("nomor surat", max_length=100, blank=True)
    starts_on = models.DateField("berlaku sejak")
    ends_on = models.DateField("berlaku sampai", null=True, blank=True)

    class Meta:
        verbose_name = "penugasan"
        verbose_name_plural = "penugasan"
        ordering = ("-starts_on", "role")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="appointment_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(basis="definitif") | (~Q(letter_number="") & Q(ends_on__isnull=False)),
                name="deputies_have_letter_and_end",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.title}"

    def clean(self) -> None:
        """Say in words what the constraints refuse."""
        errors: dict[str, str] = {}
        if self.basis != self.Basis.DEFINITIVE:
            if not self.letter_number:
                errors["letter_number"] = "Plh. dan Plt. bertindak dengan surat. Isi nomornya."
            if self.ends_on is None:
                errors["ends_on"] = "Plh. dan Plt. berakhir pada tanggalnya. Isi tanggal itu."
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            errors["ends_on"] = "Tanggal berakhir mendahului tanggal mulai."
        if errors:
            raise ValidationError(errors)

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    @property
    def title(self) -> str:
        """The office as it is signed: "Camat", "Plh. Camat"."""
        office = self.get_role_display()
        return (
            office
            if self.basis == self.Basis.DEFINITIVE
            else (f"{self.get_basis_display()} {office}")
        )
