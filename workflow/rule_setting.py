"""Setting the approval rule of a kind: an administrator's act, kept in the register with its reason."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from content.kinds import KINDS, KindSpec
from workflow import register
from workflow.approval_rules import (
    BY_THE_SOP,
    CHAIN,
    Mode,
    Terms,
    listed,
    rule_of,
    terms_in,
)
from workflow.models import Appointment, ApprovalRule, Event
from workflow.people import signature, today
from workflow.refused import Refused, Stale

ACTION = "aturan-persetujuan"


@transaction.atomic
def set_rule(
    kind: str, terms: Terms, *, by: User, reason: str, seen: int, now: datetime | None = None
) -> ApprovalRule:
    """Set the rule of a kind; texts that wait already keep theirs.

    ``seen`` is the version that stood on the screen. Raises Refused for whoever is no
    administrator, without a reason or a change, and Stale where somebody was faster.
    """
    now = register.moment(now)
    administrator = User.objects.get(pk=by.pk)
    if not (administrator.is_active and administrator.is_superuser):
        raise Refused("Aturan persetujuan diatur oleh administrator sistem.")
    if not reason.strip():
        raise Refused("Tulis alasan perubahan aturan ini.")
    current = rule_of(kind)
    if seen != current.number:
        raise Stale("Aturan ini diubah orang lain sejak Anda membukanya. Baca yang terbaru dulu.")
    if replace(terms, number=current.number) == current:
        raise Refused("Aturan ini sama dengan yang berlaku, jadi tidak ada yang disimpan.")
    values = {
        "kind": kind,
        "number": current.number + 1,
        "mode": terms.mode.value,
        "deputies": " ".join(terms.deputies),
        "publishes_at_once": terms.publishes_at_once,
        "allows_exception": terms.allows_exception,
    }
    event = register.append(
        ACTION,
        at=now,
        by=administrator,
        signature=signature(administrator, None),
        note=reason.strip(),
        data=values,
    )
    return ApprovalRule.objects.create(event=event, **values)


def in_words(terms: Terms) -> list[str]:
    """Tell a rule in plain sentences: who decides, who may deputise, what follows, exceptions."""
    deputies = listed(basis.label for basis in terms.deputies) if terms.deputies else ""
    return [
        MODES[terms.mode],
        f"Boleh diwakili {deputies}".rstrip(".") + "."
        if deputies
        else "Hanya pejabat definitif yang memutuskan.",
        "Tayang menurut rencana operator begitu disetujui."
        if terms.publishes_at_once
        else "Setelah disetujui, operator yang menerbitkannya.",
        "Penulis boleh memutuskan naskahnya sendiri hanya dengan alasan tertulis, lalu ditinjau "
        "kedua kali."
        if terms.allows_exception
        else "Penulis tidak pernah memutuskan naskahnya sendiri.",
    ]


_KASUBAG, _SEKCAM, _CAMAT = (role.label for role in CHAIN)
MODES: dict[Mode, str] = {
    Mode.ANY: f"Satu putusan cukup: {_KASUBAG}, {_SEKCAM}, atau {_CAMAT}.",
    Mode.CHAIN: f"Berjenjang: paraf {_KASUBAG}, paraf {_SEKCAM}, lalu persetujuan {_CAMAT}.",
    Mode.ALL: "Ketiga pejabat, urutan bebas: dua paraf, dan yang terakhir menyetujui.",
}


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a kind's rule: what it says, and the register's row that told it."""

    terms: Terms
    event: Event

    @property
    def words(self) -> list[str]:
        """Its sentences."""
        return in_words(self.terms)


@dataclass(frozen=True, slots=True)
class RuleCard:
    """The rule of one kind: what holds now, all its versions (latest first), what it lacks today.

    ``vacant`` names the offices that the rule needs and nobody holds today as the rule wants it.
    """

    spec: KindSpec
    terms: Terms
    versions: list[Version]
    vacant: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """What holds now, in sentences."""
        return in_words(self.terms)

    @property
    def warning(self) -> str:
        """What stands in the way today; "" when every office is filled."""
        if not self.vacant:
            return ""
        names = listed(self.vacant)
        return f"Hari ini tidak ada {names} yang boleh memutuskan, jadi naskah jenis ini menunggu."


def cards(now: datetime | None = None) -> list[RuleCard]:
    """Return the rules of all kinds, in their public order (two queries)."""
    versions: dict[str, list[Version]] = defaultdict(list)
    for row in ApprovalRule.objects.select_related("event"):
        versions[row.kind].append(Version(terms_in(row), row.event))
    day = today(now)
    rows = Appointment.objects.filter(role__in=CHAIN, user__is_active=True)
    holders = [row for row in rows if row.holds_on(day)]
    return [
        RuleCard(spec, terms, versions[kind], vacant(terms, holders))
        for kind, spec in KINDS.items()
        for terms in [versions[kind][0].terms if versions[kind] else BY_THE_SOP]
    ]


def vacant(terms: Terms, holders: Iterable[Appointment]) -> tuple[str, ...]:
    """Return the offices without which texts under this rule would wait for nobody."""
    held: Collection[str] = {one.role for one in holders if one.basis in terms.bases}
    missing = tuple(role.label for role in CHAIN if role not in held)
    enough = terms.mode == Mode.ANY and len(missing) < len(CHAIN)
    return () if enough else missing
