"""What is looked for on the board: kind, person, village, step; plain words in its address."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf, Trim
from django.http import QueryDict

from content.kinds import KINDS
from content.models import Desa, Revision
from content.queries import RevisionQuerySet

STEPS = frozenset("1234567")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is looked for. Nonsense in an address is left out."""

    kind: str = ""
    person: str = ""
    village: str = ""
    step: str = ""

    @property
    def chosen_step(self) -> int | None:
        """The step that is shown alone."""
        return int(self.step) if self.step else None

    @property
    def narrow(self) -> bool:
        """Whether anything is left out because of them."""
        return bool(self.kind or self.person or self.village or self.step)

    @property
    def within_form(self) -> int:
        """How many of the form's three fields are set."""
        return sum(bool(value) for value in (self.kind, self.person, self.village))

    @property
    def query(self) -> str:
        """The address's query for links that add to it: starts with & or is empty."""
        pairs = (("jenis", self.kind), ("petugas", self.person), ("desa", self.village))
        query = urlencode([pair for pair in pairs if pair[1]])
        return f"&{query}" if query else ""

    def rows(self) -> RevisionQuerySet:
        """Return the revisions among which the board looks."""
        rows: RevisionQuerySet = Revision.objects.all()
        if self.kind:
            rows = rows.of(self.kind)
        if self.person:
            rows = rows.filter(item__created_by=int(self.person))
        return rows.in_desa(self.village) if self.village else rows


def read(query: QueryDict) -> Wishes:
    """Read the wishes from a query string."""
    kind, person, step = (query.get(name, "") for name in ("jenis", "petugas", "langkah"))
    village = query.get("desa", "")
    return Wishes(
        kind=kind if kind in KINDS else "",
        person=person if person.isascii() and person.isdigit() and len(person) < 10 else "",
        village=village if len(village) <= 80 and "\0" not in village else "",
        step=step if step in STEPS else "",
    )


def choices() -> dict[str, Any]:
    """Return what the fields offer: kinds, and whoever ever wrote beside all villages (one query)."""
    name = Trim(Concat("first_name", Value(" "), "last_name"))
    writers = (
        User.objects.filter(appointments__role="operator")
        .distinct()
        .order_by()
        .values_list(
            Value("person", CharField()),
            Cast("pk", CharField()),
            Coalesce(NullIf(name, Value("")), "username"),
            Value(0),
        )
    )
    villages: QuerySet[Desa, Any] = Desa.objects.order_by().values_list(
        Value("village", CharField()), "slug", "name", "position"
    )
    rows = sorted(writers.union(villages, all=True), key=lambda row: (row[3], row[2]))
    return {
        "kinds": KINDS.values(),
        "people": [(key, words) for what, key, words, _ in rows if what == "person"],
        "villages": [(key, words) for what, key, words, _ in rows if what == "village"],
    }
