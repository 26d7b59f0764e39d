"""Finding files in the media library: by words (also those inside documents) and by use."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet
from django.http import QueryDict

from content.accepted import Limits, limits_told
from content.arrivals import token_of
from content.dates import local
from content.kinds import KINDS
from content.media_access import SHOWN
from content.models import Asset, AssetNote, Attachment, Desa, Revision
from content.proposals import Said, said_about
from workflow.changes import small

PER_PAGE = 36
PICK_PER_PAGE = 12
THUMB = 208
MOST_LETTERS = 100
MOST_WORDS = 6
# What a picker offers, by the word in its address.
PICKS: dict[str, tuple[Asset.Group, ...]] = {
    "gambar": (Asset.Group.PICTURE,),
    "berkas": (Asset.Group.DOCUMENT, Asset.Group.DATA),
    "video": (Asset.Group.VIDEO,),
    "semua": tuple(Asset.Group),
}
GROUPS = {"foto": Asset.Group.PICTURE, "dokumen": Asset.Group.DOCUMENT, "data": Asset.Group.DATA}
GROUPS["video"] = Asset.Group.VIDEO


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is looked for; the names are those in the address. Nonsense there is left out."""

    q: str = ""
    golongan: str = ""
    jenis: str = ""
    desa: str = ""
    tahun: str = ""
    tanpa: str = ""

    @property
    def query(self) -> str:
        """The query string that page links continue: ends with & or is empty."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        query = urlencode({name: value for name, value in told.items() if value})
        return f"{query}&" if query else ""

    @property
    def narrow(self) -> bool:
        """Whether anything but words leaves something out."""
        return bool(self.golongan or self.jenis or self.desa or self.tahun or self.tanpa)


WITHOUT = {"pakai": "Belum dipakai", "alt": "Tanpa teks alternatif"}


def read(query: QueryDict) -> Wishes:
    """Read the wishes from a query string."""

    def one_of(name: str, choices: Any) -> str:
        value = query.get(name, "")
        return value if value in choices else ""

    year = query.get("tahun", "")
    return Wishes(
        # PostgreSQL takes no NUL.
        q=query.get("q", "").replace("\0", "").strip()[:MOST_LETTERS],
        golongan=one_of("golongan", GROUPS),
        jenis=one_of("jenis", KINDS),
        desa=query.get("desa", "").replace("\0", "")[:MOST_LETTERS],
        tahun=year if year.isascii() and year.isdigit() and len(year) == 4 else "",
        tanpa=one_of("tanpa", WITHOUT),
    )


def find(wishes: Wishes) -> QuerySet[Asset]:
    """Return the files looked for, newest first."""
    # By the key: the same order as by the time of the upload, and it needs no sorting.
    rows = Asset.objects.library().order_by("-pk")
    for word in wishes.q.split()[:MOST_WORDS]:
        rows = rows.filter(_says(word))
    if wishes.golongan:
        rows = rows.filter(group=GROUPS[wishes.golongan])
    if wishes.jenis:
        rows = rows.filter(Exists(_places(revision__kind=wishes.jenis)))
    if wishes.desa:
        rows = rows.filter(Exists(_places(revision__desa__slug=wishes.desa)))
    if wishes.tahun:
        rows = rows.filter(uploaded_at__year=int(wishes.tahun))
    if wishes.tanpa == "pakai":
        rows = rows.filter(~Exists(_places()))
    if wishes.tanpa == "alt":
        described = AssetNote.objects.filter(asset=OuterRef("pk")).exclude(alt="")
        placed = _places().exclude(alt="")
        rows = rows.filter(~Exists(described), ~Exists(placed), group=Asset.Group.PICTURE)
    return rows


def _places(**where: Any) -> QuerySet[Attachment]:
    return Attachment.objects.filter(asset=OuterRef("pk"), **where)


def _says(word: str) -> Q:
    in_note = Q(alt__icontains=word) | Q(caption__icontains=word) | Q(credit__icontains=word)
    notes = AssetNote.objects.filter(in_note, asset=OuterRef("pk"))
    places = _places().filter(in_note | Q(title__icontains=word))
    return (
        Q(name__icontains=word)
        | Q(words__text__icontains=word)
        | Q(Exists(notes))
        | Q(Exists(places))
    )


def library_context(query: QueryDict, now: datetime) -> dict[str, Any]:
    """Return what the page of the library shows."""
    wishes = read(query)
    rows = _with_use(find(wishes), now).select_related("note").prefetch_related("derivatives")
    page = _page(rows, query)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    counts = dict(
        Asset.objects.library().order_by().values_list("group").annotate(total=Count("pk"))
    )
    span = Asset.objects.aggregate(first=Min("uploaded_at"), last=Max("uploaded_at"))
    return {
        "wishes": wishes,
        "page": page,
        "numbers": list(numbers),
        "query": wishes.query,
        "groups": [(slug, group.label, counts.get(group, 0)) for slug, group in GROUPS.items()],
        "total": sum(counts.values()),
        "kinds": KINDS.values(),
        "villages": Desa.objects.values_list("slug", "name"),
        "years": _years(span["first"], span["last"]),
        "without": WITHOUT.items(),
        "limits": limits_told(Limits.from_settings()),
    }


@dataclass(frozen=True, slots=True)
class Choice:
    """One file that a picker offers, with what is proposed for it."""

    asset: Asset
    token: str
    thumb: str
    said: Said


def pick_context(pick: str, query: QueryDict) -> dict[str, Any]:
    """Return what a picker shows: files that may be placed, without those that were replaced."""
    wishes = read(query)
    rows = find(wishes).filter(group__in=PICKS[pick], note__replaced_by=None)
    page = _page(rows.prefetch_related("derivatives"), query, per_page=PICK_PER_PAGE)
    said = said_about(list(page))
    choices = [
        Choice(
            asset,
            token_of(asset),
            small(asset, THUMB) if asset.is_picture else "",
            said[asset.pk],
        )
        for asset in page
    ]
    return {"page": page, "choices": choices, "wishes": wishes, "pick": pick}


def _with_use(rows: QuerySet[Asset], now: datetime) -> QuerySet[Asset]:
    """With ``used`` (anywhere) and ``shown`` (by what the public reads now)."""
    shown = Revision.objects.public(now).filter(
        attachments__asset=OuterRef("pk"), attachments__role__in=SHOWN
    )
    return rows.annotate(used=Exists(_places()), shown=Exists(shown))


def _years(first: datetime | None, last: datetime | None) -> list[str]:
    """Return the years between two moments on the office's calendar, latest first."""
    if first is None or last is None:
        return []
    return [str(year) for year in range(local(last).year, local(first).year - 1, -1)]


def _page(rows: QuerySet[Asset], query: QueryDict, per_page: int = PER_PAGE) -> Page[Asset]:
    """Return the page that was asked for; a number that is none gives the nearest."""
    wanted = query.get("halaman", "1")
    number = wanted if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else "1"
    return Paginator(rows, per_page).get_page(number)
