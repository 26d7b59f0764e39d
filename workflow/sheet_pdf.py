"""The Lembar Persetujuan on paper: one A4 page for each approval, as PDF/A.

From top to bottom: whose paper, which sheet, which text, how long it took, who approved it, what was
asked for before; at the foot what proves it, and where the paper is kept. The foot stands fast;
what is above it was cut to fit (workflow.approval_sheet), and remarks give way if it is still too long.
"""

from collections.abc import Sequence

from reportlab.lib.colors import Color

from content.qr import QUIET, dark_squares
from workflow.approval_sheet import ReturnLine, Sheet, Signed
from workflow.paper import INK, MUTED, WIDTH, Outline, Paper
from workflow.paper_words import width, wrap

LEFT, RIGHT = 18.0, WIDTH - 18.0
ROOM = RIGHT - LEFT
LABELS = 38.0
VALUES = LEFT + LABELS
FOOT = 221.0
# Name and time of a step begin here; its minutes and its standard end here.
COLUMNS = (LEFT, VALUES, RIGHT - 24, RIGHT)
COLUMN_ROOM = 78.0
QR_SIDE = 34.0
SMALL, PLAIN, NAME = 8.0, 9.5, 11.0
LEADING = 0.3528 * 1.36  # millimetres for each point of size
RECORDED = "Persetujuan diberikan secara elektronik dan tercatat dalam register."
COMPUTED = "Nomor, menit, dan penulis pada lembar ini dihitung kemudian."
# The site's mark (static/img/mark.svg), in its own forty units.
MARK: list[tuple[str, Outline]] = [
    ("#063e4d", [(20, 0), (40, 20), (20, 40), (0, 20)]),
    (
        "#652a6f",
        [(9.5, 20), (14, 13.6), (16.2, 15.2), (20, 7), (24.2, 14.4), (26, 12.8), (30.5, 20)],
    ),
    ("#f2a900", [(7, 19), (33, 19), (33, 21), (7, 21)]),
    ("#7ccbdb", [(12, 25), (28, 25), (28, 26.5), (12, 26.5)]),
    ("#7ccbdb", [(15.5, 29.5), (24.5, 29.5), (24.5, 31), (15.5, 31)]),
]


def one(sheet: Sheet) -> bytes:
    """Return the PDF of one sheet."""
    return many(f"Lembar Persetujuan {sheet.number}", [sheet])


def many(title: str, sheets: Sequence[Sheet]) -> bytes:
    """Return one PDF with a page for each sheet, at least one, under a title of its own."""
    last = max(sheets, key=lambda sheet: sheet.sequence)
    about = last.title if len(sheets) == 1 else f"{len(sheets)} lembar"
    paper = Paper(title, last.office, about, last.at)
    for sheet in sheets:
        with paper.part("Sect"):
            Page(paper, sheet).draw()
        paper.next_page()
    return paper.bytes()


