"""Links to an approver's telephone: made for one person and one text, standing, taken back.

Opening one decides nothing and changes nothing; with a PIN it serves once (``use``). What may be
decided then, the rules say as always. Kept in the register: made, used, taken back, locked.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from content.models import Item, Revision
from workflow import link_tokens, register
from workflow.link_standing import (
    MOST_TRIES,
    NOT_IN_OFFICE,
    Standing,
    deciders,
    links_of,
    may_decide,
    refusal_to_ask,
    standing,
)
from workflow.models import Appointment, ApprovalLink, PhonePin
from workflow.people import APPROVERS, acting_as, signature
from workflow.phone_pin import MOST_WRONG, fits, pin_of
from workflow.refused import Refused
from workflow.rules import OFFICE, refusal

MADE, USED, REVOKED, LOCKED = (
    "tautan-dibuat",
    "tautan-dipakai",
    "tautan-dibatalkan",
    "tautan-terkunci",
)
# Of those that people make for one text; the system makes one per person and takes no room.
MOST_LIVE = 10
# A link and its token.
Made = tuple[ApprovalLink, str]

NOT_IN_TURN = "Pejabat ini tidak dapat memutuskan naskah ini sekarang. Pilih pejabat lain."
TOO_MANY = (
    f"Sudah ada {MOST_LIVE} tautan yang berlaku untuk naskah ini. "
    "Batalkan yang tidak dipakai, lalu kirim lagi."
)
PIN_LOCKED = (
    "PIN Anda terkunci karena terlalu sering keliru. Masuk dengan kata sandi atau kunci sandi, "
    "lalu pasang PIN baru."
)


class WrongPin(Refused):
    """The PIN is not the right one; the sentence says how many tries are left."""


@transaction.atomic
def ask(revision: Revision, person: User, *, by: User) -> Made:
    """Make a link for one person; return it with the token, which is shown once and never kept.

    Raises Refused where the text does not wait, the person cannot decide about it, or too many
    links to it stand already.
    """
    current = _locked([revision.pk])[revision.pk]
    now = register.moment(None)
    if reason := refusal_to_ask(current, by, now):
        raise Refused(reason)
    offices = {found.pk: appointment for found, appointment in deciders(current, now)}
    if person.pk not in offices:
        raise Refused(NOT_IN_TURN)
    by_people = [link for link in links_of(current) if link.made_by_id is not None]
    if sum(standing(link, now) is Standing.LIVE for link in by_people) >= MOST_LIVE:
        raise Refused(TOO_MANY)
    link, token = _make(current, person, offices[person.pk], now, by)
    _tell(MADE, link, now, by)
    return link, token


@transaction.atomic
def ask_by_letter(wanted: Iterable[tuple[User, int]]) -> dict[int, dict[int, Made]]:
    """Make the links that letters of the system carry: by person and by text, as keys.

    ``wanted`` names people (``appointments`` prefetched) and texts. Whoever has no PIN, or cannot
    decide about a text now, finds no link to it: the ordinary address serves them better. A newer
    link takes the place of the older one. Must be called in the letters' own transaction, before it
    writes anything into the register: every act locks items first and the register afterwards.
    """
    pairs = dict.fromkeys(wanted)
    pins = PhonePin.objects.filter(user__in={person.pk for person, _ in pairs})
    able = set(pins.filter(wrong__lt=MOST_WRONG).values_list("user_id", flat=True))
    pairs = dict.fromkeys((person, text) for person, text in pairs if person.pk in able)
    found: dict[int, dict[int, Made]] = {person.pk: {} for person, _ in pairs}
    if not pairs:
        return found
    texts, now = _locked({text for _, text in pairs}), register.moment(None)
    for person, text in pairs:
        office = acting_as(person, APPROVERS, now)
        if office is not None and may_decide(texts[text], person, now):
            found[person.pk][text] = _make_instead(texts[text], person, office, now)
    return found


def _make_instead(revision: Revision, person: User, office: Appointment, now: datetime) -> Made:
    """Make the system's link for one person and one text; the one before it serves no more."""
    before = ApprovalLink.objects.filter(
        revision=revision, user=person, made_by=None, used_at=None, revoked_at=None
    )
    replaced = list(before.values_list("pk", flat=True))
    before.update(revoked_at=now)
    link, token = _make(revision, person, office, now, None)
    _tell(MADE, link, now, None, **({"replaces": replaced[0]} if replaced else {}))
    return link, token


