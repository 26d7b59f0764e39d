"""Saving a draft: the words and files of an open revision, never its state."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from content.arrivals import Arrival
from content.dates import clock_time
from content.forms import AttachmentForm, RevisionForm
from content.inline import sync_inline
from content.keywords import tags_for
from content.models import Attachment, Item, Revision, State
from workflow.engine import move
from workflow.people import acting_as, display_name
from workflow.refused import Refused, Stale
from workflow.rules import OPERATORS, Action

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
    item_id = Revision.objects.values_list("item_id", flat=True).get(pk=revision_id)
    Item.objects.select_for_update().get(pk=item_id)
    current = Revision.objects.select_related("item").get(pk=revision_id)
    writer = User.objects.get(pk=by.pk)
    if acting_as(writer, OPERATORS) is None:
        raise Refused("Menyimpan naskah adalah wewenang Operator Web yang masih bertugas.")
    if not current.is_open:
        raise Refused(
            f"Naskah ini sudah “{current.get_state_display()}” dan tidak dapat diubah lagi."
        )
    if current.version != version:
        raise Stale(_who_was_faster(current, writer))
    written = words.write_to(current)
    current.version += 1
    current.updated_at = timezone.now()
    current.save(update_fields=[*written, "version", "updated_at"])
    current.desa.set(words.cleaned_data["desa"])
    current.tags.set(tags_for(words.cleaned_data["keywords"]))
    current.writers.add(writer)
    _place(current, places, arrivals)
    sync_inline(current)
    return current


def _who_was_faster(current: Revision, writer: User) -> str:
    others = [display_name(user) for user in current.writers.all() if user.pk != writer.pk]
    who = " atau ".join(others) or "Anda sendiri, dari jendela lain,"
    at = clock_time(current.updated_at)
    return f"{who} menyimpan versi lain pukul {at}."


def _place(
    current: Revision, places: Iterable[AttachmentForm], arrivals: Iterable[Arrival]
) -> None:
    """Write what was said about the files, put new ones at the end, and number them anew."""
    present = {attachment.pk: attachment for attachment in current.attachments.all()}
    wished: dict[int, int] = {}
    for form in places:
        attachment = present.get(form.instance.pk)
        if attachment is None or not form.is_bound:
            continue
        if form.cleaned_data["remove"]:
            present.pop(attachment.pk).delete()
            continue
        for name in form.cleaned_data.keys() - {"remove", "position"}:
            setattr(attachment, name, form.cleaned_data[name])
        attachment.save()
        wished[attachment.pk] = form.cleaned_data.get("position") or attachment.position
    for arrival in arrivals:
        _arrive(current, arrival, present)
    in_order = sorted(present.values(), key=lambda a: (wished.get(a.pk, a.position), a.pk))
    for position, attachment in enumerate(in_order, start=1):
        if attachment.position != position:
            attachment.position = position
            attachment.save(update_fields=["position"])


def _arrive(current: Revision, arrival: Arrival, present: dict[int, Attachment]) -> None:
    role = arrival.slot.role
    same_role = [attachment for attachment in present.values() if attachment.role == role]
    if any(attachment.asset_id == arrival.asset.pk for attachment in same_role):
        return
    if not arrival.slot.many:
        for attachment in same_role:
            present.pop(attachment.pk).delete()
    added = Attachment.objects.create(
        revision=current,
        asset=arrival.asset,
        role=role,
        position=max((a.position for a in present.values()), default=0) + 1,
    )
    present[added.pk] = added


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
