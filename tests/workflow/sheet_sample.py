"""One approval sheet made by hand, the same in every process: python -m prints its PDF's hash."""

import hashlib
import os
import sys
from datetime import UTC, datetime
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kecamatan_web.settings")
if __name__ == "__main__":
    django.setup()

from workflow import sheet_pdf
from workflow.approval_sheet import ReturnLine, Sheet, Signed, StepLine

DAY = "20 November 2026"
SEKCAM = Signed(
    name="I Gede Suarjana, S.STP., M.Si.",
    title="Sekretaris Camat",
    nip="19790311 199912 1 002",
    authority="Definitif",
    at=f"{DAY}, 10.04 WITA",
)
VALUES: dict[str, Any] = {
    "number": "214/LP/XI/2026",
    "approval_number": "GRK-2026-000123",
    "office": "Kecamatan Gerokgak",
    "regency": "Kabupaten Buleleng",
    "title": "Warga Pemuteran menanam seribu bibit karang",
    "kind": "Berita",
    "text": "GRK-0012, versi 3 (pembaruan)",
    "information_class": "Setiap saat",
    "reason": "Menambah jumlah peserta.",
    "steps": (
        StepLine(1, "Pencarian bahan", f"{DAY}, 08.02–08.14", 12, 15),
        StepLine(3, "Editing", f"{DAY}, 08.27–09.54", 42, 30),
    ),
    "writers": ("Ni Luh Ayu Pratiwi, S.Kom., NIP 19910412 201903 2 004",),
    "more_writers": 0,
    "approver": SEKCAM,
    "parafs": (),
    "exception": "",
    "note": "",
    "remarks": (ReturnLine(f"{DAY}, 08.51 WITA · Sekretaris Camat, versi 2", "Angka: cocokkan."),),
    "more_remarks": 0,
    "digest": "b52393e5" * 8,
    "sequence": 4213,
    "row_hash": "94fe34eb" * 8,
    "previous_hash": "d27370bf" * 8,
    "address": "https://gerokgak.example/verifikasi/GRK-2026-000123/",
    "at": datetime(2026, 11, 20, 2, 4, tzinfo=UTC),
    "computed": False,
}


def sample(**values: Any) -> Sheet:
    """A sheet, with other values where they are given."""
    return Sheet(**(VALUES | values))


def fullest() -> Sheet:
    """A sheet with everything at its longest."""
    return sample(
        title="W" * 160,
        reason="W" * 263,
        writers=tuple(f"{'Ni Luh Ayu Pratiwi Kusumadewi ' * 3}{n}" for n in range(3)),
        more_writers=2,
        steps=tuple(
            StepLine(n, "Pencarian bahan", "20 Nov 2026, 08.02 – 28 Des 2026, 18.44", 12345, 15)
            for n in range(1, 5)
        ),
        parafs=(SEKCAM, SEKCAM),
        approver=Signed("W" * 120, "W" * 120, "1" * 30, "W" * 200, f"{DAY}, 10.04 WITA"),
        exception="W " * 120,
        note="W " * 120,
        remarks=tuple(ReturnLine(f"{DAY} · Camat, versi {n}", "W" * 170) for n in range(4)),
        more_remarks=6,
        computed=True,
    )


if __name__ == "__main__":
    sys.stdout.write(hashlib.sha256(sheet_pdf.one(sample())).hexdigest())
