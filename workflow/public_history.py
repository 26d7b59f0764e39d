"""What the public may read of an item's past: which versions there were, and what changed.

Words come through ``readable()`` alone, so what was taken down stays down, here and in every diff.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict

from content.kinds import Kind
from content.models import Attachment, Revision
from content.versions import Version, Versions, versions_of
from workflow.changes import ROLES, changes

PER_PAGE = 20


def changes_context(versions: Versions, query: QueryDict, now: datetime) -> dict[str, Any]:
    """Return what the page of changes shows: the list, and one version beside the one before.

    ``versions`` has a current one. ``?versi=`` chooses the version; else it is the newest.
    """
    chosen = _chosen(versions, query.get("versi", ""))
    before = versions.before(chosen)
    current = versions.current
    rows = _words((chosen, before, current), now)
    revision, base = rows[chosen.number], rows[before.number] if before else None
    page = Paginator(versions.all, PER_PAGE).get_page(query.get("halaman"))
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "revision": revision,
        "base": base,
        "changes": changes(base, revision) if base else [],
        "chosen": chosen,
        "is_first": chosen == versions.all[-1],
        "current": rows[current.number] if current else revision,
        "versions": versions,
        "nav": revision.kind,
        "page": page,
        "numbers": list(numbers),
        "query": f"versi={chosen.number}&" if "versi" in query else "",
        "open_files": _open_files(rows.values(), current),
        "now": now,
    }


def data_version_context(versions: Versions, version: Version, now: datetime) -> dict[str, Any]:
    """Return what the page of one version of a data set shows."""
    rows = _words((version, versions.current), now)
    current = versions.current
    return {
        "revision": rows[version.number],
        "version": version,
        "current": rows[current.number] if current else rows[version.number],
        "before": versions.before(version),
        "nav": Kind.BANK_DATA,
        "now": now,
    }


def versions_at(kind: str, slug: str, now: datetime) -> Versions:
    """Return the versions that ever stood at an address."""
    return versions_of(now, kind=kind, item__slug=slug)


def _chosen(versions: Versions, wanted: str) -> Version:
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 10 else 0
    version = versions.numbered(number)
    return version if version and version.is_readable else versions.readable[0]


def _words(wanted: Iterable[Version | None], now: datetime) -> dict[int, Revision]:
    keys = {version.revision.pk for version in wanted if version}
    rows = Revision.objects.readable(now).filter(pk__in=keys).for_page()
    return {row.number: row for row in rows}


def _open_files(rows: Iterable[Revision], current: Version | None) -> set[int]:
    """Which files may still be opened: those of today, and the data of every version."""
    return {
        attachment.asset_id
        for row in rows
        for attachment in row.placed(*ROLES)
        if (current and row.number == current.number)
        or (row.kind == Kind.BANK_DATA and attachment.role == Attachment.Role.DATA)
    }
