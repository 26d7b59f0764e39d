"""What a list is narrowed to, read from the query string. Nonsense in an address is left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, OuterRef, Q, Value
from django.db.models.functions import ExtractYear
from django.http import QueryDict
from django.utils import timezone

from content.models import Category, Desa, Generation, Revision
from content.queries import RevisionQuerySet, how_many

MOST_CHOICES = 30
MOST_LETTERS = 100
MOST_WORDS = 6
OLDEST = "terlama"
ARCHIVE = "arsip"
# What a counted line is about; the first two are names of fields of Filters, too.
DESA, TOPIC, YEAR = "desa", "topik", "tahun"


@dataclass(frozen=True)
class Choice:
    """One line of the filter panel: a village or a topic, how many items it has."""

    slug: str
    name: str
    total: int
    chosen: bool


@dataclass(frozen=True)
class Panel:
    """The filter panel: villages and topics that have items (most first) or are chosen, years."""

    desa: list[Choice] = field(default_factory=list)
    topics: list[Choice] = field(default_factory=list)
    years: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Chip:
    """One applied filter and the query string without it."""

    words: str
    query: str


@dataclass(frozen=True)
class Filters:
    """The wishes of one reader. Names of villages and topics are known only after ``panel``."""

    desa: tuple[str, ...] = ()
    topik: tuple[str, ...] = ()
    tahun: int | None = None
    kata: str = ""
    urut: str = ""
    status: str = ""
    words: tuple[str, ...] = field(default=(), compare=False)

    @property
    def number(self) -> int:
        """How many filters are set, as the phone's button shows."""
        return len(self.desa) + len(self.topik) + bool(self.tahun)

    @property
    def narrows(self) -> bool:
        """Whether anything is left out because of them."""
        return bool(self.number or self.kata)

    def query(self, **changes: object) -> str:
        """Return them as a query string (without the page), with some of them changed."""
        wanted = replace(self, **changes)  # type: ignore[arg-type]
        pairs: list[tuple[str, str]] = [("desa", slug) for slug in wanted.desa]
        pairs += [("topik", slug) for slug in wanted.topik]
        pairs += [
            (name, str(value))
            for name in ("tahun", "kata", "urut", "status")
            if (value := getattr(wanted, name))
        ]
        return urlencode(pairs)

    @property
    def query_for_pages(self) -> str:
        """The query string that page links continue: ends with & or is empty."""
        query = self.query()
        return f"{query}&" if query else ""

    @property
    def without_all(self) -> str:
        """The query string that keeps the order and the search word alone."""
        return self.query(desa=(), topik=(), tahun=None)

    @property
    def query_newest(self) -> str:
        """The query string for the newest first."""
        return self.query(urut="")

    @property
    def query_oldest(self) -> str:
        """The query string for the oldest first."""
        return self.query(urut=OLDEST)

    @property
    def query_valid(self) -> str:
        """The query string for what still holds."""
        return self.query(status="")

    @property
    def query_archive(self) -> str:
        """The query string for what no longer holds."""
        return self.query(status=ARCHIVE)

    @property
    def query_all_topics(self) -> str:
        """The query string without a topic."""
        return self.query(topik=())

    def apply(self, rows: RevisionQuerySet, year_field: str = "published_at") -> RevisionQuerySet:
        """Narrow the rows."""
        if self.desa:
            places = Revision.desa.through.objects.filter(
                revision=OuterRef("pk"), desa__slug__in=self.desa
            )
            rows = rows.filter(Exists(places))
        if self.topik:
            rows = rows.filter(category__slug__in=self.topik)
        if self.tahun:
            lookup = year_field if year_field == "data_year" else f"{year_field}__year"
            rows = rows.filter(**{lookup: self.tahun})
        for word in self.words:
            rows = rows.filter(Q(title__icontains=word) | Q(summary__icontains=word))
        return rows


def parse(query: QueryDict) -> Filters:
    """Read the wishes; what cannot be one is ignored."""
    kata = " ".join(_plain(query.get("kata", ""))[:MOST_LETTERS].split())
    year = query.get("tahun", "")
    return Filters(
        desa=_slugs(query.getlist("desa")),
        topik=_slugs(query.getlist("topik")),
        tahun=int(year)
        if len(year) == 4 and year.isascii() and year.isdigit() and 1900 < int(year) < 2200
        else None,
        kata=kata,
        urut=OLDEST if query.get("urut") == OLDEST else "",
        status=ARCHIVE if query.get("status") == ARCHIVE else "",
        words=tuple(kata.split()[:MOST_WORDS]),
    )


