"""What changed between two tables, row by row and cell by cell. Pure; knows no file and no page.

Rows are recognised by their first column where it names every row once, else by what they say as
a whole. Nothing is left out of the comparison; what a page leaves out, ``Shown`` counts.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from workflow.edit_script import in_order, matches

Row = tuple[str, ...]
# A cell: what stood there and what stands there now; None where there is no such cell.
Cell = tuple[str | None, str | None]
# Beyond it a row is no longer the same row with other words.
AKIN = 0.5
MOST_ROWS_SHOWN = 120
SMALL_TABLE = 30
FEW_ROWS = 5
MOST_COLUMNS_SHOWN = 24


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of both tables; ``old`` or ``new`` is None where it is missing there."""

    old: Row | None
    new: Row | None

    @property
    def kind(self) -> str:
        """What became of it: same, changed, ins or del."""
        if self.old is None:
            return "ins"
        if self.new is None:
            return "del"
        return "same" if self.old == self.new else "changed"


@dataclass(frozen=True, slots=True)
class Line:
    """A row as a page shows it. ``columns``: it differs only where a column came or went."""

    kind: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A compared table as a page shows it: its headings, its rows, and what is not shown."""

    headings: tuple[Cell, ...]
    lines: tuple[Line, ...]
    added: int
    removed: int
    changed: int
    reshaped: int
    same: int
    rows_left_out: int
    columns_left_out: int
    columns: str

    @property
    def extent(self) -> str:
        """How much changed, in words."""
        counts = (
            (self.added, "ditambah"),
            (self.removed, "dihapus"),
            (self.changed, "berubah"),
            (self.reshaped, "hanya berbeda di kolom itu"),
        )
        rows = [f"{count} baris {word}" for count, word in counts if count]
        return ", ".join([*([self.columns] if self.columns else []), *rows])


def compare(old: Sequence[Row], new: Sequence[Row]) -> list[RowChange]:
    """Tell every row of both tables in order: the old ones give the old table, the new the new."""
    before, after = _keys(old), _keys(new)
    unique = _name_rows(old, before) and _name_rows(new, after)
    pairs = in_order(before, after) if unique else matches(old, new)
    told: list[RowChange] = []
    i = j = 0
    for same_i, same_j in [*pairs, (len(old), len(new))]:
        told += _replaced(old[i:same_i], new[j:same_j], akin=not unique)
        if same_i < len(old):
            told.append(RowChange(old[same_i], new[same_j]))
        i, j = same_i + 1, same_j + 1
    return told


def _keys(rows: Sequence[Row]) -> list[str]:
    return [row[0] if row else "" for row in rows]


def _name_rows(rows: Sequence[Row], keys: Sequence[str]) -> bool:
    """Whether the first column names every row once; one column alone is no name of its row."""
    wide = all(len(row) > 1 for row in rows)
    return wide and all(keys) and len(set(keys)) == len(keys)


def _replaced(old: Sequence[Row], new: Sequence[Row], *, akin: bool) -> list[RowChange]:
    """Tell a stretch in which no row is the same: akin rows side by side where there are as many."""
    if akin and len(old) == len(new):
        together = [_are_akin(one, other) for one, other in zip(old, new, strict=True)]
        told: list[RowChange] = []
        for one, other, paired in zip(old, new, together, strict=True):
            told += (
                [RowChange(one, other)]
                if paired
                else [RowChange(one, None), RowChange(None, other)]
            )
        return told
    return [*(RowChange(row, None) for row in old), *(RowChange(None, row) for row in new)]


def _are_akin(one: Row, other: Row) -> bool:
    total = len(one) + len(other)
    return not total or 2 * (Counter(one) & Counter(other)).total() / total >= AKIN


# --- what a page shows ----------------------------------------------------------------------------


def shown(old: Sequence[Row], new: Sequence[Row]) -> Shown:
    """Compare two tables whose first rows are headings, as a page shows them."""
    old, new = _even(old), _even(new)
    was, now = (rows[0] if rows else () for rows in (old, new))
    columns = _columns(was, now)
    lines = [_line(row, columns) for row in compare(old[1:], new[1:])]
    headings = _line(RowChange(was, now), columns)
    kinds = Counter(line.kind for line in lines)
    wanted = lines if len(lines) <= SMALL_TABLE else [one for one in lines if one.kind != "same"]
    picked = _picked(wanted)
    places = _places(headings, picked)
    return Shown(
        headings=tuple(headings.cells[at] for at in places),
        lines=tuple(Line(one.kind, tuple(one.cells[at] for at in places)) for one in picked),
        added=kinds["ins"],
        removed=kinds["del"],
        changed=kinds["changed"],
        reshaped=kinds["columns"],
        same=kinds["same"],
        rows_left_out=len(wanted) - len(picked),
        columns_left_out=len(columns) - len(places),
        columns=_told(headings),
    )


def _picked(wanted: Sequence[Line]) -> list[Line]:
    """Choose what is shown: a column that came repeats itself in every row, and a few are enough."""
    some = islice((at for at, one in enumerate(wanted) if one.kind == "columns"), FEW_ROWS)
    kept = set(some) if len(wanted) > SMALL_TABLE else range(len(wanted))
    picked = [one for at, one in enumerate(wanted) if one.kind != "columns" or at in kept]
    return picked[:MOST_ROWS_SHOWN]


def _told(headings: Line) -> str:
    """Tell what became of the columns."""
    came = [f"“{new}”" for old, new in headings.cells if old is None]
    went = [f"“{old}”" for old, new in headings.cells if new is None]
    renamed = any(None not in (old, new) and old != new for old, new in headings.cells)
    told = (
        (came, f"kolom {', '.join(came[:FEW_ROWS])} ditambah"),
        (went, f"kolom {', '.join(went[:FEW_ROWS])} dihapus"),
        (renamed, "judul kolom berubah"),
    )
    return ", ".join(words for there, words in told if there)


def _even(rows: Sequence[Row]) -> list[Row]:
    """Give every row the same length, and take away what is empty at the right edge."""
    filled = [max((at for at, cell in enumerate(row, 1) if cell), default=0) for row in rows]
    width = max(filled, default=0)
    return [(*row[:width], *[""] * (width - len(row))) for row in rows]


def _columns(was: Row, now: Row) -> list[tuple[int | None, int | None]]:
    """Pair the columns of both tables: by their headings where these are names, else by place."""
    named = all(len(set(row)) == len(row) and all(row) for row in (was, now))
    if not named or not set(was) & set(now):
        return list(zip_longest(range(len(was)), range(len(now))))
    columns: list[tuple[int | None, int | None]] = []
    i = j = 0
    for same_i, same_j in [*in_order(was, now), (len(was), len(now))]:
        # As many out as in at one place: other headings over the same columns.
        if same_i - i == same_j - j:
            columns += zip(range(i, same_i), range(j, same_j), strict=True)
        else:
            columns += [(at, None) for at in range(i, same_i)]
            columns += [(None, at) for at in range(j, same_j)]
        if same_i < len(was):
            columns.append((same_i, same_j))
        i, j = same_i + 1, same_j + 1
    return columns


def _line(row: RowChange, columns: Sequence[tuple[int | None, int | None]]) -> Line:
    cells = tuple((_at(row.old, one), _at(row.new, other)) for one, other in columns)
    if row.old is None or row.new is None:
        return Line(row.kind, cells)
    if any(None not in cell and cell[0] != cell[1] for cell in cells):
        return Line("changed", cells)
    # Where a column came or went, what it says is all that is new.
    return Line("columns" if any(old != new for old, new in cells) else "same", cells)


def _at(row: Row | None, place: int | None) -> str | None:
    return None if row is None or place is None else row[place]


def _places(headings: Line, lines: Sequence[Line]) -> list[int]:
    """Which columns are shown: all, or of a wide table the first and those with a change."""
    width = len(headings.cells)
    if width <= MOST_COLUMNS_SHOWN:
        return list(range(width))
    changed = {
        at
        for line in (headings, *lines)
        if line.kind in ("changed", "columns")
        for at, (old, new) in enumerate(line.cells)
        if old != new
    }
    return sorted({0, *changed})[:MOST_COLUMNS_SHOWN]
