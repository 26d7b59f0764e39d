"""Opening revisions: a new item at SOP step 1, the next revision of an item at step 3.

Beside ``engine`` the only place where a revision gets a state: its first one.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from content.copies import copy_files, copy_words
from content.dates import moment
from content.models import Item, Revision, State
from content.models.state import LIVE
from content.slugs import free_slug
from workflow import register
from workflow.lanes import scheduled, under_way
from workflow.models import Appointment
from workflow.people import Role, acting_as, signature
from workflow.refused import Refused
from workflow.rules import OPERATORS, Action

NOTHING: Mapping[str, Any] = {}


@transaction.atomic
def start(
    kind: str,
    title: str,
    *,
    by: User,
    now: datetime | None = None,
    told: Mapping[str, Any] = NOTHING,
) -> Revision:
    """Open a new item with its first revision at SOP step 1.

    ``told`` is what the register keeps of how it began (copied from where, with which pattern).
    Raises Refused when ``by`` is no operator now.
    """
    now = register.moment(now)
    appointment = operator_now(by, now)
    item = Item.objects.create(
        kind=kind, slug=free_slug(kind, title), created_at=now, created_by=by
    )
    revision = Revision.objects.create(
        item=item,
        kind=kind,
        number=1,
        title=title,
        state=State.GATHERING,
        state_since=now,
        created_at=now,
        updated_at=now,
        created_by=by,
    )
    revision.writers.add(by)
    write_down(revision, Action.START, by, appointment, now, told)
    return revision


@transaction.atomic
def revise(
    item: Item, *, by: User, correction: bool = False, now: datetime | None = None
) -> Revision:
    """Open the next revision of an item with the words that are (or were) public, at step 3.

    A ``correction`` (ralat) starts from what the public reads now, beside a larger update.
    Raises Refused when one is under way in the same lane, or when there is nothing to start from.
    """
    item = Item.objects.select_for_update().get(pk=item.pk)
    now = register.moment(now)
    appointment = operator_now(by, now)
    if under_way(item, correction=correction).exists():
        what = "ralat" if correction else "naskah"
        raise Refused(f"Butir ini masih punya {what} yang belum selesai. Lanjutkan {what} itu.")
    source = _to_correct(item, now) if correction else _to_update(item, now)
    revision = reopen(source, by=by, now=now, corrects=source.number if correction else None)
    action = Action.CORRECT if correction else Action.REVISE
    write_down(revision, action, by, appointment, now)
    return revision


def _to_correct(item: Item, now: datetime) -> Revision:
    public = item.revisions.public(now).first()
    if public is None:
        raise Refused("Butir ini tidak sedang tayang. Ralat hanya untuk yang sedang dibaca warga.")
    return public


def _to_update(item: Item, now: datetime) -> Revision:
    waits = scheduled(item, now)
    if waits is not None and waits.visible_from is not None:
        raise Refused(
            f"Versi {waits.number} dijadwalkan tayang {moment(waits.visible_from)}. "
            "Batalkan jadwalnya lebih dulu, atau tunggu sampai tayang."
        )
    known = item.revisions.filter(state__in=(*LIVE, State.WITHDRAWN)).order_by("-number").first()
    if known is None:
        raise Refused("Naskah ini sudah berakhir sebelum tayang. Mulai butir baru.")
    return known


def reopen(
    source: Revision,
    *,
    by: User,
    now: datetime,
    corrects: int | None = None,
    instead_of: Revision | None = None,
) -> Revision:
    """Copy a revision's words and files into the item's next revision, open at step 3.

    Words that were never public keep their lane and what they stand on, and bring their writers
    along: whoever wrote any of them since the last public revision cannot approve them, approved
    once or not. With ``instead_of`` older words are taken up again on purpose, to stand in the
    place of that version, the newest public one.
    """
    newest = source.item.revisions.order_by("-number").values_list("number", flat=True)[0]
    was_public = source.visible_from is not None
    follows = instead_of or (source if was_public else None)
    revision = Revision(
        item=source.item,
        kind=source.kind,
        number=newest + 1,
        based_on=source,
        stands_on=follows.number if follows else source.stands_on,
        corrects=corrects if follows else source.corrects,
        published_at=(follows or source).published_at,
        state=State.EDITING,
        state_since=now,
        created_at=now,
        updated_at=now,
        created_by=by,
    )
    copy_words(source, revision)
    if source.wanted_until and source.wanted_until > now:
        # Else an update of what ends on a day would silently have no end.
        revision.wanted_until = source.wanted_until
    revision.save(force_insert=True)
    copy_files(source, revision)
    if not was_public:
        revision.writers.set(source.writers.all())
    revision.writers.add(by)
    return revision


def operator_now(user: User, now: datetime) -> Appointment:
    """Return the appointment in which somebody writes now; raises Refused without one."""
    appointment = acting_as(User.objects.get(pk=user.pk), OPERATORS, now)
    if appointment is None:
        raise Refused(
            f"Tindakan ini wewenang {Role.OPERATOR.label} dengan penugasan yang masih berlaku."
        )
    return appointment


def write_down(
    revision: Revision,
    action: Action,
    by: User,
    appointment: Appointment,
    now: datetime,
    told: Mapping[str, Any] = NOTHING,
) -> None:
    """Write into the register how a revision was opened."""
    register.append(
        action,
        at=now,
        by=by,
        signature=signature(by, appointment),
        revision=revision,
        target=revision.state,
        data=told,
    )
