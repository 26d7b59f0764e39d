"""Saving a draft: the words and files of an open revision, never its state."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from content.arrivals import Arrival
from content.dates import clock_time
from content.forms import AttachmentForm, RevisionForm
from content.forms.words import WRITABLE_ELSEWHERE
from content.inline import sync_inline
from content.keywords import tags_for
from content.models import Revision, State
from workflow.engine import move
from workflow.files import order, place
from workflow.open_draft import open_draft
from workflow.people import display_name
from workflow.presence import hold
from workflow.refused import Refused, Stale
from workflow.rules import Action

# What still has to happen before a draft lies before the approvers.
TO_SUBMISSION: dict[str, tuple[Action, ...]] = {
    State.GATHERING: (Action.COMPOSE, Action.EDIT, Action.SUBMIT),
    State.COMPOSING: (Action.EDIT, Action.SUBMIT),
    State.EDITING: (Action.SUBMIT,),
}


@transaction.atomic
def save_draft(
    revision_id: int,
    *,
    by: User,
    version: int,
    words: RevisionForm,
    places: Iterable[AttachmentForm] = (),
    arrivals: Iterable[Arrival] = (),
) -> Revision:
    """Write valid forms and new files into an open revision and return it as it is now.

    Raises Refused when the writer is no operator or the revision is no longer open, and Stale when
    somebody saved other words since ``version`` was on the screen.
    """
    current, writer = open_draft(revision_id, by)
    if current.version != version:
        raise Stale(who_was_faster(current, writer))
    write_words(current, words, words.columns)
    order(current, places)
    for arrival in arrivals:
        place(current, arrival, {})
    stamp(current, writer, words.columns)
    return current


def write_words(current: Revision, words: RevisionForm, names: Iterable[str]) -> None:
    """Set the fields named to what was typed; ``stamp`` saves those that are columns."""
    names = set(names)
    for name in names - set(WRITABLE_ELSEWHERE):
        setattr(current, name, words.cleaned_data[name])
    if "desa" in names:
        current.desa.set(words.cleaned_data["desa"])
    if "keywords" in names:
        current.tags.set(tags_for(words.cleaned_data["keywords"]))
    if "body" in names:
        sync_inline(current)


def stamp(current: Revision, writer: User, names: Iterable[str], mark: UUID | None = None) -> None:
    """Save the fields named, and who saved when; every save gives the text another version."""
    now = timezone.now()
    current.version += 1
    current.updated_at = now
    current.saved_by = writer
    current.save_mark = mark
    told = ["version", "updated_at", "saved_by", "save_mark", *hold(current, writer, now)]
    current.save(update_fields=[*(set(names) - set(WRITABLE_ELSEWHERE)), *told])
    current.writers.add(writer)


def who_was_faster(current: Revision, writer: User) -> str:
    """Say who saved the words that are there now, and when."""
    other = current.saved_by
    who = display_name(other) if other else "Seseorang"
    if other == writer:
        who = "Anda sendiri, dari jendela lain,"
    return f"{who} menyimpan versi lain pukul {clock_time(current.updated_at)}."


@transaction.atomic
def advance(revision: Revision, *, by: User) -> Revision:
    """Take an open revision to its next step of writing; in editing it stays where it is."""
    steps = TO_SUBMISSION.get(revision.state, ())
    return move(revision, steps[0], by=by) if len(steps) > 1 else revision


@transaction.atomic
def hand_in(revision: Revision, *, by: User) -> Revision:
    """Walk the remaining steps and ask for approval: all of them are recorded, or none.

    Raises Refused when something is missing; then nothing has moved.
    """
    if revision.state not in TO_SUBMISSION:
        raise Refused(f"Naskah ini sudah “{revision.get_state_display()}”.")
    for action in TO_SUBMISSION[revision.state]:
        revision = move(revision, action, by=by)
    return revision
