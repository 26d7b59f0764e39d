"""The words that readers may have meant when what they typed finds nothing."""

from django.db import models


class SearchWord(models.Model):
    """One word of a title, a summary or a name, as it was written there, folded.

    Written when a text is indexed, and never changed. A word may come from a text that is not
    public (scheduled, withdrawn): before it is shown to anyone, a public text must hold it
    (``content.search.spelling``).
    """

    word = models.CharField("kata", max_length=40, primary_key=True)

    class Meta:
        verbose_name = "kata pencarian"
        verbose_name_plural = "kata pencarian"

    def __str__(self) -> str:
        return self.word
