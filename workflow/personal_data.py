"""Personal data in a revision and what was decided about it: findings, and which of them are open.

Computed from the words each time, so no decision can stand for words that changed meanwhile.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.crypto import salted_hmac

from content.models import Attachment, Office, Revision
from workflow.hints.hint import excerpt
from workflow.hints.personal_data import Own, find, without_values
from workflow.hints.sight import ONLY_NOTED, Sight, Sort, masked
from workflow.models import Event, PersonalDataDecision
from workflow.personal_places import (
    FILE,
    FILE_NAME,
    KEYWORDS,
    Place,
    href_of,
    places_of,
    read_files,
)

Choice = PersonalDataDecision.Choice
UNREADABLE = "tak-terbaca"
NOT_READ_YET = "Isi berkas ini belum terbaca mesin."
STANDING = (Choice.ALLOW, Choice.CHECKED)
WAYS_OUT = {
    FILE: "Isi berkas tidak dapat ditutup dari sini: lepas berkasnya, bersihkan di komputer, lalu "
    "unggah yang sudah bersih.",
    FILE_NAME: "Nama berkas ikut tampil: lepas berkasnya, beri nama lain di komputer, lalu unggah.",
    KEYWORDS: "Hapus dari kata kunci.",
}
AROUND = 36
LONGEST_MASKED = 120
KNOWN, DECIDED = "_personal_data", "_personal_data_decisions"
# Of these the office shows its own to everybody.
OFFICIAL = (Sort.PHONE, Sort.EMAIL, Sort.ADDRESS)
Groups = dict[tuple[str, str, str], list[tuple[Place, Sight]]]
ATTACHMENTS = Prefetch("attachments", Attachment.objects.select_related("asset"))
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One value at one sort of place (one file: all its values of a sort), and the decision on it."""

    kind: str
    place: str
    key: str
    masked: str
    where: str
    href: str
    excerpts: tuple[str, ...]
    count: int
    can_hide: bool
    note: str = ""
    decision: PersonalDataDecision | None = None

    @property
    def label(self) -> str:
        """What was found, as a heading reads it."""
        return "Berkas tidak terbaca mesin" if self.is_unreadable else str(Sort(self.kind).label)

    @property
    def is_unreadable(self) -> bool:
        """Whether it is a file that a person must look through."""
        return self.kind == UNREADABLE

    @property
    def way_out(self) -> str:
        """What to do where we cannot rewrite the place."""
        return "" if self.can_hide else WAYS_OUT[self.place]

    @property
    def only_noted(self) -> bool:
        """Whether nobody has to decide about it."""
        return self.kind in ONLY_NOTED

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide."""
        return not self.only_noted and self.decision is None


def key_of(kind: str, place: str, value: str) -> str:
    """Return the keyed hash that stands for a value; without the site's key nobody can guess it."""
    return salted_hmac(
        "workflow.personal_data", f"{kind}\x1f{place}\x1f{value}", algorithm="sha256"
    ).hexdigest()


def findings_of(revision: Revision) -> list[Finding]:
    """Return what was found in the public words and files of a revision, with its decisions."""
    prefetch_related_objects([revision], ATTACHMENTS)
    files = read_files(revision)
    places = places_of(revision)
    # One page asks several times (button, what is missing, panel); other words are found anew.
    said = (*(place.text for place in places), *map(trouble_of, files))
    known = vars(revision).get(KNOWN)
    if known is None or known[0] != said:
        known = vars(revision)[KNOWN] = (said, _look(revision, files, places))
    return list(known[1])


def _look(
    revision: Revision, files: Sequence[Attachment], places: Sequence[Place]
) -> list[Finding]:
    groups = _grouped((place, sight) for place in places for sight in find(place.text))
    unread = [a for a in files if a.role != Attachment.Role.BAHAN and trouble_of(a)]
    if not groups and not unread:
        return []
    decided = decisions_of(revision)
    if any(names[0] in OFFICIAL and key_of(*names) not in decided for names in groups):
        groups = _grouped(sights_in(places))
    found = [_finding(names, seen, decided) for names, seen in groups.items()]
    return [*found, *(_unread(attachment, decided) for attachment in unread)]


def _grouped(seen: Iterable[tuple[Place, Sight]]) -> Groups:
    """Put together what one decision is about: sort, kind of place, and value (or file)."""
    groups: Groups = defaultdict(list)
    for place, sight in seen:
        value = place.asset.sha256 if place.asset else sight.value
        groups[sight.sort.value, place.sort, value].append((place, sight))
    return groups


