"""The office's own checklist: what a person looks at before approving a text of one kind."""

from django.db import models
from django.db.models import Q

from content.kinds import Kind


class ChecklistBox(models.Model):
    """One box of one kind. Its words never change: other words are another box, and this one rests.

    A decision keeps the words that were ticked as values, so the past says for ever what was asked
    then. A kind without any row asks what ``workflow.checklist`` proposes.
    """

    kind = models.CharField("jenis", max_length=12, choices=Kind.choices)
    words = models.CharField("yang diperiksa", max_length=120)
    position = models.PositiveSmallIntegerField("urutan")
    active = models.BooleanField("berlaku")

    class Meta:
        verbose_name = "kotak daftar periksa"
        verbose_name_plural = "daftar periksa"
        ordering = ("kind", "position", "id")
        constraints = (
            models.UniqueConstraint(fields=("kind", "words"), name="checklist_words_stand_once"),
            models.CheckConstraint(condition=~Q(words=""), name="checklist_box_has_words"),
        )

    def __str__(self) -> str:
        return self.words
