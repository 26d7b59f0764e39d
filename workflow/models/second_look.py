"""Second looks: what somebody who wrote some of it decided, seen again by somebody who did not."""

from datetime import date

from django.db import models

from workflow.models.event import Event


class SecondLook(models.Model):
    """One decision by exception from four eyes, and what another superior found afterwards.

    Both sides are rows of the register, which say who, when and why; this row ties them together
    and says by which day the second one is owed. Never deleted, and never changed once looked at;
    the database refuses a look by whoever decided or wrote (workflow.authority_triggers).
    """

    class Outcome(models.TextChoices):
        """What the second pair of eyes found."""

        FINE = "sesuai", "Sesuai"
        WRONG = "perlu-ralat", "Perlu ralat atau diturunkan"

    decision = models.OneToOneField(
        Event, models.PROTECT, related_name="second_look", verbose_name="putusan"
    )
    due_on = models.DateField("paling lambat")
    looked = models.OneToOneField(
        Event,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="looked_at",
        verbose_name="tinjauan kedua",
    )
    outcome = models.CharField("hasil", max_length=12, choices=Outcome.choices, blank=True)

    class Meta:
        verbose_name = "tinjauan kedua"
        verbose_name_plural = "tinjauan kedua"
        ordering = ("due_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(looked__isnull=True, outcome="")
                | models.Q(looked__isnull=False, outcome__in=("sesuai", "perlu-ralat")),
                name="second_look_has_an_outcome",
            ),
        )

    def __str__(self) -> str:
        return f"tinjauan kedua atas baris {self.decision_id}"

    def is_late(self, today: date) -> bool:
        """Whether nobody has looked, and the day by which somebody had to is over."""
        return self.looked_id is None and self.due_on < today