def sights_in(places: Iterable[Place]) -> list[tuple[Place, Sight]]:
    """Return what stands in some places, leaving out what is the office's own."""
    seen = [(place, sight) for place in places for sight in find(place.text)]
    if any(sight.sort in OFFICIAL for _, sight in seen):
        office = Office.load()
        own = Own(office.phone, office.email, office.address)
        seen = [(place, sight) for place, sight in seen if not own.holds(sight)]
    return seen


def trouble_of(attachment: Attachment) -> str:
    """Say why the words of a document could not be looked through; "" when they could."""
    asset = attachment.asset
    return asset.words.trouble if hasattr(asset, "words") else NOT_READ_YET


def decisions_of(revision: Revision) -> dict[str, PersonalDataDecision]:
    """Return the decisions that hold for the item, by key (one query; none when read before)."""
    known = vars(revision)
    if DECIDED not in known:
        rows = PersonalDataDecision.objects.filter(item_id=revision.item_id)
        known[DECIDED] = list(rows.select_related("event"))
    latest = {row.key: row for row in known[DECIDED]}
    return {key: row for key, row in latest.items() if row.choice in STANDING}


def take_decisions(revision: Revision, events: Iterable[Event]) -> None:
    """Take the decisions that came with all moves of the item, oldest first: they cost no query."""
    vars(revision)[DECIDED] = [
        event.personal_data_decision for event in events if hasattr(event, "personal_data_decision")
    ]


def _finding(
    names: tuple[str, str, str],
    seen: Sequence[tuple[Place, Sight]],
    decided: dict[str, PersonalDataDecision],
) -> Finding:
    kind, sort, value = names
    key = key_of(kind, sort, value)
    places = list(dict.fromkeys(place.label for place, _ in seen))
    values = list(dict.fromkeys(sight.value for _, sight in seen))
    shown = ", ".join(masked(kind, one) for one in values[:EXAMPLES])
    most = 1 if sort == FILE else EXAMPLES
    more = f", dan {len(values) - EXAMPLES} lagi" if len(values) > EXAMPLES else ""
    return Finding(
        kind=kind,
        place=sort,
        key=key,
        masked=(shown + more)[:LONGEST_MASKED],
        where=", ".join(places),
        href=seen[0][0].href,
        excerpts=tuple(dict.fromkeys(_around(place, sight) for place, sight in seen[:most])),
        count=len(seen),
        can_hide=all(place.column for place, _ in seen),
        decision=decided.get(key),
    )


def _unread(attachment: Attachment, decided: dict[str, PersonalDataDecision]) -> Finding:
    asset = attachment.asset
    key = key_of(UNREADABLE, FILE, asset.sha256)
    return Finding(
        kind=UNREADABLE,
        place=FILE,
        key=key,
        masked="",
        where=without_values(asset.name),
        href=href_of(attachment),
        excerpts=(),
        count=1,
        can_hide=False,
        note=trouble_of(attachment),
        decision=decided.get(key),
    )


def _around(place: Place, sight: Sight) -> str:
    """Show what stands around a value, from word to word; every value in sight is masked."""
    begin, stop = max(0, sight.start - AROUND), min(len(place.text), sight.end + AROUND)
    if begin:
        begin += max(0, place.text[begin : sight.start].find(" ") + 1)
    if stop < len(place.text):
        stop = max(sight.end, place.text.rfind(" ", sight.end, stop))
    return excerpt(without_values(place.text, begin, stop))


def undecided(revision: Revision) -> list[Finding]:
    """Return the findings about which somebody still has to decide."""
    return [finding for finding in findings_of(revision) if finding.is_open]


def refusal_of(revision: Revision) -> str:
    """Say why the text cannot be handed in yet; "" when every finding is decided."""
    waiting = undecided(revision)
    if not waiting:
        return ""
    named = ", ".join(dict.fromkeys(f"{f.label} ({f.where})" for f in waiting[:EXAMPLES]))
    more = f" dan {len(waiting) - EXAMPLES} lagi" if len(waiting) > EXAMPLES else ""
    return (
        f"{len(waiting)} temuan data pribadi belum diputuskan: {named}{more}. "
        "Tutup atau izinkan di bagian Data pribadi."
    )
