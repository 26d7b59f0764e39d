"""How links to an approver's telephone stand: for whom, for which text, and what to send with them."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q

from content.dates import long_moment, moment
from content.models import Revision, State
from workflow import link_tokens
from workflow.models import Appointment, ApprovalLink
from workflow.people import APPROVERS, SYSTEM, acting_as, display_name, today
from workflow.rules import OFFICE, refusal

DECIDING = ("approve", "endorse")
MOST_TRIES = 5

NOT_WAITING = "Naskah ini tidak sedang menunggu persetujuan, jadi tidak ada yang perlu dikirim."
NOT_IN_OFFICE = "Tautan dikirim oleh operator atau pejabat dengan penugasan yang masih berlaku."


class Standing(models.TextChoices):
    """How a link stands; the labels are the words of the list at the desk."""

    LIVE = "live", "Berlaku"
    USED = "used", "Dipakai"
    REVOKED = "revoked", "Dibatalkan"
    REPLACED = "replaced", "Diganti yang baru"
    LOCKED = "locked", "Terkunci, PIN keliru"
    CHANGED = "changed", "Naskah berubah"
    DECIDED = "decided", "Naskah sudah diputuskan"
    EXPIRED = "expired", "Habis waktunya"


@dataclass(frozen=True, slots=True)
class LinkTold:
    """One line of the list at the desk; ``tone`` is the look of its tag.

    ``made`` says how the link came about and when, ``words`` how it stands.
    """

    link: ApprovalLink
    made: str
    words: str
    tone: str
    may_revoke: bool


TONES = {Standing.LIVE: "selesai", Standing.REVOKED: "bahaya", Standing.LOCKED: "bahaya"}


def standing(link: ApprovalLink, now: datetime) -> Standing:
    """Return how a link stands now (no query where its revision was selected with it)."""
    revision = link.revision
    if link.used_at:
        return Standing.USED
    if link.revoked_at:
        return Standing.REVOKED if link.revoked_by_id else Standing.REPLACED
    if link.tries >= MOST_TRIES:
        return Standing.LOCKED
    if revision.state == State.RETURNED or revision.digest != link.digest:
        return Standing.CHANGED
    if revision.state != State.SUBMITTED:
        return Standing.DECIDED
    return Standing.LIVE if now < link.expires_at else Standing.EXPIRED


def find(token: str) -> ApprovalLink | None:
    """Return the link of a token; None for what is forged or unknown."""
    token_hash = link_tokens.hash_of(token)
    if token_hash is None:
        return None
    rows = ApprovalLink.objects.select_related("revision__item", "user")
    return rows.filter(token_hash=token_hash).first()


def links_of(revision: Revision) -> list[ApprovalLink]:
    """Return the links that were made for a text, the newest first."""
    rows = revision.approval_links.select_related("revision", "made_by")
    return list(rows)


def links_told(revision: Revision, user: User, now: datetime) -> list[LinkTold]:
    """Return the links of a text as somebody reads of them, the newest first."""
    in_office = acting_as(user, OFFICE, now) is not None
    told = []
    for link in links_of(revision):
        found = standing(link, now)
        live = found is Standing.LIVE
        words = f"Berlaku sampai {moment(link.expires_at)}" if live else str(found.label)
        how = "dibuat" if link.made_by_id else "dikirim sistem lewat surel"
        made, tone = f"{how} {moment(link.made_at)}", TONES.get(found, "")
        told.append(LinkTold(link, made, words, tone, may_revoke=live and in_office))
    return told


def deciders(revision: Revision, now: datetime) -> list[tuple[User, Appointment]]:
    """Return those whose turn it is today, each with the office in which they would act."""
    day = today(now)
    in_office = Q(appointments__ends_on__isnull=True) | Q(appointments__ends_on__gte=day)
    people = (
        User.objects.filter(
            in_office,
            is_active=True,
            appointments__role__in=APPROVERS,
            appointments__starts_on__lte=day,
        )
        .distinct()
        .order_by("pk")
        .prefetch_related("appointments")
        .select_related("phone_pin")
    )
    found = []
    for person in people:
        appointment = acting_as(person, APPROVERS, now)
        if appointment is not None and may_decide(revision, person, now):
            found.append((person, appointment))
    return found


def may_decide(revision: Revision, user: User, now: datetime) -> bool:
    """Whether the rules let somebody approve a text, or give their paraf, now."""
    return any(not refusal(revision, action, user, now) for action in DECIDING)


def refusal_to_ask(revision: Revision, user: User, now: datetime) -> str:
    """Return why somebody may not send links for a text, in Indonesian; "" if they may."""
    if acting_as(user, OFFICE, now) is None:
        return NOT_IN_OFFICE
    return "" if revision.state == State.SUBMITTED else NOT_WAITING


def letter(link: ApprovalLink, address: str) -> str:
    """Return the ready message: who is asked for what, by whom, until when, and the address."""
    revision = link.revision
    sender = display_name(link.made_by) if link.made_by else SYSTEM.name
    return (
        f"Yth. {link.name} ({link.title}),\n\n"
        f"Mohon putusan Anda atas {revision.spec.label.lower()} “{revision.title}” "
        f"(versi {revision.number}). Pengirim: {sender}.\n\n"
        f"{address}\n\n"
        f"Tautan ini hanya untuk Anda dan berlaku sampai {long_moment(link.expires_at)}. "
        "Jangan teruskan."
    )


def is_over(link: ApprovalLink) -> bool:
    """Whether the text waits no more as the link knew it, or its person has no account any more."""
    revision = link.revision
    waits = revision.state == State.SUBMITTED and revision.digest == link.digest
    return not waits or not link.user.is_active
