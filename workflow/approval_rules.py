"""Whose decision a text needs: the rule of its kind, and whose turn it is.

A rule belongs to a kind and has versions (``ApprovalRule``). A text keeps the one under which it was
handed in: pages about a text ask the database nothing, and a new version never changes what waits.
Setting a rule is ``workflow.rule_setting``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import OuterRef, Subquery

from content.models import Revision
from content.models.choices import ApprovalMode
from content.queries import RevisionQuerySet
from workflow.models import Appointment, ApprovalRule
from workflow.people import Role, acting_as, appointments

Mode = ApprovalMode
Basis = Appointment.Basis

# From the first paraf to the last word (SOP 050/146/II/2021 names the three; the order is rank).
CHAIN = (Role.KASUBAG, Role.SEKCAM, Role.CAMAT)
DEPUTIES = tuple(basis for basis in Basis if basis != Basis.DEFINITIVE)
PUBLISH, EXCEPTION = "tayang", "pengecualian"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a rule says. ``number`` is its version; 0 is the SOP's own, before anybody set one."""

    mode: Mode = Mode.ANY
    deputies: tuple[Basis, ...] = DEPUTIES
    publishes_at_once: bool = True
    allows_exception: bool = False
    number: int = 0

    @property
    def words(self) -> str:
        """All but the mode as a text keeps it: "plt plh tayang"."""
        also = ((PUBLISH, self.publishes_at_once), (EXCEPTION, self.allows_exception))
        return " ".join((*self.deputies, *(word for word, holds in also if holds)))

    @property
    def bases(self) -> frozenset[str]:
        """By which bases of appointment one may decide: holders always."""
        return frozenset((Basis.DEFINITIVE, *self.deputies))


# What held before rules could be set, and holds while none is set for a kind.
BY_THE_SOP = Terms()


@dataclass(frozen=True, slots=True)
class Turn:
    """Who gave their paraf, who may act now, and whether that act is the approval itself.

    ``next_roles`` has one office in a chain, all those still to act where the order is free, and
    all three where one decision is enough. Speaks of what waits; of what is decided the register
    does (``workflow.turns``).
    """

    mode: Mode
    done: tuple[Role, ...]
    next_roles: tuple[Role, ...]
    is_last: bool

    @property
    def awaited(self) -> str:
        """Whom the text waits for, as a sentence."""
        what = "persetujuan" if self.is_last else "paraf"
        if self.mode == Mode.ANY:
            return "Menunggu persetujuan satu pejabat."
        return f"Menunggu {what} {listed(role.label for role in self.next_roles)}."


def rule_of(kind: str) -> Terms:
    """Return the rule of a kind that is in force now (one query)."""
    return terms_in(ApprovalRule.objects.filter(kind=kind).order_by("-number").first())


def terms_in(row: ApprovalRule | None) -> Terms:
    """Return what one version of a rule says; without one, what the SOP says."""
    if row is None:
        return BY_THE_SOP
    return Terms(
        mode=Mode(row.mode),
        deputies=_deputies(row.deputies),
        publishes_at_once=row.publishes_at_once,
        allows_exception=row.allows_exception,
        number=row.number,
    )


def terms_of(revision: Revision) -> Terms:
    """Return the rule under which a text was handed in; its version is not kept with it."""
    if revision.approval_terms is None:
        return BY_THE_SOP
    words = revision.approval_terms.split()
    return Terms(
        mode=Mode(revision.approval_mode or Mode.ANY),
        deputies=_deputies(revision.approval_terms),
        publishes_at_once=PUBLISH in words,
        allows_exception=EXCEPTION in words,
    )


def _deputies(words: str) -> tuple[Basis, ...]:
    return tuple(basis for basis in DEPUTIES if basis in words.split())


def with_rule(rows: RevisionQuerySet) -> RevisionQuerySet:
    """Annotate what ``publishes_at_once`` asks of the kind's rule, without a further query."""
    rules = ApprovalRule.objects.filter(kind=OuterRef("kind")).order_by("-number")
    return rows.annotate(rule_publishes=Subquery(rules.values("publishes_at_once")[:1]))


def publishes_at_once(revision: Revision) -> bool:
    """Whether approval lets a text out: by its own rule, while it is written by its kind's.

    Of what is written the rows should come ``with_rule``; else the SOP's own rule is told.
    """
    if not revision.is_open:
        return terms_of(revision).publishes_at_once
    return getattr(revision, "rule_publishes", None) is not False


def turn_of(revision: Revision) -> Turn:
    """Return whose turn it is on a text that waits (no query)."""
    mode = Mode(revision.approval_mode or Mode.ANY)
    if mode == Mode.ANY:
        return Turn(mode, (), CHAIN, is_last=True)
    done = tuple(Role(name) for name in (revision.endorsed or "").split())
    left = tuple(role for role in CHAIN if role not in done)
    return Turn(mode, done, left[:1] if mode == Mode.CHAIN else left, is_last=len(left) == 1)


def deciding_as(revision: Revision, user: User, now: datetime) -> Appointment | None:
    """Return the appointment in which somebody would decide about a text now.

    It is for an office whose turn it is, by a basis that the rule admits; the highest of several.
    """
    roles = frozenset(turn_of(revision).next_roles)
    return acting_as(user, roles, now, bases=terms_of(revision).bases)


def listed(names: Iterable[str]) -> str:
    """Join names as people do: "Kasubag Perencanaan, Sekretaris Camat, dan Camat"."""
    *first, last = names
    if len(first) > 1:
        return f"{', '.join(first)}, dan {last}"
    return f"{first[0]} dan {last}" if first else last


# --- guards of the rules ------------------------------------------------------------------------
def in_turn(revision: Revision, user: User | None, now: datetime) -> str:
    """Only those decide whose turn it is, and deputies only where the rule admits them."""
    if user is None or deciding_as(revision, user, now) is not None:
        return ""
    turn = turn_of(revision)
    held = {Role(one.role): one for one in appointments(user, now)}
    for role, appointment in held.items():
        if role in turn.next_roles:
            return (
                f"Menurut aturan {revision.spec.label}, {appointment.get_basis_display()} "
                f"tidak memutuskan. {turn.awaited}"
            )
    given = next((role for role in turn.done if role in held), None)
    return f"Paraf {given.label} sudah ada. {turn.awaited}" if given else turn.awaited


def gives_paraf(revision: Revision, user: User | None, now: datetime) -> str:
    """A paraf comes before the approval, and only where the rule asks for one."""
    turn = turn_of(revision)
    if turn.mode == Mode.ANY:
        return "Naskah ini tidak memerlukan paraf: satu persetujuan cukup."
    if reason := in_turn(revision, user, now):
        return reason
    return "Paraf sudah lengkap. Naskah ini tinggal disetujui." if turn.is_last else ""


def has_the_last_word(revision: Revision, user: User | None, now: datetime) -> str:
    """Only the last one of those whom the rule asks approves."""
    if reason := in_turn(revision, user, now):
        return reason
    if turn_of(revision).is_last:
        return ""
    return "Giliran ini paraf. Yang terakhir yang menyetujui."
