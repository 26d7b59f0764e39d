"""Appointments: who may act in which office, from when until when."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from content.dates import day_date, day_range
from workflow.models import appointment_rules


class Appointment(models.Model):
    """One person in one office for a span of days (both ends included).

    Authority comes from here alone, never from a group left switched on. History stays: an
    appointment ends by its date, it is not deleted, and once somebody acted under it only that end
    changes. Decisions copy name, jabatan, NIP and authority as values. Who may stand beside whom
    says ``appointment_rules``; triggers repeat it (workflow.authority_triggers).
    """

    class Role(models.TextChoices):
        """Offices of the SOP. The last three approve (SOP step 4)."""

        OPERATOR = "operator", "Operator Web"
        KASUBAG = "kasubag", "Kasubag Perencanaan"
        SEKCAM = "sekcam", "Sekretaris Camat"
        CAMAT = "camat", "Camat"

    class Basis(models.TextChoices):
        """Definitive holder, deputy, or somebody who signs by mandate.

        Plt. holds a vacant office, Plh. one whose holder is away for days; a.n. signs in the own
        office for the holder of another one (Permenpan 22/2021, Perka BKN on Plt. and Plh.).
        """

        DEFINITIVE = "definitif", "Definitif"
        PLT = "plt", "Plt."
        PLH = "plh", "Plh."
        AN = "an", "a.n."

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
    # Of a mandate (a.n.): the signer's own office on its first day, kept as a value. Null: none.
    own_title = models.CharField("jabatan sendiri", max_length=60, null=True, blank=True)  # noqa: DJ001
    # The office's last day on which somebody acted under it; written with the register's row.
    last_act_on = models.DateField("terakhir dipakai", null=True, blank=True, editable=False)

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
        """Say in words what constraints and triggers refuse; a mandate takes the own office over."""
        given: tuple[object, ...] = (self.user_id, self.starts_on)
        if None in given:
            return  # the form has said so
        beside = appointment_rules.beside(self)
        self.own_title = appointment_rules.own_title(self, beside)
        if errors := appointment_rules.problems(self, beside):
            raise ValidationError(errors)

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    @property
    def title(self) -> str:
        """The office as it is signed: "Camat", "Plh. Camat", "a.n. Camat, Sekretaris Camat"."""
        office = self.get_role_display()
        if self.basis == self.Basis.DEFINITIVE:
            return office
        deputised = f"{self.get_basis_display()} {office}"
        return f"{deputised}, {self.own_title}" if self.own_title else deputised

    @property
    def span(self) -> str:
        """Its days in words: "1–14 Juni 2026", "sejak 1 Juni 2026"."""
        if self.ends_on is None:
            return f"sejak {day_date(self.starts_on)}"
        return day_range(self.starts_on, self.ends_on)

    @property
    def authority(self) -> str:
        """On what it rests, for the register: "Plh., surat 800/12/2026, 1–14 Juni 2026"."""
        letter = [f"surat {self.letter_number}"] if self.letter_number else []
        days = [] if self.basis == self.Basis.DEFINITIVE else [self.span]
        return ", ".join([self.get_basis_display(), *letter, *days])
