"""Generation: what the public sees changes its token."""

from django.db import models


class Generation(models.Model):
    """The mark of what is public now: one row, whose token is new after every change.

    Written by database triggers (``content.generation``), in the transaction of the change; and
    once a day by ``content.view_counts``.
    """

    token = models.CharField("tanda", max_length=32)

    class Meta:
        verbose_name = "generasi halaman"
        verbose_name_plural = "generasi halaman"
        constraints = (
            models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_generation"),
        )

    def __str__(self) -> str:
        return self.token
