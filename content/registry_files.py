"""The list of public information to take away: a workbook and a CSV file.

Both are written row by row into a file, so 20,000 entries need hardly more memory than one.
Indonesian Excel separates with semicolons (the comma is in its numbers) and knows UTF-8 by the mark
in front. A cell that a spreadsheet would take for a formula is text here.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO

import xlsxwriter
from django.urls import reverse

from content import dates
from content.kinds import KINDS
from content.models import Attachment, Office, Revision
from content.queries import RevisionQuerySet
from content.registry import TAKEN_AWAY, public_information
from content.registry_rules import CLASSES, RETENTION, RETENTION_SOURCE, form
from content.registry_wishes import Wishes

MOST_ROWS = 50_000
ROWS_AT_ONCE = 1000
FIELDS = (
    *("pk", "title", "summary", "kind", "information_class", "approved_as", "approval_number"),
    *("published_at", "visible_from", "number", "item__slug"),
)
Cell = str | int | date

# Heading, and the width of its column in letters.
COLUMNS = (
    ("No", 6),
    ("Judul", 50),
    ("Ringkasan", 60),
    ("Jenis", 14),
    ("Klasifikasi", 14),
    ("Desa", 24),
    ("Unit yang menguasai", 26),
    ("Penanggung jawab", 26),
    ("Waktu terbit", 13),
    ("Waktu diperbarui", 16),
    ("Tempat pembuatan", 26),
    ("Bentuk", 28),
    ("Jangka waktu simpan", 28),
    ("Nomor persetujuan", 22),
    ("Alamat", 60),
)
# What Excel, LibreOffice and Google Sheets start to calculate at, in narrow and wide forms.
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


@dataclass(frozen=True, slots=True)
class Told:
    """What the file says about itself."""

    office: Office
    origin: str
    now: datetime


def entries(wishes: Wishes, told: Told) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of every entry, newest first (three queries, however many there are)."""
    rows = wishes.apply(public_information(told.now))
    if wishes.klasifikasi:
        rows = rows.filter(information_class=wishes.klasifikasi)
    formats, villages = _formats(rows), _villages(rows)
    lists = {kind: told.origin + reverse("item-list", args=[kind]) for kind in KINDS}
    labels = {kind: spec.label for kind, spec in KINDS.items()}
    office = told.office.name
    # Plain columns: 20,000 model instances would take three times as long.
    found = rows.newest_first().values_list(*FIELDS, named=True)[:MOST_ROWS]
    for number, row in enumerate(found.iterator(chunk_size=ROWS_AT_ONCE), start=1):
        yield (
            number,
            row.title,
            row.summary,
            labels[row.kind],
            CLASSES[row.information_class].label,
            ", ".join(villages.get(row.pk, ())),
            office,
            row.approved_as,
            dates.local_day(row.published_at),
            dates.local_day(row.visible_from) if row.number > 1 else "",
            office,
            form(row.kind, formats.get(row.pk, [])),
            RETENTION[row.kind],
            row.approval_number,
            f"{lists[row.kind]}{row.item__slug}/",
        )


def _formats(rows: RevisionQuerySet) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    files = Attachment.objects.filter(
        role__in=TAKEN_AWAY, revision__in=rows.order_by().values("pk")
    )
    names = files.order_by("position", "id").values_list("revision_id", "asset__name")
    for revision_id, name in names.iterator(chunk_size=ROWS_AT_ONCE):
        extension = name.rpartition(".")[2].upper()
        if extension not in found[revision_id]:
            found[revision_id].append(extension)
    return found


def _villages(rows: RevisionQuerySet) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    places = Revision.desa.through.objects.filter(revision__in=rows.order_by().values("pk"))
    names = places.order_by("desa__position").values_list("revision_id", "desa__name")
    for revision_id, name in names.iterator(chunk_size=ROWS_AT_ONCE):
        found[revision_id].append(name)
    return found


def write_csv(file: IO[bytes], rows: Iterable[tuple[Cell, ...]], told: Told) -> None:
    """Write a CSV file for Indonesian Excel."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(heading for heading, _ in COLUMNS)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    text.flush()
    text.detach()


def _harmless(cell: Cell) -> str:
    words = cell.isoformat() if isinstance(cell, date) else str(cell)
    return f"'{words}" if FORMULA.match(words) else words


def write_xlsx(file: IO[bytes], rows: Iterable[tuple[Cell, ...]], told: Told) -> None:
    """Write a workbook: the list, and a sheet that says what it is."""
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    book.set_properties({"title": "Daftar informasi publik", "company": told.office.name})
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
    sheet = book.add_worksheet("Daftar")
    sheet.freeze_panes(1, 2)
    for place, (name, width) in enumerate(COLUMNS):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, heading)
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(last, place, cell, day)
            elif isinstance(cell, int):
                sheet.write_number(last, place, cell)
            elif cell:
                # A string cell is never calculated, whatever it begins with.
                sheet.write_string(last, place, cell)
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    about = book.add_worksheet("Keterangan")
    about.set_column(0, 0, 100)
    for number, words in enumerate(_about(told)):
        about.write_string(number, 0, words)
    book.close()


def _about(told: Told) -> list[str]:
    return [
        f"Daftar informasi publik {told.office.name}, {told.office.regency}",
        f"Diambil dari {told.origin}{reverse('public-information')} pada {dates.moment(told.now)}.",
        "Klasifikasi menurut UU 14/2008 tentang Keterbukaan Informasi Publik. Informasi yang "
        "dikecualikan (Pasal 17) tidak dimuat.",
        "Unit yang menguasai dan tempat pembuatan: kantor yang menerbitkan. Penanggung jawab: "
        "pejabat yang menyetujui penerbitan.",
        RETENTION_SOURCE,
    ]


Writer = Callable[[IO[bytes], Iterable[tuple[Cell, ...]], Told], None]
# By the ending of the file's name: its media type, and what writes it.
WRITERS: dict[str, tuple[str, Writer]] = {
    "csv": ("text/csv; charset=utf-8", write_csv),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write_xlsx,
    ),
}
