"""Autosave: the fields that changed since the last save, each taken or refused by itself.

What travels is small whatever the size of the text: the body comes as edits of what the server
confirmed last, and when cleaning changed it the answer brings edits back (see docs/adr).
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.http import QueryDict

from content.forms import AttachmentForm, RevisionForm
from content.forms.places import prefix_of
from content.models import Attachment, Revision
from workflow.delta import Edit, Unfit, apply, between, fingerprint
from workflow.drafts import stamp, who_was_faster, write_words
from workflow.files import order
from workflow.open_draft import open_draft
from workflow.refused import Refused, Stale

LARGEST_ANSWER = 1000
MOST_FIELDS = 400
OF_A_FILE = re.compile(r"file\d+-")


class Unreadable(ValueError):
    """What came is no autosave."""


class OtherBase(Exception):
    """The edits were made of another text than the one here; the whole text is needed."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one autosave brings: values of fields by the names of the form, and the body."""

    version: int
    mark: UUID
    person: int
    values: Mapping[str, list[str]]
    body: str | None = None
    base: str = ""
    edits: tuple[Edit, ...] | None = None

    @property
    def has_body(self) -> bool:
        """Whether the body changed."""
        return self.body is not None or self.edits is not None

    def body_after(self, stored: str) -> str:
        """Return the body as it was typed, made from the one that is stored."""
        if self.edits is None:
            return self.body or ""
        if fingerprint(stored) != self.base:
            raise OtherBase
        try:
            return apply(stored, self.edits)
        except Unfit as unfit:
            raise OtherBase from unfit


@dataclass(slots=True)
class Saved:
    """What became of an autosave; ``typed`` is the body before it was cleaned, where known."""

    revision: Revision
    has_body: bool
    typed: str | None = None
    errors: dict[str, str] = field(default_factory=dict)


def read(sent: Any) -> Parcel:
    """Read an autosave from JSON. Raises Unreadable."""
    try:
        values = {str(name): [str(one) for one in many] for name, many in sent["values"].items()}
        body = sent.get("body") or {}
        edits = body.get("edits")
        if len(values) > MOST_FIELDS:
            raise Unreadable("more fields than a form has")
        _check_letters([*values, *(one for many in values.values() for one in many)])
        _check_letters([str(body.get("whole", ""))])
        return Parcel(
            version=int(sent["version"]),
            mark=UUID(sent["mark"]),
            person=int(sent["person"]),
            values=values,
            body=None if body.get("whole") is None else str(body["whole"]),
            base=str(body.get("base", "")),
            edits=None if edits is None else tuple(_edit(*edit) for edit in edits),
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise Unreadable(str(error)) from error


def _check_letters(texts: Iterable[str]) -> None:
    """Raise ValueError for half a letter, which JSON can say and no database can keep."""
    for text in texts:
        text.encode()


def _edit(start: int, end: int, text: str) -> Edit:
    return Edit(int(start), int(end), str(text))


@transaction.atomic
def autosave(revision_id: int, parcel: Parcel, *, by: User) -> Saved:
    """Write every valid field of the parcel into an open revision.

    A field that is half typed is refused by itself, with its sentence; nothing else waits for it.
    A parcel that comes twice is written once. Raises Refused as ``save_draft`` does.
    """
    current, writer = open_draft(revision_id, by)
    if parcel.person != writer.pk:
        raise Refused("Anda sekarang masuk dengan akun lain. Masuk lagi dengan akun semula.")
    if current.save_mark == parcel.mark:
        return Saved(current, parcel.has_body)
    if current.version != parcel.version:
        raise Stale(who_was_faster(current, writer))
    saved = Saved(current, parcel.has_body)
    names = _words(current, parcel, saved)
    places = _places(current, parcel, saved)
    if names or places:
        if places:
            order(current, places)
        stamp(current, writer, names, mark=parcel.mark)
    return saved


def _words(current: Revision, parcel: Parcel, saved: Saved) -> set[str]:
    """Write the words that are valid; return their names."""
    data = _data(parcel.values)
    if parcel.has_body:
        saved.typed = data["body"] = parcel.body_after(current.body)
    form = RevisionForm(data, instance=current)
    for name in form.fields.keys() - (data.keys() & set(form.columns)):
        del form.fields[name]
    form.is_valid()
    saved.errors |= {name: str(errors[0]) for name, errors in form.errors.items()}
    names = form.fields.keys() - form.errors.keys()
    write_words(current, form, names)
    return names


def _places(current: Revision, parcel: Parcel, saved: Saved) -> list[AttachmentForm]:
    """Return valid forms of the files that were described, each with the fields that came."""
    data = _data(parcel.values)
    forms: list[AttachmentForm] = []
    if not any(OF_A_FILE.match(name) for name in data):
        return forms
    for attachment in current.attachments.select_related("asset"):
        prefix = prefix_of(attachment)
        came = {name.removeprefix(f"{prefix}-") for name in data if name.startswith(f"{prefix}-")}
        if not came or attachment.role == Attachment.Role.INLINE:
            continue
        form = AttachmentForm(data, instance=attachment, prefix=prefix)
        for name in {*form.fields.keys() - came, "remove"}:
            form.fields.pop(name, None)
        form.is_valid()
        for name, errors in form.errors.items():
            saved.errors[f"{prefix}-{name}"] = str(errors[0])
            form.fields.pop(name, None)
        if form.cleaned_data:
            forms.append(form)
    return forms


def _data(values: Mapping[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, many in values.items():
        data.setlist(name, many)
    return data


def answer(saved: Saved, at: str) -> dict[str, Any]:
    """Return what the page needs to know, never longer than a kilobyte."""
    told: dict[str, Any] = {"version": saved.revision.version, "at": at}
    if saved.errors:
        told["errors"] = saved.errors
    stored = saved.revision.body
    if saved.has_body:
        told["body"] = fingerprint(stored)
    if saved.typed is not None and saved.typed != stored:
        edits = between(saved.typed, stored)
        told["edits"] = [[edit.start, edit.end, edit.text] for edit in edits]
    if size(told) > LARGEST_ANSWER:
        # The page sees by the number that its text is not the one here, and sends it whole.
        told.pop("edits", None)
    for name in sorted(saved.errors, key=lambda name: -len(saved.errors[name])):
        if size(told) > LARGEST_ANSWER:
            saved.errors[name] = ""  # the page must know which field waits; the form says why
    return told


def size(told: Mapping[str, Any]) -> int:
    """Return how many bytes an answer takes."""
    return len(json.dumps(told).encode())
