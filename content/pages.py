"""What the page of one item shows. Views and the desk's preview build it here, from any revision."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery, prefetch_related_objects
from django.utils import timezone

from content import chart_plot, charts, datatable, facts, video_links
from content.html import reading_minutes
from content.models import Attachment, Category, Desa, Office, Revision
from content.queries import RevisionQuerySet, list_lookups

RELATED = 3
# Kilobytes, about (content.facts): sixty rows with their pictures.
NEIGHBOURS_WEIGHT = 400
VERSIONS = 5
WITHOUT_RELATED = {"bank-data", "halaman"}


@dataclass(frozen=True)
class Knot:
    """One knot of the thread "Jejak naskah"; filled (``done``) is a decision or a publication."""

    words: str
    who: str
    at: datetime
    done: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A row that may stand beside others of its kind; ``places`` are the keys of its villages."""

    row: Revision
    places: set[int]


def detail_context(revision: Revision, now: datetime | None = None) -> tuple[str, dict[str, Any]]:
    """Return the template of an item's page and what it shows.

    The revision may be one that was never approved (preview).
    """
    now = now or timezone.now()
    history = _history(revision, now)
    name, weight = ("neighbours", revision.kind), NEIGHBOURS_WEIGHT
    others = facts.kept(name, lambda: _neighbours(revision, now), weight=weight)
    prefetch_related_objects([revision], *list_lookups(), "tags")
    context: dict[str, Any] = {
        "revision": revision,
        "spec": revision.spec,
        "nav": revision.kind,
        "now": now,
        "office": facts.kept("office", Office.load),
        "villages": list(revision.desa.all()),
        "minutes": reading_minutes(revision.body) if revision.body else 0,
        "corrections": [version for version in history if version.is_correction],
        "trail": trail(revision, updates=len(history) - 1),
        "versions": history[:VERSIONS],
        "older_versions": max(0, len(history) - VERSIONS),
        "related": _nearest(revision, others),
    }
    return revision.spec.detail_template, context | MORE.get(revision.kind, _nothing)(revision, now)


def _history(revision: Revision, now: datetime) -> list[Revision]:
    """Return the versions that one may still read up to this one, newest first."""
    if revision.number == 1:
        return [revision]
    earlier = Revision.objects.readable(now).filter(
        item=revision.item_id, number__lt=revision.number
    )
    return [revision, *earlier.select_related("item").defer("body").order_by("-number")]


def _nearest(revision: Revision, others: list[Neighbour]) -> list[Revision]:
    """Choose the newest that share its villages or its topic, then the newest."""
    places = {desa.pk for desa in revision.desa.all()}

    def shares(other: Neighbour) -> bool:
        topic = other.row.category_id
        return (topic is not None and topic == revision.category_id) or bool(places & other.places)

    near = [other for other in others if other.row.item_id != revision.item_id]
    return [other.row for other in sorted(near, key=shares, reverse=True)[:RELATED]]


def _neighbours(revision: Revision, now: datetime) -> list[Neighbour]:
    """Return every row that can stand beside an item of this kind, the newest first.

    They are few: the newest of each village, of each topic and of all, one more than are shown
    because an item is no neighbour of itself.
    """
    if revision.kind in WITHOUT_RELATED:
        return []
    newest = Revision.objects.public(now).of(revision.kind).newest_first()
    wanted = Q(pk__in=newest[: RELATED + 1].values("pk"))
    for place in range(RELATED + 1):
        for circle, column in ((Desa, "desa"), (Category, "category")):
            inside = newest.filter(**{column: OuterRef("pk")}).values("pk")
            each = circle.objects.order_by().values_list(Subquery(inside[place : place + 1]))
            wanted |= Q(pk__in=each)
    rows = Revision.objects.filter(wanted).select_related("item", "category").defer("body")
    found = list(rows.newest_first())
    # The item that is looked at brings its own pictures and villages along in one go.
    prefetch_related_objects([revision, *found], *list_lookups())
    return [Neighbour(row, {desa.pk for desa in row.desa.all()}) for row in found]


def trail(revision: Revision, updates: int) -> list[Knot]:
    """Tell how a revision came to be: written, submitted, approved, published."""
    again = updates > 0 and revision.published_at is not None
    knots = [
        Knot("Terbit pertama kali", "", revision.published_at, done=True)
        if again and revision.published_at
        else None,
        Knot(
            f"Versi {revision.number} disusun" if again else "Disusun",
            "",
            revision.created_at,
            False,
        ),
        Knot("Diajukan untuk disetujui", "", revision.frozen_at, False)
        if revision.frozen_at
        else None,
        Knot(
            "Disetujui dengan pengecualian oleh" if revision.by_exception else "Disetujui oleh",
            revision.approved_as,
            revision.approved_at,
            done=True,
            note=f"Nomor {revision.approval_number}" if revision.approval_number else "",
        )
        if revision.approved_at
        else None,
        _published(revision, updates, again=again) if revision.visible_from else None,
    ]
    return [knot for knot in knots if knot is not None]


def _published(revision: Revision, updates: int, *, again: bool) -> Knot:
    assert revision.visible_from is not None  # noqa: S101 - the caller has looked
    if not again:
        return Knot("Terbit", "", revision.visible_from, done=True)
    words = f"Diperbarui {updates} kali"
    return Knot(words, "", revision.visible_from, done=True, note=revision.change_note)


def _nothing(revision: Revision, now: datetime) -> dict[str, Any]:
    return {}


def _bank_data(revision: Revision, now: datetime) -> dict[str, Any]:
    files = revision.data_files
    table = next((found for file in files if (found := datatable.preview(file.asset))), None)
    chart = charts.bars(table, revision.data_unit)
    return {"table": table, "chart": chart, "plot": chart_plot.plot(chart), "is_data": True}


def _agenda(revision: Revision, now: datetime) -> dict[str, Any]:
    end = revision.ends_at or revision.starts_at
    return {"is_over": bool(end and end < now)}


def _pengumuman(revision: Revision, now: datetime) -> dict[str, Any]:
    return {"is_over": bool(revision.ends_at and revision.ends_at < now)}


def _album(revision: Revision, now: datetime) -> dict[str, Any]:
    return {"photos_size": sum(photo.asset.size for photo in revision.gallery)}


def _video(revision: Revision, now: datetime) -> dict[str, Any]:
    # An uploaded file plays on the page itself, whatever address stands beside it.
    return {"video": None if revision.video_file else video_links.read(revision.video_url)}


MORE = {
    "foto": _album,
    "video": _video,
    "agenda": _agenda,
    "pengumuman": _pengumuman,
    "bank-data": _bank_data,
}


def photo_context(revision: Revision, position: int) -> dict[str, Any] | None:
    """Return what the page of one photo of an album shows; None when there is no such photo."""
    photos = revision.gallery
    if not 1 <= position <= len(photos):
        return None
    photo: Attachment = photos[position - 1]
    return {
        "revision": revision,
        "nav": revision.kind,
        "photo": photo,
        "position": position,
        "total": len(photos),
        "previous": position - 1 if position > 1 else None,
        "next": position + 1 if position < len(photos) else None,
    }


def public_rows(kind: str, now: datetime | None = None) -> RevisionQuerySet:
    """Return the public rows of a kind."""
    return Revision.objects.public(now).of(kind)