class Page:
    """One page; ``top`` is where the next line stands."""

    def __init__(self, paper: Paper, sheet: Sheet) -> None:
        self.paper, self.sheet, self.top = paper, sheet, 0.0

    def draw(self) -> None:
        """Draw everything."""
        self.draw_body()
        self._proof()
        self._shelf()

    def draw_body(self) -> None:
        """Draw what stands above the foot."""
        self._letterhead()
        self._text()
        self._steps()
        self._approval()
        self._remarks()

    def _letterhead(self) -> None:
        paper, sheet = self.paper, self.sheet
        for colour, outline in MARK:
            paper.shape(LEFT, 15, 0.34, colour, [outline])
        with paper.part("P"):
            paper.words(LEFT + 18, 20.2, f"Pemerintah {sheet.regency}", 9, colour=MUTED)
        with paper.part("P"):
            (office,) = wrap(sheet.office, ROOM - 18, 15, bold=True, most=1)
            paper.words(LEFT + 18, 26.6, office, 15, bold=True)
        paper.line(LEFT, 32.4, RIGHT, 0.9, hair=False)
        paper.line(LEFT, 33.6, RIGHT, 0.2, hair=False)
        with paper.part("H1"):
            paper.words(LEFT, 43.6, "Lembar Persetujuan", 20, bold=True)
        with paper.part("P"):
            paper.words(RIGHT, 40.4, f"Nomor {sheet.number}", NAME, bold=True, to_the_left=True)
        with paper.part("P"):
            paper.words(RIGHT, 44.8, sheet.basis, SMALL, colour=MUTED, to_the_left=True)
        self.top = 54.0

    def _text(self) -> None:
        sheet = self.sheet
        with self.paper.part("H2"):
            self._lines(LEFT, wrap(sheet.title, ROOM, 14, bold=True, most=3), 14, bold=True)
        self.top += 1.2
        self._row("Jenis", f"{sheet.kind} · {sheet.text}")
        self._row("Klasifikasi informasi", sheet.information_class)
        if sheet.reason:
            self._row("Alasan pembaruan", sheet.reason)
        others = f"; dan {sheet.more_writers} penulis lain" if sheet.more_writers else ""
        self._row("Penulis", "; ".join(sheet.writers) + others, most=3)

    def _steps(self) -> None:
        self._heading("Waktu setiap langkah")
        with self.paper.part("Table"):
            self._step("TH", ("Langkah", "Waktu", "Terpakai", "Standar"), SMALL, MUTED)
            for step in self.sheet.steps:
                name, standard = f"{step.number} {step.name}", f"{step.standard} menit"
                bold = 2 if step.is_late else None
                self._step("TD", (name, step.time, step.used, standard), PLAIN, INK, bold)

    def _step(
        self, role: str, cells: Sequence[str], size: float, colour: Color, bold: int | None = None
    ) -> None:
        with self.paper.part("TR"):
            for at, (x, words) in enumerate(zip(COLUMNS, cells, strict=True)):
                (shown,) = wrap(words, COLUMN_ROOM, size, bold=at == bold, most=1)
                with self.paper.part(role):
                    self.paper.words(
                        x,
                        self.top,
                        shown,
                        size,
                        bold=at == bold,
                        colour=colour,
                        to_the_left=at > 1,
                    )
        self._next(PLAIN)

    def _approval(self) -> None:
        sheet = self.sheet
        self._heading("Persetujuan")
        for paraf in sheet.parafs:
            self._row("Paraf", _who(paraf))
        approver = sheet.approver
        self._row("Disetujui oleh", f"{approver.name}", size=NAME, bold=True)
        self._row("Jabatan", approver.title)
        self._row("NIP", approver.nip or "–")
        self._row("Dasar wewenang", approver.authority or "–", most=2)
        self._row("Pada", approver.at)
        if sheet.note:
            self._row("Catatan", sheet.note, most=2)
        if sheet.exception:
            told = f"Pejabat ini ikut menulis naskah. Alasannya: {sheet.exception}"
            self._row("Pengecualian", told, bold=True, most=3)

    def _remarks(self) -> None:
        sheet = self.sheet
        self._heading("Petunjuk sebelumnya")
        if not sheet.remarks and not sheet.more_remarks:
            self._plain("Tidak ada. Naskah disetujui tanpa dikembalikan.")
            return
        shown = 0
        for remark in sheet.remarks:
            lines = wrap(remark.text, ROOM - 4, PLAIN)
            height = (len(lines) + bool(remark.head)) * PLAIN * LEADING
            # The last line before the foot says how many there are besides.
            if self.top + height + PLAIN * LEADING > FOOT - 2:
                break
            self._remark(remark, lines)
            shown += 1
        if left := len(sheet.remarks) - shown + sheet.more_remarks:
            others = f"dan {left} petunjuk lain" if shown else f"{left} petunjuk"
            self._plain(f"{others} dalam register")

    def _remark(self, remark: ReturnLine, lines: list[str]) -> None:
        if remark.head:
            self._plain(remark.head, colour=MUTED, size=SMALL)
        with self.paper.part("P"):
            self._lines(LEFT + 4, lines, PLAIN)

    def _proof(self) -> None:
        paper, sheet = self.paper, self.sheet
        paper.line(LEFT, FOOT, RIGHT)
        self.top = FOOT + 6.0
        rows = (
            ("Nomor persetujuan", [[sheet.approval_number]]),
            ("Sidik naskah", _halves(sheet.digest_groups)),
            (f"Register baris {sheet.sequence}", _halves(sheet.row_groups)),
            ("Baris sebelumnya", _halves(sheet.previous_groups)),
        )
        for label, lines in rows:
            with paper.part("P"):
                paper.words(LEFT, self.top, label, SMALL, colour=MUTED)
                for line in lines:
                    for at, group in enumerate(line):
                        paper.words(LEFT + 32 + at * 20.5, self.top, group, PLAIN)
                    self._next(PLAIN)
        self._code()
        self.top = FOOT + 43.4
        with paper.part("P"):
            told = RECORDED + (f" {COMPUTED}" if sheet.computed else "")
            paper.words(LEFT, self.top, told, SMALL, colour=MUTED)

    def _code(self) -> None:
        """The address of the check, for a telephone and for the eye."""
        paper, sheet = self.paper, self.sheet
        size, squares = dark_squares(sheet.address)
        scale = QR_SIDE / size
        # Its own margin reaches beyond the column: the dark squares end where the words do.
        left = RIGHT - QR_SIDE + QUIET * scale
        with paper.part("Figure", alt=f"Kode QR ke {sheet.address}"):
            paper.shape(left, FOOT + 1, scale, "#000000", squares)
        with paper.part("P"):
            lines = wrap(f"Periksa: {sheet.address}", ROOM, SMALL, most=1)
            self.top = FOOT + 39.4
            self._lines(LEFT, lines, SMALL)

    def _shelf(self) -> None:
        """What the archivist fills in by hand."""
        paper = self.paper
        paper.line(LEFT, 269, RIGHT)
        with paper.part("P"):
            paper.words(LEFT, 274.2, "Arsip kertas", SMALL, bold=True)
        fields = (("Rak", 0.0, 30.0), ("Map", 34.0, 40.0), ("Disimpan tanggal", 78.0, 52.0))
        for name, x, room in (*fields, ("Paraf petugas", 134.0, 40.0)):
            with paper.part("P"):
                paper.words(LEFT + x, 282.4, name, SMALL, colour=MUTED)
            begins = LEFT + x + width(name, SMALL) + 1.5
            paper.line(begins, 283, LEFT + x + room, 0.25, hair=False)

    # --- lines ---
    def _next(self, size: float) -> None:
        self.top += size * LEADING

    def _heading(self, words: str) -> None:
        self.top += 3.2
        with self.paper.part("H2"):
            self.paper.words(LEFT, self.top, words, NAME, bold=True)
        self._next(NAME)
        self.top += 0.4

    def _lines(self, x: float, lines: Sequence[str], size: float, *, bold: bool = False) -> None:
        for line in lines:
            self.paper.words(x, self.top, line, size, bold=bold)
            self._next(size)

    def _plain(self, words: str, *, size: float = PLAIN, colour: Color = INK) -> None:
        with self.paper.part("P"):
            for line in wrap(words, ROOM, size):
                self.paper.words(LEFT, self.top, line, size, colour=colour)
                self._next(size)

    def _row(
        self, label: str, value: str, *, size: float = PLAIN, bold: bool = False, most: int = 1
    ) -> None:
        with self.paper.part("P"):
            self.paper.words(LEFT, self.top, label, SMALL, colour=MUTED)
            lines = wrap(value, RIGHT - VALUES, size, bold=bold, most=most)
            self._lines(VALUES, lines, size, bold=bold)


def _halves(groups: list[str]) -> list[list[str]]:
    half = len(groups) // 2
    return [groups[:half], groups[half:]]


def _who(signed: Signed) -> str:
    return f"{signed.title}, {signed.name}, {signed.at}"
