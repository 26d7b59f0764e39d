"""Writing the search index: at publication, and all of it again after a restoration."""

from collections.abc import Iterator

from django.db import connection, transaction
from django.db.models import Prefetch, Q
from django.utils import timezone

from content import dates
from content.html import plain_text
from content.models import Attachment, Revision, SearchEntry, SearchWord
from content.queries import RevisionQuerySet
from content.search import spelling
from content.search.database import full_text
from content.search.numbering import first_of_day
from content.search.words import facet, indexed

BATCH = 500
# Files that the public may read about; bahan is not among them.
SHOWN_ROLES = tuple(role for role in Attachment.Role.values if role != Attachment.Role.BAHAN)


def index(revision: Revision) -> None:
    """Put the words of a revision that becomes public into the index.

    Earlier revisions whose time is over for good leave it. One that a scheduled revision will
    replace stays: the schedule may still be taken back.
    """
    over = Q(revision__item=revision.item_id, revision__visible_until__lte=timezone.now())
    SearchEntry.objects.filter(over | Q(revision=revision.pk)).delete()
    entry(revision).save(force_insert=True)
    spelling.keep(_leading(revision))


def entry(revision: Revision) -> SearchEntry:
    """Return the entry of a revision."""
    assert revision.published_at is not None  # noqa: S101 - only what becomes public is indexed
    return SearchEntry(
        id=first_of_day(revision.published_at) | revision.pk,
        revision_id=revision.pk,
        facets=" ".join(facets(revision)),
        **words(revision),
    )


def facets(revision: Revision) -> list[str]:
    """List what the filters ask for. None of it can change while the words are frozen."""
    assert revision.published_at is not None  # noqa: S101 - only what becomes public is indexed
    return [
        facet("jenis", revision.kind),
        facet("tahun", dates.local_day(revision.published_at).year),
        *(facet("desa", desa.pk) for desa in revision.desa.all()),
        *([facet("topik", revision.category_id)] if revision.category_id else []),
    ]


def _leading(revision: Revision) -> list[str]:
    """List what a reader sees first of a revision: title, summary and names."""
    return [
        revision.title,
        revision.summary,
        *(desa.name for desa in revision.desa.all()),
        *([revision.category.name] if revision.category else []),
        *(tag.name for tag in revision.tags.all()),
    ]


def words(revision: Revision) -> dict[str, str]:
    """Return the columns of a revision's entry."""
    title, *lead = _leading(revision)
    files = [
        text
        for place in revision.attachments.all()
        if place.role in SHOWN_ROLES
        for text in (place.title, place.caption, place.alt, place.credit)
    ]
    others = (
        revision.place,
        revision.letter_number,
        revision.byline,
        revision.cancelled_because,
        revision.data_source,
        revision.data_period,
        str(revision.data_year or ""),
        revision.spec.label,
        dates.long_date(revision.starts_at) if revision.starts_at else "",
    )
    return {
        "title": indexed(title),
        "summary": indexed(*lead),
        "body": indexed(plain_text(revision.body), *others, *files),
    }


def reindex() -> int:
    """Write the whole index again from the revisions; return how many it holds.

    Batch by batch, so that nobody who writes waits long and a search finds all but one batch.
    """
    wanted = _findable()
    SearchEntry.objects.exclude(revision__in=wanted.values("pk")).delete()
    SearchWord.objects.all().delete()
    total = 0
    for batch in _batches(wanted):
        with transaction.atomic():
            SearchEntry.objects.filter(revision__in=batch).delete()
            SearchEntry.objects.bulk_create([entry(revision) for revision in batch])
            spelling.keep(text for revision in batch for text in _leading(revision))
        total += len(batch)
    full_text(connection).refresh(connection)
    return total


def _findable() -> RevisionQuerySet:
    """Rows that are public now or will be."""
    return Revision.objects.filter(visible_from__isnull=False).exclude(
        visible_until__lte=timezone.now()
    )


def _batches(rows: RevisionQuerySet) -> Iterator[list[Revision]]:
    rows = rows.select_related("category").prefetch_related(
        "desa", "tags", Prefetch("attachments", queryset=Attachment.objects.order_by("id"))
    )
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk
