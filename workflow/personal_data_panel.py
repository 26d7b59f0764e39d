"""What the panel *Data pribadi* shows, in the editor and beside a decision."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from content.models import Revision
from workflow.access import may
from workflow.hints.personal_data import without_values
from workflow.hints.sight import ONLY_NOTED
from workflow.history import who
from workflow.personal_data import Finding, findings_of, sights_in
from workflow.personal_places import material_of

# Longer lists are not decided one by one: the file is cleaned, or left out.
MOST_SHOWN = 40
REASONS = (
    "Nomor layanan publik.",
    "Nomor atau alamat lembaga, bukan perorangan.",
    "Persetujuan tertulis yang bersangkutan ada di bahan.",
    "Wajib diumumkan menurut peraturan.",
    "Bukan data pribadi: angka atau kode lain.",
)


@dataclass(frozen=True, slots=True)
class Decided:
    """A finding that somebody decided: who, when and why, as the register tells it."""

    finding: Finding
    by: str
    at: Any
    reason: str


def personal_data_context(revision: Revision, user: User) -> dict[str, Any]:
    """Return what ``_personal_data.html`` shows."""
    findings = findings_of(revision)
    waiting = [finding for finding in findings if finding.is_open]
    decided = [
        Decided(finding, who(row.event), row.event.at, row.event.note)
        for finding in findings
        if (row := finding.decision)
    ]
    return {
        "personal_data": {
            "revision": revision,
            "waiting": waiting[:MOST_SHOWN],
            "how_many": len(waiting),
            "more": max(0, len(waiting) - MOST_SHOWN),
            "decided": decided[:MOST_SHOWN],
            "noted": [finding for finding in findings if finding.only_noted][:MOST_SHOWN],
            "material": material_notes(revision) if revision.is_open else [],
            "may_decide": revision.is_open and may(user, "content.add_item"),
            "reasons": REASONS,
        }
    }


def material_notes(revision: Revision) -> list[str]:
    """Name what stands in the source material: nobody decides, but nobody should copy it."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for place, sight in sights_in(material_of(revision)):
        if place.asset and sight.sort not in ONLY_NOTED:
            found[place.asset.name][str(sight.sort.label)] = None
    return [f"{without_values(name)}: {', '.join(sorts)}" for name, sorts in found.items()]
