"""Approval rules: whose decision each kind needs, as an administrator set it."""

from django.db import models

from content.kinds import Kind
from content.models import Revision
from workflow.models.event import Event


class ApprovalRule(models.Model):
    """One version of a kind's rule; never updated, never deleted (triggers). The latest counts.

    Who set it, when and why is what the register's row says. A text keeps the rule under which it
    was handed in, so a new version never changes what waits already.
    """

    Mode = Revision.ApprovalMode

    kind = models.CharField("jenis", max_length=12, choices=Kind.choices)
    number = models.PositiveIntegerField("versi")
    mode = models.CharField("cara persetujuan", max_length=5, choices=Mode.choices)
    # Bases of appointments, as workflow.models.Appointment.Basis names them: "plt plh".
    deputies = models.CharField("yang boleh mewakili", max_length=20, blank=True)
    publishes_at_once = models.BooleanField("tayang sendiri setelah disetujui")
    allows_exception = models.BooleanField("pengecualian empat mata boleh")
    event = models.OneToOneField(
        Event, models.PROTECT, related_name="approval_rule", verbose_name="baris register"
    )

    class Meta:
        verbose_name = "aturan persetujuan"
        verbose_name_plural = "aturan persetujuan"
        ordering = ("kind", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "number"), name="one_approval_rule_of_a_number_per_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(mode__in=("any", "chain", "all")),
                name="approval_rule_mode_is_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, aturan {self.number}"
