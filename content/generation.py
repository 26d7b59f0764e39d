"""Generations: between two of them nothing that the public sees is different.

A generation ends with every change of what is public and at every moment at which the clock alone
changes a page (a scheduled publication, the end of an event, midnight at the office). Whatever is
derived from public rows may be kept under its key, by any process, for as long as it is current.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.models import Subquery
from django.utils import timezone

from content import dates
from content.installing import dropping
from content.models import Generation, Revision
from content.queries import RevisionQuerySet
from content.triggers import changed

MARK = "content_generation"
READ = f"SELECT token FROM {MARK} WHERE id = 1"  # noqa: S608 - a constant
NEW_TOKEN = {
    "sqlite": "lower(hex(randomblob(16)))",
    "postgresql": "replace(gen_random_uuid()::text, '-', '')",
}


@dataclass(frozen=True, slots=True)
class NewGeneration:
    """A trigger that starts a new generation after a change of a table.

    ``when`` is SQL over OLD and NEW that both databases read. It runs inside the act's transaction;
    acts take the register's lock first, so nobody waits for two locks in another order.
    """

    table: str
    event: str
    when: str = "TRUE"

    @property
    def name(self) -> str:
        """The name of the trigger."""
        return f"{self.table}_new_generation_{self.event.lower()}"

    def create_sql(self, vendor: str) -> list[str]:
        """Return the statements that install it on a database vendor."""
        # A random token and not a number: a restored database brings the token of its own words.
        write = (
            f"INSERT INTO {MARK} (id, token) VALUES (1, {NEW_TOKEN[vendor]}) "  # noqa: S608 - constants
            "ON CONFLICT (id) DO UPDATE SET token = excluded.token;"
        )
        if vendor == "sqlite":
            return [
                f"CREATE TRIGGER {self.name} AFTER {self.event} ON {self.table} "
                f"FOR EACH ROW WHEN {self.when} BEGIN {write} END"
            ]
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {self.when} THEN {write} END IF; RETURN NULL; END $$",
            f"CREATE TRIGGER {self.name} AFTER {self.event} ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {self.name}()",
        ]

    def drop_sql(self, vendor: str) -> list[str]:
        """Return the statements that remove it."""
        return dropping(self.name, self.table, vendor)


def every_change_of(table: str) -> tuple[NewGeneration, ...]:
    """Return the triggers of a table whose every row the public sees."""
    return tuple(NewGeneration(table, event) for event in ("INSERT", "UPDATE", "DELETE"))


TRIGGERS: Sequence[NewGeneration] = (
    # A draft is saved every few seconds and changes nothing for the public.
    NewGeneration("content_revision", "INSERT", "NEW.visible_from IS NOT NULL"),
    NewGeneration(
        "content_revision",
        "UPDATE",
        "(OLD.visible_from IS NOT NULL OR NEW.visible_from IS NOT NULL)",
    ),
    NewGeneration("content_revision", "DELETE", "OLD.visible_from IS NOT NULL"),
    *every_change_of("content_office"),
    *every_change_of("content_desa"),
    *every_change_of("content_category"),
    NewGeneration("content_tag", "UPDATE", changed(["name", "slug"])),
    # Copies of a picture that were made late.
    NewGeneration(
        "content_derivative",
        "INSERT",
        "EXISTS (SELECT 1 FROM content_attachment a JOIN content_revision r "
        "ON r.id = a.revision_id WHERE a.asset_id = NEW.asset_id AND r.visible_from IS NOT NULL)",
    ),
)


@dataclass(frozen=True, slots=True)
class Current:
    """The generation of a moment: its key (safe as a file's name) and when the clock ends it."""

    key: str
    since: datetime
    ends_at: datetime

    def holds(self, token: str, now: datetime) -> bool:
        """Whether it is still the current one."""
        return self.key.startswith(token) and self.since <= now < self.ends_at


_last: Current | None = None


def token() -> str:
    """Read the mark of what is public now; "" where nothing was ever public. Raises DatabaseError."""
    database = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    try:
        # Past Django's cursor, which takes longer than the database: it is asked at every request.
        row = database.connection.execute(READ).fetchone()
    except database.Database.Error as error:  # type: ignore[attr-defined]
        raise DatabaseError(*error.args) from error
    return row[0] if row else ""


def current(now: datetime | None = None) -> Current | None:
    """Return the generation of this moment, or None when nothing may be kept (no mark).

    One short read; the next boundary is asked for once per generation and process.
    """
    global _last  # noqa: PLW0603 - what a process knows; replaced as a whole, so threads agree
    now = now or timezone.now()
    mark = token()
    if not mark:
        return None
    known = _last
    if known is None or not known.holds(mark, now):
        ends_at = next_boundary(now)
        known = _last = Current(f"{mark}-{int(ends_at.timestamp() * 1e6):x}", now, ends_at)
    return known


def next_boundary(now: datetime) -> datetime:
    """Return when the clock alone will next change a public page (one query)."""
    rows = Revision.objects.filter(visible_from__isnull=False).order_by()
    coming = Generation.objects.filter(pk=1).values_list(
        _next(rows, "visible_from", now),
        _next(rows, "visible_until", now),
        _next(rows.filter(kind="agenda"), "starts_at", now),
        _next(rows, "ends_at", now),
    )
    begins, ends, starts, is_over = coming.first() or (None,) * 4
    last_moment = timedelta(microseconds=1)  # what ends at a moment is still there at that moment
    tomorrow = dates.midnight(dates.local_day(now) + timedelta(days=1))
    known = [
        (begins, timedelta()),
        (ends, timedelta()),
        (starts, last_moment),
        (is_over, last_moment),
    ]
    return min([tomorrow, *(moment + more for moment, more in known if moment)])


def _next(rows: RevisionQuerySet, column: str, now: datetime) -> Subquery:
    coming = rows.filter(**{f"{column}__gt": now}).order_by(column)
    return Subquery(coming.values(column)[:1])
