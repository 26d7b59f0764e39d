"""The search index: the words of revisions that are or will be public."""

from django.db import models


class SearchEntry(models.Model):
    """The words of one revision, in every form that finds them; written at publication.

    Each column holds folded words and their stems, each once, in order of the alphabet. What is
    here may not be public (scheduled, withdrawn): who reads asks ``Revision.objects.public()``.
    The databases' own full-text index hangs on this table (``content.search.sqlite`` and
    ``content.search.postgresql``).

    The number of a row is the day of publication followed by the number of the revision, so that
    the index itself runs from the oldest to the newest and a search may stop early.
    """

    id = models.BigIntegerField("hari terbit dan nomor naskah", primary_key=True)
    revision = models.OneToOneField(
        "content.Revision",
        models.CASCADE,
        related_name="search_entry",
        verbose_name="naskah",
    )
    title = models.TextField("kata judul")
    summary = models.TextField("kata ringkasan", blank=True)
    body = models.TextField("kata isi", blank=True)
    facets = models.TextField("saringan", blank=True)

    class Meta:
        verbose_name = "entri pencarian"
        verbose_name_plural = "entri pencarian"

    def __str__(self) -> str:
        return f"kata naskah {self.revision_id}"
