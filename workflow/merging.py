"""Taking in what became public while a draft was written: field by field, the body by paragraph.

What only one side touched merges by itself. What both touched is asked, and only the answers are
written: no word of either side goes without somebody's choice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from content.blocks import blocks_of, joined
from content.html import clean, plain_text
from content.inline import sync_inline
from content.models import Attachment, Revision
from workflow.changes import FIELDS, label_of, shown
from workflow.diff import Paragraph, by_paragraph
from workflow.drafts import stamp, who_was_faster
from workflow.lanes import to_take_in
from workflow.open_draft import open_draft
from workflow.opening import operator_now, write_down
from workflow.refused import Refused, Stale
from workflow.rules import Action
from workflow.threeway import MINE, THEIRS, Part, Placed, merged_places, merged_set, parts

SIDES = (THEIRS, MINE)
SETS = ("desa", "tags")
Role = Attachment.Role
# Bahan is the draft's own; pictures in the body follow the body.
ROLES = (Role.COVER, Role.GALLERY, Role.VIDEO, Role.DOCUMENT, Role.DATA)
IN_BODY = "body-"
SAID = ("title", "caption", "alt", "credit", "focus_x", "focus_y")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that comes in by itself, or that is asked: what each side made of it."""

    key: str
    label: str
    theirs: tuple[Paragraph, ...]
    mine: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A draft, what became public meanwhile, and what both started from."""

    base: Revision
    theirs: Revision
    mine: Revision

    @property
    def incoming(self) -> list[Row]:
        """What the draft gets without asking: each as it changes the draft."""
        told = [
            Row(key, self._label(key), _told(self._text(key, part.mine), text), ())
            for key, part in self._parts()
            if part.comes_in
            for text in [self._text(key, part.settled)]
        ]
        changed = [name for name in SETS if self.set_after(name) != _keys(self.mine, name)]
        return told + [self._row_of_set(name) for name in changed]

    @property
    def questions(self) -> list[Row]:
        """What both sides touched: somebody has to choose."""
        told = []
        for key, part in self._parts():
            if not part.is_settled:
                base, *sides = (self._text(key, v) for v in (part.base, part.theirs, part.mine))
                told.append(Row(key, self._label(key), *(_told(base, side) for side in sides)))
        return told

    def _parts(self) -> Iterable[tuple[str, Part]]:
        for name in (*FIELDS, "category"):
            if name == "body":
                yield from ((f"{IN_BODY}{n}", part) for n, part in enumerate(self.body, start=1))
            else:
                sides = (self.base, self.theirs, self.mine)
                yield name, Part(*(getattr(side, name) for side in sides))
        yield from ((role.value, self.places(role)) for role in ROLES)

    @property
    def body(self) -> list[Part]:
        """The body, cut where all three agree."""
        return parts(*(blocks_of(side.body) for side in (self.base, self.theirs, self.mine)))

    def places(self, role: Role) -> Part:
        """The files of a role: already merged where that needs no choice."""
        base, theirs, mine = (_placed(side, role) for side in (self.base, self.theirs, self.mine))
        merged = merged_places(base, theirs, mine)
        return Part(base, theirs, mine) if merged is None else Part(mine, merged, mine)

    def set_after(self, name: str) -> set[Any]:
        """Return the keys of villages or keywords after the merge."""
        return merged_set(*(_keys(side, name) for side in (self.base, self.theirs, self.mine)))

    def values(self, chosen: Mapping[str, str]) -> dict[str, Any]:
        """Return every field and role as it is after the merge; the questions are answered."""
        after: dict[str, Any] = {}
        body: list[str] = []
        for key, part in self._parts():
            value = part.after(chosen.get(key, MINE))
            if key.startswith(IN_BODY):
                body += value
            else:
                after[key] = value
        return after | {"body": self._body_after(body)}

    def _body_after(self, blocks: list[str]) -> str:
        if blocks == blocks_of(self.mine.body):
            return self.mine.body
        return clean(joined(blocks))

    def _row_of_set(self, name: str) -> Row:
        rows = {row.pk: str(row) for side in (self.theirs, self.mine) for row in _all(side, name)}
        after = "\n".join(sorted(rows[key] for key in self.set_after(name)))
        before = "\n".join(sorted(rows[key] for key in _keys(self.mine, name)))
        return Row(name, label_of(Revision, name), _told(before, after), ())

    def _label(self, key: str) -> str:
        if key.startswith(IN_BODY):
            return label_of(Revision, "body")
        return str(Role(key).label) if key in ROLES else label_of(Revision, key)

    def _text(self, key: str, value: Any) -> str:
        """Return one side's value as people read it."""
        if key.startswith(IN_BODY):
            return "\n".join(plain_text(block) for block in value)
        sides = (self.mine, self.theirs, self.base)
        if key in ROLES:
            names = {a.asset_id: a.asset.name for side in sides for a in side.placed(key)}
            return "\n".join(_described(names[asset], said) for asset, said in value)
        return next(shown(side, key) for side in sides if getattr(side, key) == value)


