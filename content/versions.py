"""The versions of one item that stood on the site: which is shown, which may still be read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from content.models import Revision, State

# What may be said about a version, whoever took it down later; the words are fetched by themselves.
FACTS = (
    "item_id",
    "kind",
    "number",
    "state",
    "approved_at",
    "approved_as",
    "approval_number",
    "visible_from",
    "visible_until",
    "withdrawal_reason",
    "withdrawal_note",
    "redirect_to_id",
    "change_note",
    "corrects",
    "data_period",
    "data_year",
)


@dataclass(frozen=True, slots=True)
class Version:
    """One version; ``taken_down`` is the row with the reason why its words are not shown."""

    revision: Revision
    is_current: bool
    taken_down: Revision | None

    @property
    def number(self) -> int:
        """Its number, as people say it."""
        return self.revision.number

    @property
    def words(self) -> str:
        """Its name."""
        return f"Versi {self.number}"

    @property
    def is_readable(self) -> bool:
        """Whether its words may still be read (what ``readable()`` says of rows)."""
        return self.taken_down is None


@dataclass(frozen=True, slots=True)
class Versions:
    """All versions of an item that ever were public, newest first."""

    all: tuple[Version, ...]

    @property
    def current(self) -> Version | None:
        """The one that the public reads now."""
        return next((version for version in self.all if version.is_current), None)

    @property
    def readable(self) -> list[Version]:
        """Those whose words may still be read."""
        return [version for version in self.all if version.is_readable]

    def numbered(self, number: int) -> Version | None:
        """Return the version with this number."""
        return next((version for version in self.all if version.number == number), None)

    def before(self, version: Version) -> Version | None:
        """Return the version that one could read before this one."""
        older = (other for other in self.readable if other.number < version.number)
        return next(older, None)


def versions_of(now: datetime, **item: object) -> Versions:
    """Return the versions of an item, which is named as a filter on revisions names it (one query)."""
    rows = (
        Revision.objects.once_seen(now)
        .filter(**item)
        .select_related("item")
        .only(*FACTS, "item__kind", "item__slug")
        .order_by("-number")
    )
    return told(rows, now)


def told(rows: Iterable[Revision], now: datetime) -> Versions:
    """Judge rows (newest first): taking one down takes down what the item had said before."""
    found: list[Version] = []
    taken_down: Revision | None = None
    for row in rows:
        taken_down = row if row.state == State.WITHDRAWN else taken_down
        ended = row.visible_until is not None and row.visible_until <= now
        found.append(Version(row, not ended, taken_down))
    return Versions(tuple(found))