def _make(
    revision: Revision, person: User, office: Appointment, now: datetime, by: User | None
) -> Made:
    token = link_tokens.new_token()
    kept = link_tokens.hash_of(token)
    assert kept is not None  # noqa: S101 - it was signed a line ago
    link = ApprovalLink.objects.create(
        token_hash=kept,
        revision=revision,
        digest=revision.digest,
        user=person,
        name=office.name,
        title=office.title,
        made_by=by,
        made_at=now,
        expires_at=now + timedelta(hours=settings.APPROVAL_LINK_HOURS),
    )
    return link, token


@transaction.atomic
def revoke(link: ApprovalLink, *, by: User) -> ApprovalLink:
    """Take a link back. Raises Refused where it serves no more, or the person has no office."""
    current, now = _current(link)
    if acting_as(by, OFFICE, now) is None:
        raise Refused(NOT_IN_OFFICE)
    found = standing(current, now)
    if found is not Standing.LIVE:
        raise Refused(f"Tautan ini tidak berlaku lagi: {found.label.lower()}.")
    current.revoked_at, current.revoked_by = now, by
    current.save(update_fields=["revoked_at", "revoked_by"])
    _tell(REVOKED, current, now, by)
    return current


def use(link: ApprovalLink, pin: str) -> ApprovalLink:
    """Use a link up by the right PIN and return it: of several who try, one succeeds.

    Raises WrongPin with the tries that are left, or Refused with the reason why it leads nowhere.
    The hasher's work is done before the rows are locked; what it found counts only if the link
    still stands and the PIN is still the same then.
    """
    kept = pin_of(link.user)
    right = fits(kept, link.user, pin)
    with transaction.atomic():
        current, now = _current(link)
        reason = _why_not(current, now)
        locked = PhonePin.objects.select_for_update().filter(user=current.user).first()
        if not reason and locked is not None and locked.wrong >= MOST_WRONG:
            reason = PIN_LOCKED
        known = kept is not None and locked is not None and kept.hash == locked.hash
        if not reason and right and known:
            _serve(current, now)
        elif not reason:
            _count_wrong(current, locked, now)
    if reason:
        raise Refused(reason)
    if current.used_at is None:
        raise WrongPin(_left(current))
    return current


def _why_not(link: ApprovalLink, now: datetime) -> str:
    found = standing(link, now)
    if found is not Standing.LIVE:
        return found.label
    # Asked before the PIN counts: a link whose turn has passed must not be used up.
    if not may_decide(link.revision, link.user, now):
        return refusal(link.revision, "approve", link.user, now)
    return ""


def _serve(link: ApprovalLink, now: datetime) -> None:
    link.used_at = now
    link.save(update_fields=["used_at"])
    PhonePin.objects.filter(user=link.user).update(wrong=0)
    _tell(USED, link, now, link.user)


def _count_wrong(link: ApprovalLink, pin: PhonePin | None, now: datetime) -> None:
    link.tries += 1
    link.save(update_fields=["tries"])
    if pin is not None:
        pin.wrong += 1
        pin.save(update_fields=["wrong"])
    if link.tries >= MOST_TRIES:
        _tell(LOCKED, link, now, None)


def _left(link: ApprovalLink) -> str:
    left = MOST_TRIES - link.tries
    if left <= 0:
        return (
            "PIN keliru lima kali, jadi tautan ini terkunci. Masuk dengan kata sandi atau kunci "
            "sandi, atau minta tautan baru kepada pengirimnya."
        )
    return f"PIN tidak cocok. Tersisa {left} kali percobaan."


def _locked(texts: Collection[int]) -> dict[int, Revision]:
    """Lock the items, as every act does, always in one order, and read their texts again."""
    items = Revision.objects.filter(pk__in=texts).values("item")
    list(Item.objects.select_for_update().filter(pk__in=items).order_by("pk"))
    rows = Revision.objects.select_related("item").prefetch_related("writers")
    return rows.in_bulk(texts)


def _current(link: ApprovalLink) -> tuple[ApprovalLink, datetime]:
    """Lock a link with its item and read both again."""
    revision = _locked([link.revision_id])[link.revision_id]
    now = register.moment(None)
    current = ApprovalLink.objects.select_for_update().get(pk=link.pk)
    current.revision = revision
    current.user = User.objects.prefetch_related("appointments").get(pk=link.user_id)
    return current, now


def _tell(action: str, link: ApprovalLink, now: datetime, by: User | None, **more: int) -> None:
    register.append(
        action,
        at=now,
        by=by,
        signature=signature(by, acting_as(by, OFFICE, now) if by else None),
        revision=link.revision,
        digest=link.digest,
        data={
            "link": link.pk,
            "for": link.title,
            "for_name": link.name,
            "until": link.expires_at.isoformat(),
        }
        | more,
    )
