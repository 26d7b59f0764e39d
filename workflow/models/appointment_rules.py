"""Which appointments stand beside each other: no authority twice, no deputy of a deputy.

Pure but for one query (``beside``). The triggers of ``workflow.authority_triggers`` hold the same
rules where no code can forget them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from content.dates import day_date

if TYPE_CHECKING:
    from workflow.models.appointment import Appointment

OFFICES = ("kasubag", "sekcam", "camat")
DEFINITIVE, PLT, PLH, AN = "definitif", "plt", "plh", "an"
# Beside the definitive holder stands who deputises for days of absence, or signs by mandate.
BESIDE_THE_HOLDER = {PLH, AN}
KEPT_ONCE_USED = (
    "user_id",
    "role",
    "basis",
    "name",
    "nip",
    "letter_number",
    "own_title",
    "starts_on",
)
Problem = tuple[str, str]


def beside(new: Appointment) -> list[Appointment]:
    """Return what else stands in the same office or of the same person (one query)."""
    rows = type(new)._default_manager.filter(role__in=OFFICES)
    rows = rows.filter(Q(role=new.role) | Q(user=new.user_id) | Q(basis=AN))
    return list(rows.exclude(pk=new.pk).order_by("starts_on", "pk"))


def problems(new: Appointment, others: Sequence[Appointment]) -> dict[str, str]:
    """Return what is wrong with an appointment beside the others: field → sentence, first one each."""
    found: dict[str, str] = {}
    for field, words in _all(new, others):
        found.setdefault(field, words)
    return found


def own_title(new: Appointment, others: Sequence[Appointment]) -> str | None:
    """Return the own office in which somebody signs by mandate; None without mandate or office.

    Once somebody acted under the mandate it stays what it was.
    """
    if new.basis != AN:
        return None
    if new.last_act_on:
        return new.own_title
    own = next((one for one in others if _is_base(one, new) and one.user_id == new.user_id), None)
    return own.get_role_display() if own else None


def _all(new: Appointment, others: Sequence[Appointment]) -> Iterator[Problem]:
    yield from _shape(new)
    if new.ends_on and new.ends_on < new.starts_on:
        return
    yield from _history(new)
    if new.role not in OFFICES:
        if new.basis == AN:
            yield "basis", "Yang dapat ditandatangani a.n. hanya jabatan yang menyetujui."
        return
    for other in others:
        if overlaps(new, other):
            yield from _collision(new, other)
    yield from _mandate(new, others)
    yield from _mandates_left(new, others)


def _shape(new: Appointment) -> Iterator[Problem]:
    if new.basis != DEFINITIVE:
        if not new.letter_number:
            yield "letter_number", "Plh., Plt., dan a.n. bertindak dengan surat. Isi nomornya."
        if new.ends_on is None:
            yield "ends_on", "Plh., Plt., dan a.n. berakhir pada tanggalnya. Isi tanggal itu."
    if new.ends_on and new.ends_on < new.starts_on:
        yield "ends_on", "Tanggal berakhir mendahului tanggal mulai."


def overlaps(one: Appointment, other: Appointment) -> bool:
    """Whether two appointments share a day."""
    return one.starts_on <= (other.ends_on or date.max) and other.starts_on <= (
        one.ends_on or date.max
    )


def _collision(new: Appointment, other: Appointment) -> Iterator[Problem]:
    pair = {new.basis, other.basis}
    if new.role == other.role and not (DEFINITIVE in pair and pair & BESIDE_THE_HOLDER):
        yield "starts_on", f"{_holds(other)} {_way_out(new, other)}"
    elif new.user_id == other.user_id and DEFINITIVE not in pair:
        yield (
            "user",
            f"{_holds(other)} Satu orang menggantikan dalam satu jabatan saja pada satu waktu.",
        )


def _holds(other: Appointment) -> str:
    return f"{other.name} sudah tercatat sebagai {other.title}, {other.span}."


def _way_out(new: Appointment, other: Appointment) -> str:
    pair = {new.basis, other.basis}
    if pair == {DEFINITIVE, PLT}:
        return (
            "Plt. hanya untuk jabatan yang kosong. Pilih Plh. bila pejabatnya berhalangan "
            "sementara, atau akhiri dulu penugasan itu."
        )
    if AN in pair and pair != {AN}:
        return "Jabatan yang sedang digantikan tidak dapat ditandatangani a.n."
    return "Akhiri dulu penugasan itu, atau pilih tanggal lain."


def _is_base(one: Appointment, mandate: Appointment) -> bool:
    """Whether a definitive office lasts through all days of a mandate."""
    ends = mandate.ends_on or date.max
    throughout = one.starts_on <= mandate.starts_on and (one.ends_on or date.max) >= ends
    return one.basis == DEFINITIVE and throughout


def _mandate(new: Appointment, others: Sequence[Appointment]) -> Iterator[Problem]:
    if new.basis != AN:
        return
    bases = [one for one in others if _is_base(one, new)]
    if not any(one.user_id == new.user_id for one in bases):
        yield (
            "user",
            "A.n. hanya untuk orang yang selama masa itu memegang jabatannya sendiri secara "
            "definitif: Kasubag, Sekcam, atau Camat.",
        )
    if not any(one.role == new.role and one.user_id != new.user_id for one in bases):
        yield (
            "role",
            f"Selama masa itu tidak ada {new.get_role_display()} definitif yang memberi mandat. "
            "Plt., Plh., dan a.n. tidak dapat memberikannya.",
        )


def _mandates_left(new: Appointment, others: Sequence[Appointment]) -> Iterator[Problem]:
    """An office does not end, or change hands, before the mandate that rests on it."""
    if new._state.adding:
        return
    old = type(new)._default_manager.filter(pk=new.pk).first()
    if old is None or old.basis != DEFINITIVE:
        return
    for mandate in others:
        rests = mandate.user_id == old.user_id or mandate.role == old.role
        same = (new.basis, new.role, new.user_id) == (old.basis, old.role, old.user_id)
        still = same and _is_base(new, mandate)
        if mandate.basis == AN and rests and _is_base(old, mandate) and not still:
            yield "ends_on", f"{_holds(mandate)} Akhiri dulu penugasan a.n. itu."


def _history(new: Appointment) -> Iterator[Problem]:
    used = new.last_act_on
    if new._state.adding or used is None:
        return
    old = type(new)._default_manager.get(pk=new.pk)
    if any(getattr(old, name) != getattr(new, name) for name in KEPT_ONCE_USED):
        yield (
            "__all__",
            f"Penugasan ini sudah dipakai, terakhir {day_date(used)}. Yang masih dapat diubah "
            "hanya tanggal berakhirnya. Untuk yang lain, akhiri lalu buat penugasan baru.",
        )
    if new.ends_on and new.ends_on < used:
        yield (
            "ends_on",
            f"Penugasan ini dipakai pada {day_date(used)}. Pilih tanggal itu atau sesudahnya.",
        )
