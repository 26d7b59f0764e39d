"""How often items were read."""

from django.db import models

from content.models.item import Item


class ViewCount(models.Model):
    """How many readers one item had on one finished day of the office. Never changes.

    ``batch`` names the spool that the number came from, so that a day folded twice counts once and
    each machine adds its own row; see ``content.view_counts``.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="view_counts", verbose_name="butir")
    day = models.DateField("hari")
    batch = models.CharField("asal hitungan", max_length=16)
    total = models.PositiveIntegerField("dibaca")

    class Meta:
        verbose_name = "jumlah pembaca"
        verbose_name_plural = "jumlah pembaca"
        constraints = (
            models.UniqueConstraint(
                fields=("item", "day", "batch"), name="a_day_of_an_item_is_counted_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.item} {self.day}: {self.total}"
