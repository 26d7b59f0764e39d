"""What the list of public information is narrowed to. Nonsense in an address is left out."""

import re
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict

from content.kinds import KINDS
from content.models import Desa
from content.queries import RevisionQuerySet
from content.registry_rules import CLASSES

MOST_LETTERS = 100
MOST_WORDS = 6
YEAR = re.compile(r"(19|20|21)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Wishes:
    """The wishes of one reader; the class comes from the address or from the query string."""

    klasifikasi: str = ""
    jenis: str = ""
    desa: str = ""
    tahun: int | None = None
    kata: str = ""

    @property
    def number(self) -> int:
        """How many filters are set, the class apart."""
        return sum(map(bool, (self.jenis, self.desa, self.tahun, self.kata)))

    @property
    def narrows(self) -> bool:
        """Whether anything is left out because of them, the class apart."""
        return self.number > 0

    def query(self, **changes: object) -> str:
        """Return them as a query string (without class and page), with some of them changed."""
        wanted = replace(self, **changes)  # type: ignore[arg-type]
        names = ("jenis", "desa", "tahun", "kata")
        return urlencode([(name, value) for name in names if (value := getattr(wanted, name))])

    @property
    def query_for_pages(self) -> str:
        """The query string that page links continue: ends with & or is empty."""
        query = self.query()
        return f"{query}&" if query else ""

    @property
    def query_for_files(self) -> str:
        """The query string of the downloads: with the class, and with a ? where there is any."""
        klasifikasi = urlencode({"klasifikasi": self.klasifikasi}) if self.klasifikasi else ""
        query = "&".join(part for part in (klasifikasi, self.query()) if part)
        return f"?{query}" if query else ""

    def apply(self, rows: RevisionQuerySet) -> RevisionQuerySet:
        """Narrow the rows, to all classes."""
        if self.jenis:
            rows = rows.of(self.jenis)
        if self.desa:
            rows = rows.in_desa(self.desa)
        if self.tahun:
            rows = rows.filter(published_at__year=self.tahun)
        for word in self.kata.split()[:MOST_WORDS]:
            rows = rows.filter(Q(title__icontains=word) | Q(summary__icontains=word))
        return rows

    def words(self, villages: list[Desa]) -> list[tuple[str, str]]:
        """Name what is applied, each with the query string that takes it away."""
        village = next((desa.name for desa in villages if desa.slug == self.desa), "")
        told = [
            (KINDS[self.jenis].label if self.jenis else "", self.query(jenis="")),
            (village, self.query(desa="")),
            (str(self.tahun or ""), self.query(tahun=None)),
            (f"“{self.kata}”" if self.kata else "", self.query(kata="")),
        ]
        return [(words, query) for words, query in told if words]


def parse(query: QueryDict, villages: list[Desa], klasifikasi: str = "") -> Wishes:
    """Read the wishes; what cannot be one is ignored."""
    klasifikasi = klasifikasi or query.get("klasifikasi", "")
    jenis, year = query.get("jenis", ""), query.get("tahun", "")
    desa = query.get("desa", "")
    return Wishes(
        klasifikasi=klasifikasi if klasifikasi in CLASSES else "",
        jenis=jenis if jenis in KINDS else "",
        desa=desa if any(desa == village.slug for village in villages) else "",
        tahun=int(year) if YEAR.fullmatch(year) else None,
        # PostgreSQL refuses NUL in a text; no reader means one.
        kata=" ".join(query.get("kata", "").replace("\x00", "")[:MOST_LETTERS].split()),
    )
