"""Decisions about personal data that the helper found in a text or its files."""

from django.db import models

from workflow.models.event import Event


class PersonalDataDecision(models.Model):
    """What a person decided about one value; never updated, never deleted (triggers).

    ``key`` is a keyed hash of kind, value and sort of place: the value itself stands nowhere but in
    the text. Who decided, when and why is what the register's row says. The latest row about a key
    counts: *izinkan* and *diperiksa* hold for the item's later revisions, *tutup* took the value
    away, so the same value needs a new decision when it comes back.
    """

    class Choice(models.TextChoices):
        """What can be decided."""

        HIDE = "tutup", "Ditutup"
        ALLOW = "izinkan", "Diizinkan"
        CHECKED = "diperiksa", "Sudah diperiksa orang"

    item = models.ForeignKey(
        "content.Item",
        models.PROTECT,
        related_name="personal_data_decisions",
        verbose_name="butir",
    )
    event = models.OneToOneField(
        Event,
        models.PROTECT,
        related_name="personal_data_decision",
        verbose_name="baris register",
    )
    key = models.CharField("sidik nilai", max_length=64)
    kind = models.CharField("jenis", max_length=12)
    place = models.CharField("tempat", max_length=20)
    masked = models.CharField("bentuk tersamar", max_length=120)
    choice = models.CharField("putusan", max_length=10, choices=Choice.choices)

    class Meta:
        verbose_name = "putusan data pribadi"
        verbose_name_plural = "putusan data pribadi"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(choice__in=("tutup", "izinkan", "diperiksa")),
                name="personal_data_choice_is_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.masked}: {self.get_choice_display()}"