def _slugs(values: Iterable[str]) -> tuple[str, ...]:
    slugs = (_plain(value) for value in values)
    return tuple(dict.fromkeys(slug for slug in slugs if 0 < len(slug) <= 80))[:MOST_CHOICES]


def _plain(value: str) -> str:
    # PostgreSQL refuses NUL in a text; no reader means one.
    return value.replace("\x00", "")


@dataclass(frozen=True)
class Line:
    """How many rows one village, topic, year or side of the list has."""

    what: str
    slug: str
    name: str
    number: int
    total: int


def panel(filters: Filters, rows: RevisionQuerySet, year_field: str = "published_at") -> Panel:
    """Read what the filter panel offers for these rows (one query)."""
    return panel_of(filters, tally(rows, year_field))


def panel_of(filters: Filters, lines: Sequence[Line]) -> Panel:
    """Make the panel from counted lines: those that have rows, or are chosen."""
    found = Panel(years=sorted((line.number for line in lines if line.what == YEAR), reverse=True))
    for what, choices in ((DESA, found.desa), (TOPIC, found.topics)):
        wanted: tuple[str, ...] = getattr(filters, what)
        choices += [
            Choice(line.slug, line.name, line.total, line.slug in wanted)
            for line in lines
            if line.what == what and (line.total or line.slug in wanted)
        ]
    return found


def total(lines: Sequence[Line], what: str) -> int:
    """Return the total of a side."""
    return next(line.total for line in lines if line.what == what)


def tally(
    rows: RevisionQuerySet, year_field: str = "published_at", **sides: RevisionQuerySet
) -> list[Line]:
    """Count rows by village, topic and year, and those of the given sides, in one query.

    Villages and topics without rows are among them.
    """
    rows = rows.order_by()
    places: Any = Revision.desa.through.objects.filter(revision__in=rows.values("pk"))
    lines = (
        places.annotate(slug=F("desa__slug"), name=F("desa__name"), number=F("desa__position"))
        .values("slug", "name", "number")
        .annotate(total=Count("pk"))
        .values_list(Value(DESA), "slug", "name", "number", "total")
        .union(
            rows.filter(category__isnull=False)
            .values(slug=F("category__slug"), name=F("category__name"))
            .annotate(total=Count("pk"))
            .values_list(Value(TOPIC), "slug", "name", Value(0), "total"),
            Desa.objects.order_by().values_list(Value(DESA), "slug", "name", "position", Value(0)),
            Category.objects.order_by().values_list(
                Value(TOPIC), "slug", "name", Value(0), Value(0)
            ),
            _by_year(rows, year_field).values_list(
                Value(YEAR), Value(""), Value(""), "year", "total"
            ),
            *(
                Generation.objects.annotate(total=how_many(side)).values_list(
                    Value(name), Value(""), Value(""), Value(0), "total"
                )
                for name, side in sides.items()
            ),
            all=True,
        )
        .order_by("-total", "number", "name")
    )
    counted: dict[tuple[str, str, int], Line] = {}
    for line in (Line(*line) for line in lines):
        # The largest total comes first: that of the rows, before the nought of the name.
        counted.setdefault((line.what, line.slug, line.number), line)
    return list(counted.values())


def _by_year(rows: RevisionQuerySet, year_field: str) -> RevisionQuerySet:
    """Count rows by the year that the reader means."""
    if year_field == "data_year":
        rows = rows.filter(data_year__isnull=False).annotate(year=F("data_year"))
    else:
        zone = timezone.get_default_timezone()
        rows = rows.annotate(year=ExtractYear(year_field, tzinfo=zone))
    return rows.values("year").annotate(total=Count("pk"))


def chips(filters: Filters, desa: list[Choice], topics: list[Choice]) -> list[Chip]:
    """List what is applied, each with the address that takes it away. Unknown words drop out."""
    applied = [
        Chip(choice.name, filters.query(desa=tuple(s for s in filters.desa if s != choice.slug)))
        for choice in desa
        if choice.chosen
    ]
    applied += [
        Chip(choice.name, filters.query(topik=tuple(s for s in filters.topik if s != choice.slug)))
        for choice in topics
        if choice.chosen
    ]
    if filters.tahun:
        applied.append(Chip(str(filters.tahun), filters.query(tahun=None)))
    return applied
