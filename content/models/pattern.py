"""Pattern: how an item of a kind may begin."""

from django.db import models

from content.kinds import Kind


class Pattern(models.Model):
    """Words with which a new item starts instead of an empty page (pola).

    Words in square brackets are questions to the writer; until each is answered the item cannot be
    submitted (``content.placeholders``).
    """

    kind = models.CharField("jenis", max_length=12, choices=Kind.choices)
    name = models.CharField("nama", max_length=60)
    description = models.CharField(
        "kegunaan", max_length=160, blank=True, help_text="Satu kalimat: kapan pola ini dipakai."
    )
    title = models.CharField(
        "kerangka judul",
        max_length=160,
        blank=True,
        help_text="Contoh yang tampil di bawah isian judul, misalnya: [apa] di [desa].",
    )
    summary = models.TextField("ringkasan", max_length=400, blank=True)
    body = models.TextField(
        "isi",
        blank=True,
        help_text="HTML. Tulis pertanyaan untuk penulis dalam kurung siku, misalnya [siapa].",
    )
    position = models.PositiveSmallIntegerField("urutan", default=0)
    active = models.BooleanField("dapat dipilih", default=True)

    class Meta:
        verbose_name = "pola"
        verbose_name_plural = "pola"
        ordering = ("kind", "position", "name")
        constraints = (
            models.UniqueConstraint(fields=("kind", "name"), name="one_pattern_of_a_name_per_kind"),
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="pattern_kind_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.name
