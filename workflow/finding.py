"""Finding any item at the desk: by word, kind, and where it stands; also what ended long ago."""

import re
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Greatest
from django.http import QueryDict

from content.kinds import KINDS
from content.models import Revision, State
from content.models.state import LIVE, OPEN
from content.queries import RevisionQuerySet
from workflow.models import Event
from workflow.rules import Action

PER_PAGE = 30
MOST_LETTERS = 100
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an item stands, as a tag says it."""

    slug: str
    label: str
    icon: str
    tone: str = ""


STANDINGS: dict[str, Standing] = {
    standing.slug: standing
    for standing in (
        Standing("draf", "Draf", "pencil"),
        Standing("menunggu", "Menunggu persetujuan", "hourglass-split", "anggur"),
        Standing("dikembalikan", "Dikembalikan", "arrow-return-left", "anggur"),
        Standing("disetujui", "Disetujui", "check-lg", "selesai"),
        Standing("terjadwal", "Terjadwal", "calendar-check", "aksi"),
        Standing("tayang", "Tayang", "broadcast", "selesai"),
        Standing("berakhir", "Berakhir", "clock-history"),
        Standing("diarsipkan", "Diarsipkan", "archive"),
        Standing("diturunkan", "Diturunkan", "eye-slash", "bahaya"),
        Standing("ditolak", "Ditolak", "x-lg", "bahaya"),
        Standing("dibuang", "Dibuang", "trash"),
    )
}


def with_standing(rows: RevisionQuerySet, now: datetime) -> RevisionQuerySet:
    """Annotate ``standing``, a key of STANDINGS; of each item one row is expected."""
    # What an approver sent back goes on as an open copy; one that its writer took back is a draft.
    returned = Event.objects.filter(revision=OuterRef("based_on"), action=Action.RETURN)
    when = (
        (Q(state__in=OPEN) & Exists(returned), "dikembalikan"),
        (Q(state__in=OPEN), "draf"),
        (Q(state=State.SUBMITTED), "menunggu"),
        (Q(state=State.APPROVED), "disetujui"),
        (Q(state__in=LIVE, visible_from__gt=now), "terjadwal"),
        (Q(state__in=LIVE, visible_until__lte=now), "berakhir"),
        (Q(state=State.PUBLISHED), "tayang"),
        (Q(state=State.ARCHIVED), "diarsipkan"),
        (Q(state=State.WITHDRAWN), "diturunkan"),
        (Q(state=State.REJECTED), "ditolak"),
    )
    return rows.annotate(
        standing=Case(
            *(When(condition, then=Value(slug)) for condition, slug in when),
            # Returned and superseded texts are always followed by another one.
            default=Value("dibuang"),
            output_field=CharField(),
        )
    )


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is looked for. Nonsense in an address is left out."""

    words: str = ""
    kind: str = ""
    standing: str = ""

    @property
    def query_for_pages(self) -> str:
        """The query string that page links continue: ends with & or is empty."""
        pairs = (("kata", self.words), ("jenis", self.kind), ("keadaan", self.standing))
        query = urlencode([pair for pair in pairs if pair[1]])
        return f"{query}&" if query else ""

    @property
    def narrow(self) -> bool:
        """Whether anything is left out because of them."""
        return bool(self.words or self.kind or self.standing)


def read(query: QueryDict) -> Wishes:
    """Read the wishes from a query string."""
    kind, standing = query.get("jenis", ""), query.get("keadaan", "")
    return Wishes(
        # PostgreSQL takes no NUL, and no title holds one.
        words=query.get("kata", "").replace("\0", "").strip()[:MOST_LETTERS],
        kind=kind if kind in KINDS else "",
        standing=standing if standing in STANDINGS else "",
    )


def find(wishes: Wishes, now: datetime) -> RevisionQuerySet:
    """Return the rows that stand for the items looked for, newest activity first."""
    rows = with_standing(Revision.objects.one_of_each_item(), now)
    if wishes.kind:
        rows = rows.of(wishes.kind)
    for word in wishes.words.split()[:MOST_WORDS]:
        rows = rows.filter(_says(word))
    if wishes.standing:
        rows = rows.filter(standing=wishes.standing)
    # Words are saved without a step, and steps are taken without a save.
    rows = rows.annotate(changed_at=Greatest(F("updated_at"), F("state_since")))
    return rows.order_by("-changed_at", "-pk")


def _says(word: str) -> Q:
    """Rows with a word in title, summary or body; a body's elements and addresses are no words."""
    written = escape(word, quote=False)
    # The cheap question first: few bodies are left for the one that knows elements from words.
    in_body = Q(body__icontains=written) & Q(body__iregex=f"(^|>)[^<]*{re.escape(written)}")
    return Q(title__icontains=word) | Q(summary__icontains=word) | in_body


def finding_context(query: QueryDict, now: datetime) -> dict[str, Any]:
    """Return what the page shows."""
    wishes = read(query)
    page = _page(find(wishes, now), query)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "wishes": wishes,
        "kinds": KINDS.values(),
        "standings": STANDINGS.values(),
        "page": page,
        "numbers": list(numbers),
        "found": [(row, STANDINGS[row.standing]) for row in page],  # type: ignore[attr-defined]
        "query": wishes.query_for_pages,
    }


def _page(rows: RevisionQuerySet, query: QueryDict) -> Page[Revision]:
    """Return the page that was asked for; a number that is none gives the nearest."""
    wanted = query.get("halaman", "1")
    number = wanted if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else "1"
    shown = rows.select_related("item__created_by").defer("body", "summary")
    return Paginator(shown, PER_PAGE).get_page(number)
