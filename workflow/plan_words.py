"""What is said of plans, schedules and ends on the site: in the register's history and after the act."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from content.dates import moment
from content.models import Revision
from workflow.rules import Action

Publication = Revision.Publication
PLANS: dict[str, str] = {
    Publication.IMMEDIATELY: "segera setelah disetujui",
    Publication.BY_HAND: "operator menerbitkannya sendiri",
}


def _at(told: Mapping[str, Any], name: str) -> str:
    kept = told.get(name, "")
    return moment(datetime.fromisoformat(kept)) if kept else ""


def planned(told: Mapping[str, Any]) -> str:
    """Tell a changed wish, from what the register kept of it."""
    words = PLANS.get(told.get("publication", ""), _at(told, "wanted_from"))
    ends = _at(told, "wanted_until")
    return f"Rencana tayang diubah: {words}{f', sampai {ends}' if ends else ''}"


def rescheduled(told: Mapping[str, Any]) -> str:
    """Tell a changed schedule with the old and the new time."""
    return f"Jadwal tayang diubah dari {_at(told, 'was')} ke {_at(told, 'visible_from')}"


def ended(told: Mapping[str, Any]) -> str:
    """Tell a changed end with the old and the new one."""
    old, new = _at(told, "was"), _at(told, "visible_until")
    if not new:
        return f"Akhir tayang {old} dihapus; tayang seterusnya"
    return f"Akhir tayang diubah dari {old} ke {new}" if old else f"Akhir tayang ditetapkan {new}"


def done(action: Action, revision: Revision, now: datetime) -> tuple[str, str]:
    """Say what an act of this kind has brought about: the first words, and the rest; "" for others."""
    begins, ends = revision.visible_from, revision.visible_until
    match action:
        case Action.PLAN if begins is None:
            return "Rencana tayang diubah.", "Putusan pimpinan tidak perlu diulang."
        case Action.PLAN | Action.RESCHEDULE if begins is not None:
            if begins > now:
                return "Jadwal diubah.", f"Tayang {moment(begins)}."
            return "Sudah tayang.", ""
        case Action.CHANGE_END:
            return "Akhir tayang diubah.", (
                f"Berakhir {moment(ends)}." if ends else "Tayang seterusnya."
            )
        case Action.REVOKE:
            return "Persetujuan dicabut.", "Naskah tidak tayang dan terbuka lagi di langkah 3."
        case Action.RESUBMIT:
            return "Diajukan lagi.", "Naskah menunggu di antrean dengan kata-kata yang sama."
        case Action.REOPEN:
            return "Dibuka lagi.", "Naskah terbuka di langkah 3 sebagai versi baru."
        case _:
            return "", ""
