"""The words that stand in a document or data file."""

from django.db import models

from content.models.asset import Asset


class AssetText(models.Model):
    """What a file says, read from it once by ``content.filetext``; for search and for hints.

    Rows of tables are lines, their cells divided by tabs. ``trouble`` tells a person why words are
    missing ("" where all were read); a row without words and without trouble is an empty file.
    """

    asset = models.OneToOneField(
        Asset, models.CASCADE, primary_key=True, related_name="words", verbose_name="berkas"
    )
    text = models.TextField("isi", blank=True)
    trouble = models.CharField("kendala", max_length=200, blank=True)
    read_at = models.DateTimeField("dibaca", auto_now_add=True)

    class Meta:
        verbose_name = "isi berkas"
        verbose_name_plural = "isi berkas"

    def __str__(self) -> str:
        return f"Isi {self.asset}"
