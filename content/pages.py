"""What the page of one item shows. Views and the desk's preview build it here, from any revision."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, When, prefetch_related_objects
from django.utils import timezone

from content import chart_plot, charts, datatable, facts, video_links
from content.html import reading_minutes
from content.models import Attachment, Office, Revision
from content.queries import RevisionQuerySet, list_lookups

RELATED = 3
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


def detail_context(revision: Revision, now: datetime | None = None) -> tuple[str, dict[str, Any]]:
    """Return the template of an item's page and what it shows.

    The revision may be one that was never approved (preview).
    """
    now = now or timezone.now()
    history, near = _around(revision, now)
    # Its own pictures and villages come in one go with those of the cards below.
    prefetch_related_objects([revision, *near], *list_lookups())
    prefetch_related_objects([revision], "tags")
    context: dict[str, Any] = {
        "revision": revision,
        "spec": revision.spec,
        "nav": revision.kind,
        "now": now,
        "office": facts.kept("office", Office.load),
        "villages": list(revision.desa.all()),
        "minutes": reading_minutes(revision.body) if revision.body else 0,
        "trail": trail(revision, updates=len(history) - 1),
        "versions": history[:VERSIONS],
        "older_versions": max(0, len(history) - VERSIONS),
        "related": near,
    }
    return revision.spec.detail_template, context | MORE.get(revision.kind, _nothing)(revision, now)


def _around(revision: Revision, now: datetime) -> tuple[list[Revision], list[Revision]]:
    """Return the versions that one may still read up to this one, newest first, and neighbours.

    One query for both: an item that was never updated has no earlier versions, a data set and a
    fixed page have no neighbours.
    """
    earlier = Revision.objects.readable(now).filter(
        item=revision.item_id, number__lt=revision.number
    )
    wanted = Q()
    order: list[Any] = ["-published_at", "-id"]
    if revision.number > 1:
        wanted |= Q(pk__in=earlier.values("pk"))
    if revision.kind not in WITHOUT_RELATED:
        shares = _shares(revision)
        wanted |= _related(revision, shares, now)
        order.insert(0, Case(When(shares, then=0), default=1))
    if not wanted:
        return [revision], []
    rows = Revision.objects.once_public(now).filter(wanted).order_by(*order)
    found = list(rows.select_related("item", "category").defer("body"))
    versions = [row for row in found if row.item_id == revision.item_id]
    near = [row for row in found if row.item_id != revision.item_id]
    return [revision, *sorted(versions, key=lambda row: -row.number)], near[:RELATED]


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
            "Disetujui oleh",
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


def _related(revision: Revision, shares: Q, now: datetime) -> Q:
    """Choose the newest of its kind that share its villages or its topic, and the newest."""
    others = Revision.objects.public(now).of(revision.kind).exclude(item=revision.item_id)
    newest = others.newest_first()
    return Q(pk__in=newest.filter(shares)[:RELATED].values("pk")) | Q(
        pk__in=newest[:RELATED].values("pk")
    )


def _shares(revision: Revision) -> Q:
    places = Revision.desa.through.objects.filter(
        revision=OuterRef("pk"), desa__revisions=revision.pk
    )
    shared = Q(Exists(places))
    return shared | Q(category=revision.category_id) if revision.category_id else shared


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
