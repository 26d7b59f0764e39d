"""Words that sort content: desa, category, tag.

Their names are read by the public together with approved words, so the database refuses to change
a name that a frozen revision uses (trigger ``*_name_is_kept``); make a new row instead.
"""

from django.db import models


class Desa(models.Model):
    """A village of the office's area, in order from west to east. Kept once used."""

    name = models.CharField("nama", max_length=80, unique=True)
    slug = models.SlugField("kata alamat", max_length=80, unique=True)
    position = models.PositiveSmallIntegerField("urutan dari barat", default=0)
    is_seat = models.BooleanField("tempat kantor kecamatan", default=False)

    class Meta:
        verbose_name = "desa"
        verbose_name_plural = "desa"
        ordering = ("position", "name")

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    """A topic; each revision has at most one. Kept once used."""

    name = models.CharField("nama", max_length=80, unique=True)
    slug = models.SlugField("kata alamat", max_length=80, unique=True)

    class Meta:
        verbose_name = "topik"
        verbose_name_plural = "topik"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Tag(models.Model):
    """A free keyword. Kept once used."""

    name = models.CharField("nama", max_length=60, unique=True)
    slug = models.SlugField("kata alamat", max_length=60, unique=True)

    class Meta:
        verbose_name = "kata kunci"
        verbose_name_plural = "kata kunci"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
