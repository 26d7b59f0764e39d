"""Two people saved the same text: what differs, field by field, and which words are to stay.

The page carries a short number of every field as it was opened. So it is known who changed what: a
field that one side left alone is proposed as the other side has it; both changed, a person chooses.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from content.dates import moment
from content.forms import AttachmentForm, RevisionForm, attachment_forms
from content.html import plain_text
from content.models import Revision
from workflow.delta import fingerprint
from workflow.diff import Stretch, by_paragraph, stretches

MINE, THEIRS = "mine", "theirs"
# An act, and a number that every save gives anew.
NO_WORDS = ("remove", "position")
CHOICE = "choose-"


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that says something else here than there. ``chosen`` is empty until it is chosen."""

    name: str
    label: str
    mine: str
    theirs: str
    told: tuple[Stretch, ...]
    chosen: str

    @property
    def choice(self) -> str:
        """Name of the input that chooses."""
        return f"{CHOICE}{self.name}"

    @property
    def same_words(self) -> bool:
        """Whether only the shape differs: bold, headings, lists."""
        return self.mine == self.theirs


def typed(bound: forms.BoundField) -> list[str]:
    """Return what a field would send as it is shown."""
    value = bound.field.widget.format_value(bound.value())
    many = value if isinstance(value, list) else [value]
    return [_lines(str(one)) for one in many if one not in (None, "")]


def marks(words: RevisionForm, places: Iterable[AttachmentForm]) -> str:
    """Return a short number of every field, as the page carries them."""
    every = {bound.html_name: _mark(typed(bound)) for bound in _fields(words, places)}
    return json.dumps(every, separators=(",", ":"))


def clashes(newer: Revision, words: RevisionForm, places: Iterable[AttachmentForm]) -> list[Clash]:
    """Return what differs between the forms as they were sent and the revision that is there now."""
    sent: Any = words.data
    carried = _carried(sent.get("marks", ""))
    there = {bound.html_name: bound for bound in _fields(*_as_stored(newer))}
    found = []
    for mine in _fields(words, (form for form in places if form.is_bound)):
        theirs = there.get(mine.html_name)
        if theirs is None or _same(mine, theirs):
            continue
        old, new = _shown(theirs, typed(theirs)), _shown(mine, typed(mine))
        found.append(
            Clash(
                mine.html_name,
                _label(mine, newer),
                new,
                old,
                tuple(stretches(by_paragraph(old, new))),
                _chosen(sent, mine, theirs, carried.get(mine.html_name, "")),
            )
        )
    return found


def settled(data: QueryDict, newer: Revision, found: Iterable[Clash]) -> QueryDict:
    """Return what was sent with the stored words in the fields where those were chosen."""
    there = {bound.html_name: bound for bound in _fields(*_as_stored(newer))}
    sent = data.copy()
    for clash in found:
        if clash.chosen == THEIRS:
            sent.setlist(clash.name, typed(there[clash.name]))
    return sent


def _as_stored(revision: Revision) -> tuple[RevisionForm, list[AttachmentForm]]:
    return RevisionForm(instance=revision), attachment_forms(revision.attachments.all())


def _fields(words: RevisionForm, places: Iterable[AttachmentForm]) -> Iterator[forms.BoundField]:
    yield from (words[name] for name in words.columns)
    for form in places:
        yield from (form[name] for name in form.fields if name not in NO_WORDS)


def _mark(values: list[str]) -> str:
    return fingerprint("\n".join(values))


def _carried(text: str) -> Mapping[str, str]:
    try:
        carried = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return carried if isinstance(carried, dict) else {}


def _cleaned(bound: forms.BoundField) -> list[str]:
    """Return what a field would send once it was saved: the body is cleaned on its way."""
    cleaned: Mapping[str, Any] = getattr(bound.form, "cleaned_data", {})
    if bound.name == "body" and "body" in cleaned:
        return [cleaned["body"]] if cleaned["body"] else []
    return typed(bound)


def _same(mine: forms.BoundField, theirs: forms.BoundField) -> bool:
    here, there = _cleaned(mine), typed(theirs)
    return here == there or (
        mine.name != "body" and not mine.field.has_changed(theirs.initial, _raw(here, mine))
    )


def _raw(values: list[str], bound: forms.BoundField) -> Any:
    many = isinstance(bound.field, forms.MultipleChoiceField)
    return values if many else "".join(values[:1])


def _chosen(
    sent: Mapping[str, Any], mine: forms.BoundField, theirs: forms.BoundField, mark: str
) -> str:
    wanted = str(sent.get(f"{CHOICE}{mine.html_name}", ""))
    if wanted in (MINE, THEIRS):
        return wanted
    if mark and mark == _mark(_cleaned(mine)):
        return THEIRS
    return MINE if mark and mark == _mark(typed(theirs)) else ""


def _label(bound: forms.BoundField, revision: Revision) -> str:
    if isinstance(bound.form, AttachmentForm):
        return f"{bound.label}: {bound.form.instance.asset.name}"
    return str(bound.label)


def _shown(bound: forms.BoundField, values: list[str]) -> str:
    """Return values as people read them."""
    if bound.name == "body":
        return plain_text("".join(values))
    choices = dict(getattr(bound.field, "choices", ()))
    if choices:
        names = {str(key): str(name) for key, name in choices.items()}
        return ", ".join(names.get(value, value) for value in values)
    if isinstance(bound.field, forms.DateTimeField) and values:
        try:
            at = bound.field.to_python(values[0])
        except ValidationError:
            at = None
        return moment(at) if at else values[0]
    return ", ".join(values)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
