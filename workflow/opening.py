"""Opening revisions: a new item at SOP step 1, the next revision of an item at step 3.

Beside ``engine`` the only place where a revision gets a state: its first one.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from content.copies import copy_files, copy_words
from content.models import Item, Revision, State
from content.models.state import LIVE, OPEN, PENDING
from content.slugs import free_slug
from workflow import register
from workflow.models import Appointment
from workflow.people import Role, acting_as, signature
from workflow.refused import Refused
from workflow.rules import OPERATORS, Action


@transaction.atomic
def start(kind: str, title: str, *, by: User, now: datetime | None = None) -> Revision:
    """Open a new item with its first revision at SOP step 1.

    Raises Refused when ``by`` is no operator now.
    """
    now = register.moment(now)
    appointment = _operator(by, now)
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
    _write_down(revision, Action.START, by, appointment, now)
    return revision


@transaction.atomic
def revise(item: Item, *, by: User, now: datetime | None = None) -> Revision:
    """Open the next revision of an item with the words that are (or were) public, at step 3.

    Raises Refused when one is open or on its way, or when the item ended before it was public.
    """
    item = Item.objects.select_for_update().get(pk=item.pk)
    now = register.moment(now)
    appointment = _operator(by, now)
    newest = item.revisions.order_by("-number").first()
    if newest is None or newest.state in (*OPEN, *PENDING):
        raise Refused("Butir ini masih punya naskah yang belum selesai. Lanjutkan naskah itu.")
    public = item.revisions.filter(state__in=(*LIVE, State.WITHDRAWN)).order_by("-number").first()
    if public is None:
        raise Refused("Naskah ini sudah berakhir sebelum tayang. Mulai butir baru.")
    revision = reopen(public, by=by, now=now)
    _write_down(revision, Action.REVISE, by, appointment, now)
    return revision


def reopen(source: Revision, *, by: User, now: datetime) -> Revision:
    """Copy a revision's words and files into the item's next revision, open at step 3.

    Words that were never public bring their writers along: whoever wrote any of them since the
    last public revision cannot approve them, approved once or not.
    """
    newest = source.item.revisions.order_by("-number").values_list("number", flat=True)[0]
    revision = Revision(
        item=source.item,
        kind=source.kind,
        number=newest + 1,
        based_on=source,
        published_at=source.published_at,
        state=State.EDITING,
        state_since=now,
        created_at=now,
        updated_at=now,
        created_by=by,
    )
    copy_words(source, revision)
    revision.save(force_insert=True)
    copy_files(source, revision)
    if source.visible_from is None:
        revision.writers.set(source.writers.all())
    revision.writers.add(by)
    return revision


def _operator(user: User, now: datetime) -> Appointment:
    appointment = acting_as(User.objects.get(pk=user.pk), OPERATORS, now)
    if appointment is None:
        raise Refused(
            f"Tindakan ini wewenang {Role.OPERATOR.label} dengan penugasan yang masih berlaku."
        )
    return appointment


def _write_down(
    revision: Revision, action: Action, by: User, appointment: Appointment, now: datetime
) -> None:
    register.append(
        action,
        at=now,
        by=by,
        signature=signature(by, appointment),
        revision=revision,
        target=revision.state,
    )
