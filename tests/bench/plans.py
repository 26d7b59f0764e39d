"""What each generated item is to be: kind, words, times, villages, files. Chance, but seeded."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from content.kinds import Kind
from content.models import Asset, Category, Desa, State, Tag
from tests.bench import words
from tests.bench.pool import Pool

# How an office's items divide, out of a hundred.
SHARES = {
    Kind.BERITA: 46,
    Kind.PENGUMUMAN: 14,
    Kind.AGENDA: 14,
    Kind.FOTO: 9,
    Kind.ARTIKEL: 7,
    Kind.BANK_DATA: 5,
    Kind.VIDEO: 4,
    Kind.HALAMAN: 1,
}
BACK = timedelta(days=8 * 365)
AHEAD = timedelta(days=90)
APPROVERS = ("kasubag", "sekcam", "camat")
REASONS = ("keliru", "kedaluwarsa", "permintaan")

Placed = tuple[str, Asset, dict[str, str]]


@dataclass(frozen=True)
class Supply:
    """What plans choose from."""

    chance: random.Random
    now: datetime
    desa: list[Desa]
    topics: list[Category]
    tags: list[Tag]
    pool: Pool


@dataclass
class Version:
    """One version of a plan: its words, when it was written and what became of it."""

    fields: dict[str, Any]
    written_at: datetime
    state: str
    visible_from: datetime | None = None
    visible_until: datetime | None = None
    reason: str = ""


@dataclass
class Plan:
    """One item to be."""

    kind: str
    title: str
    versions: list[Version]
    desa: list[Desa] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    files: list[Placed] = field(default_factory=list)


def plans(public: int, supply: Supply) -> list[Plan]:
    """Return so many items that are public, and some more that are not (withdrawn, waiting, …)."""
    chance = supply.chance
    kinds = chance.choices(list(SHARES), weights=list(SHARES.values()), k=public)
    kinds[: len(Kind)] = list(Kind)
    made = [_plan(kind, supply) for kind in kinds]
    for kind in chance.choices(list(SHARES), weights=list(SHARES.values()), k=public // 16):
        extra = _plan(kind, supply)
        _hide(extra, supply)
        made.append(extra)
    chance.shuffle(made)
    return made


def _plan(kind: str, supply: Supply) -> Plan:
    chance = supply.chance
    published = supply.now - timedelta(hours=1) - BACK * chance.random()
    happens = supply.now + AHEAD - (BACK + AHEAD) * chance.random()
    if kind == Kind.AGENDA:
        earliest = happens - timedelta(days=chance.randint(3, 30))
        published = min(earliest, supply.now - timedelta(hours=chance.randint(1, 200)))
    desa = chance.sample(supply.desa, chance.choices((0, 1, 2, 3), (8, 70, 15, 7))[0])
    place = desa[0].name if desa else "Gerokgak"
    title = words.title(chance, kind, place, published.year)
    said = _words(kind, supply, published, happens) | {
        "title": title,
        "category_id": chance.choice(supply.topics).pk if chance.random() < 0.9 else None,
    }
    return Plan(
        kind,
        title,
        _versions(said, published, supply),
        desa,
        chance.sample(supply.tags, chance.randint(0, 3)),
        _files(kind, supply),
    )


def _versions(said: dict[str, Any], published: datetime, supply: Supply) -> list[Version]:
    """Most items have one version; some were corrected once or twice."""
    chance = supply.chance
    starts = [published]
    for _ in range(chance.choices((0, 1, 2), (86, 11, 3))[0]):
        later = starts[-1] + timedelta(days=chance.randint(2, 60))
        if later < supply.now:
            starts.append(later)
    made = []
    for place, start in enumerate(starts):
        note = {"change_note": "Membetulkan angka dan nama."} if place else {}
        until = starts[place + 1] if place + 1 < len(starts) else None
        live = State.ARCHIVED if start < supply.now - timedelta(days=1) else State.PUBLISHED
        written = start - timedelta(hours=chance.randint(2, 40))
        made.append(
            Version(said | note, written, State.SUPERSEDED if until else live, start, until)
        )
    return made


def _hide(plan: Plan, supply: Supply) -> None:
    """Make an item one that the public does not see."""
    chance, last = supply.chance, plan.versions[-1]
    what = chance.choice(("withdrawn", "withdrawn", "scheduled", "submitted", "editing"))
    if what == "withdrawn":
        assert last.visible_from is not None
        last.state, last.reason = State.WITHDRAWN, chance.choice(REASONS)
        last.visible_until = last.visible_from + (supply.now - last.visible_from) * chance.random()
        return
    plan.versions = [last]
    last.fields.pop("change_note", None)
    last.written_at = supply.now - timedelta(hours=chance.randint(2, 90))
    last.visible_from = None
    last.state = State(what) if what != "scheduled" else State.PUBLISHED
    if what == "scheduled":
        last.visible_from = supply.now + timedelta(hours=chance.randint(30, 500))


def _words(kind: str, supply: Supply, published: datetime, happens: datetime) -> dict[str, Any]:
    chance = supply.chance
    said: dict[str, Any] = {
        "summary": words.summary(chance, kind),
        "information_class": "setiap-saat",
    }
    if kind == Kind.AGENDA:
        starts = happens.replace(minute=0, second=0, microsecond=0)
        length = timedelta(hours=chance.randint(2, 5), days=chance.random() < 0.05)
        cancelled = {"cancelled_because": "Hujan lebat."} if chance.random() < 0.04 else {}
        return said | cancelled | {
            "starts_at": starts,
            "ends_at": starts + length,
            "place": chance.choice(("Aula Kantor Camat", "Balai desa", "Lapangan Gerokgak")),
            "audience": chance.choice(("open", "open", "invited")),
            "body": words.body(chance, 0, 2),
        }  # fmt: skip
    if kind == Kind.PENGUMUMAN:
        days = chance.choice((14, 30, 60, 90))
        return said | {
            "information_class": "serta-merta" if chance.random() < 0.05 else "setiap-saat",
            "letter_number": f"470/{chance.randint(1, 999)}/{published.year}",
            "starts_at": published,
            "ends_at": None if chance.random() < 0.05 else published + timedelta(days=days),
            "body": words.body(chance, 1, 4),
        }
    if kind == Kind.BANK_DATA:
        return said | {
            "information_class": "berkala",
            "data_year": published.year,
            "data_unit": chance.choice(("jiwa", "sekolah", "ton", "unit")),
            "data_source": "Kantor Camat",
            "data_licence": "Boleh, sebutkan sumber",
            "body": words.body(chance, 0, 2),
        }
    if kind == Kind.VIDEO:
        said |= {
            "video_url": f"https://www.youtube.com/watch?v={chance.randbytes(6).hex()[:11]}",
            "video_seconds": chance.randint(60, 900),
        }
    return said | {"body": words.body(chance, *LENGTHS.get(kind, (0, 2)))}


LENGTHS = {Kind.BERITA: (10, 26), Kind.ARTIKEL: (16, 44), Kind.HALAMAN: (6, 24)}


def _files(kind: str, supply: Supply) -> list[Placed]:
    chance, pool = supply.chance, supply.pool
    pictures = FEWEST_AND_MOST.get(kind)
    placed: list[Placed] = []
    if pictures:
        for asset, alt in chance.sample(pool.pictures, chance.randint(*pictures)):
            role = "gallery" if kind == Kind.FOTO else "cover"
            said = {"alt": alt, "caption": alt, "credit": "Gambar contoh"}
            placed.append((role, asset, said))
    if kind == Kind.BANK_DATA:
        placed += [("data", asset, {}) for asset in chance.choice(pool.tables)]
    if chance.random() < WITH_DOCUMENT.get(kind, 0):
        placed.append(("document", chance.choice(pool.documents), {"title": "Surat resmi"}))
    return placed


FEWEST_AND_MOST = {
    Kind.BERITA: (1, 1),
    Kind.ARTIKEL: (1, 1),
    Kind.VIDEO: (1, 1),
    Kind.FOTO: (3, 12),
}
WITH_DOCUMENT = {Kind.BERITA: 0.12, Kind.PENGUMUMAN: 0.5, Kind.AGENDA: 0.1, Kind.HALAMAN: 0.3}
