"""Items as plain data: a short form for lists, everything that is public of one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from content import dates
from content.api import datasets
from content.api.files import files, picture, pictures
from content.digest import FORM
from content.html import plain_text, sanitised
from content.models import Category, Desa, Revision

MOST_VERSIONS = 100
VERSION_FIELDS = (
    "number",
    "visible_from",
    "approved_as",
    "by_exception",
    "approved_at",
    "approval_number",
    "change_note",
)


def moment(value: datetime | None) -> str | None:
    """Write a moment on the office's clock: "2026-06-08T08:00:00+08:00"."""
    return dates.local(value).isoformat(timespec="seconds") if value else None


def named(row: Desa | Category | None) -> dict[str, str] | None:
    """Return a village or topic as its address word and its name."""
    return {"slug": row.slug, "name": row.name} if row else None


def address(revision: Revision, origin: str) -> str:
    """Return the whole address of an item's data."""
    return origin + reverse("api-item", args=[revision.kind, revision.item.slug])


def summary(revision: Revision, origin: str, *, shown: Revision | None = None) -> dict[str, Any]:
    """Return what a list says of an item; ``shown`` is the same row with its files at hand."""
    shown = shown or revision
    cover = shown.cover
    return {
        "kind": revision.kind,
        "slug": revision.item.slug,
        "url": address(revision, origin),
        "page_url": origin + revision.get_absolute_url(),
        "title": revision.title,
        "summary": revision.summary or None,
        "published_at": moment(revision.published_at),
        "updated_at": moment(revision.visible_from),
        "version": revision.number,
        "information_class": revision.information_class,
        "topic": named(revision.category),
        "desa": [named(desa) for desa in revision.desa.all()],
        "cover": picture(cover, origin) if cover else None,
        "place": revision.place or None,
        "starts_at": moment(revision.starts_at),
        "ends_at": moment(revision.ends_at),
        "audience": revision.audience or None,
        "cancelled_because": revision.cancelled_because or None,
        "letter_number": revision.letter_number or None,
        "data_set": datasets.data_set(revision, shown.data_files, origin),
    }


def detail(revision: Revision, versions: Sequence[Revision], origin: str) -> dict[str, Any]:
    """Return everything that is public of an item; ``versions`` newest first."""
    body = sanitised(revision.body) if revision.body else ""
    return summary(revision, origin) | {
        "body_html": body or None,
        "body_text": plain_text(body) or None,
        "byline": revision.byline or None,
        "video_url": revision.video_url or None,
        "video_seconds": revision.video_seconds,
        "tags": [tag.name for tag in revision.tags.all()],
        "pictures": pictures(revision, origin),
        "files": files(revision, origin),
        "provenance": provenance(revision, origin),
        "versions": [_version(version) for version in versions],
    }


def provenance(revision: Revision, origin: str) -> dict[str, Any]:
    """Return who approved these words, and the number over them that proves it."""
    number = revision.approval_number
    return {
        "approved_as": revision.approved_as,
        "by_exception": bool(revision.by_exception),
        "approved_at": moment(revision.approved_at),
        "approval_number": number or None,
        "digest": revision.digest,
        "digest_form": FORM,
        "verification_url": origin + reverse("verification", args=[number]) if number else None,
    }


def versions(revision: Revision, now: datetime) -> list[Revision]:
    """Return what stood on the site up to this version and may still be read, newest first."""
    earlier = (
        Revision.objects.readable(now)
        .filter(item=revision.item_id, number__lt=revision.number)
        .order_by("-number")
        .only(*VERSION_FIELDS)
    )
    return [revision, *earlier[: MOST_VERSIONS - 1]] if revision.number > 1 else [revision]


def _version(revision: Revision) -> dict[str, Any]:
    return {
        "number": revision.number,
        "visible_from": moment(revision.visible_from),
        "approved_as": revision.approved_as,
        "by_exception": bool(revision.by_exception),
        "approved_at": moment(revision.approved_at),
        "approval_number": revision.approval_number or None,
        "change_note": revision.change_note or None,
    }