def meeting_of(draft: Revision, now: datetime) -> Meeting | None:
    """Return what a draft has to take in; None when there is nothing."""
    theirs = to_take_in(draft, now)
    if theirs is None:
        return None
    base = Revision.objects.get(item_id=draft.item_id, number=draft.stands_on or 0)
    prefetch_related_objects([base, theirs, draft], "desa", "tags", "attachments__asset")
    return Meeting(base, theirs, draft)


@transaction.atomic
def take_in(
    revision_id: int, *, by: User, version: int, number: int, chosen: Mapping[str, str]
) -> Revision:
    """Merge the public version ``number`` into an open draft; ``chosen`` answers every question.

    The draft gets a new number: versions become public in the order of their numbers. Raises
    Refused, or Stale when the draft or what is public is not what was on the screen.
    """
    now = timezone.now()
    current, writer = open_draft(revision_id, by)
    appointment = operator_now(by, now)
    if current.version != version:
        raise Stale(who_was_faster(current, writer))
    meeting = meeting_of(current, now)
    if meeting is None:
        raise Refused("Naskah ini sudah memuat versi yang tayang.")
    if meeting.theirs.number != number:
        raise Stale(f"Versi {meeting.theirs.number} tayang sementara ini. Periksa lagi.")
    questions = [row.key for row in meeting.questions]
    if any(chosen.get(key) not in SIDES for key in questions):
        raise Refused("Pilih satu untuk setiap bagian yang berbeda.")
    names = _write(current, meeting, chosen)
    before, last = current.number, current.item.revisions.order_by("-number").first()
    current.stands_on = number
    if current.number < number and last is not None:
        current.number = last.number + 1
    if current.is_correction:
        current.corrects = number
    stamp(current, writer, [*names, "stands_on", "corrects", "number"])
    told = {
        "taken_in": number,
        "number_before": before,
        "chosen": {key: chosen[key] for key in questions},
    }
    write_down(current, Action.TAKE_IN, by, appointment, now, told)
    # Read anew: what was prefetched for the merge is what was there before.
    return Revision.objects.select_related("item").get(pk=current.pk)


def _write(current: Revision, meeting: Meeting, chosen: Mapping[str, str]) -> list[str]:
    """Set words, sets and files (saves the latter two); return the names of the columns."""
    after = meeting.values(chosen)
    sets = {name: meeting.set_after(name) for name in SETS}
    names = [name for name in after if name not in ROLES]
    for name in names:
        setattr(current, name, after[name])
    for name in SETS:
        getattr(current, name).set(sets[name])
    _place(current, {role: after[role.value] for role in ROLES})
    sync_inline(current)
    return names


def _place(current: Revision, wanted: Mapping[Role, list[Placed]]) -> None:
    there = {
        (attachment.role, attachment.asset_id): attachment
        for attachment in current.attachments.filter(role__in=ROLES)
    }
    keys = {(role.value, asset) for role, placed in wanted.items() for asset, _ in placed}
    for key in there.keys() - keys:
        there.pop(key).delete()
    for role, placed in wanted.items():
        for position, (asset, said) in enumerate(placed, start=1):
            attachment = there.get((role.value, asset)) or Attachment(
                revision=current, asset_id=asset, role=role
            )
            attachment.position = position
            for name, value in zip(SAID, said, strict=True):
                setattr(attachment, name, value)
            attachment.save()


# --- what the sides say, as values and as people read it ------------------------------------------
def _all(revision: Revision, name: str) -> list[Any]:
    return list(getattr(revision, name).all())


def _keys(revision: Revision, name: str) -> set[Any]:
    return {row.pk for row in _all(revision, name)}


def _placed(revision: Revision, role: Role) -> list[Placed]:
    return [
        (attachment.asset_id, tuple(getattr(attachment, name) for name in SAID))
        for attachment in revision.placed(role)
    ]


def _described(name: str, said: tuple[Any, ...]) -> str:
    words = [word for word in said if word and isinstance(word, str)]
    return f"{name}: {'; '.join(words)}" if words else name


def _told(old: str, new: str) -> tuple[Paragraph, ...]:
    return tuple(paragraph for paragraph in by_paragraph(old, new) if paragraph.changed)
