"""What changed in a rich text: its words by paragraph, its tables by row, and its shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from workflow.diff import Paragraph, by_paragraph
from workflow.edit_script import matches
from workflow.prose import Prose, Table, read
from workflow.tablediff import Shown, shown

FORM_ALONE = "Kata-katanya sama; tebal, judul bagian, daftar, atau tabel di dalamnya berubah."
MOST_NAMED = 5
EXCERPT = 60


@dataclass(frozen=True, slots=True)
class TableChange:
    """A table that came, went, or says something else; ``number`` is its place in its text."""

    what: str
    rows: Shown


@dataclass(frozen=True, slots=True)
class BodyChange:
    """The differences between two rich texts; ``hint`` tells what no word and no cell shows."""

    paragraphs: tuple[Paragraph, ...]
    tables: tuple[TableChange, ...]
    hint: str


def compare(old: str, new: str) -> BodyChange:
    """Compare two rich texts that are not the same."""
    before, after = read(old), read(new)
    told = tuple(by_paragraph(before.text, after.text))
    tables, reshaped_tables = _tables(before, after)
    reshaped = _reshaped(told, before, after)
    words_changed = any(paragraph.changed for paragraph in told)
    hint = ""
    if not words_changed and not tables:
        hint = FORM_ALONE
    if reshaped:
        named = ", ".join(f"“{words}”" for words in reshaped[:MOST_NAMED])
        more = len(reshaped) - MOST_NAMED
        tail = f" dan {more} tempat lain" if more > 0 else ""
        hint = f"{hint} Bentuk tulisan berubah pada {named}{tail}.".strip()
    if reshaped_tables:
        hint = f"{hint} Bentuk sel berubah pada {', '.join(reshaped_tables)}.".strip()
    return BodyChange(told if words_changed else (), tuple(tables), hint)


def _reshaped(told: Sequence[Paragraph], before: Prose, after: Prose) -> list[str]:
    """Name the paragraphs, by their first words, that are there in both but shaped otherwise."""
    found: list[str] = []
    i = j = 0
    for paragraph in told:
        if paragraph.old is not None and paragraph.new is not None:
            one, other = before.shapes[i], after.shapes[j]
            if paragraph.changed:
                one, other = _without_places(one), _without_places(other)
            if one != other:
                found.append(_excerpt(paragraph.new))
        i += paragraph.old is not None
        j += paragraph.new is not None
    return found


def _without_places(shape: str) -> str:
    # Where a mark begins moves with every word before it.
    return " ".join(part.lstrip("0123456789") for part in shape.split(" "))


def _excerpt(words: str) -> str:
    return words if len(words) <= EXCERPT else f"{words[:EXCERPT].rstrip()}…"


def _tables(before: Prose, after: Prose) -> tuple[list[TableChange], list[str]]:
    changed: list[TableChange] = []
    reshaped: list[str] = []
    for one, other in _pairs(before.tables, after.tables):
        old = before.tables[one] if one is not None else ()
        new = after.tables[other] if other is not None else ()
        rows = shown(old, new)
        if one is None:
            changed.append(TableChange(f"Tabel {(other or 0) + 1} ditambah", rows))
        elif other is None:
            changed.append(TableChange(f"Tabel {one + 1} dihapus", rows))
        elif old != new and rows.extent:
            changed.append(TableChange(f"Tabel {other + 1}: {rows.extent}", rows))
        elif before.table_shapes[one] != after.table_shapes[other]:
            reshaped.append(f"tabel {other + 1}")
    return changed, reshaped


def _pairs(before: Sequence[Table], after: Sequence[Table]) -> list[tuple[int | None, int | None]]:
    """Pair the tables of two texts: by their headings in order, the others as they stand."""
    heads = [[table[0] if table else () for table in tables] for tables in (before, after)]
    if len(before) == len(after):
        return [(at, at) for at in range(len(before))]
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    for one, other in [*matches(heads[0], heads[1]), (len(before), len(after))]:
        pairs += zip_longest(range(i, one), range(j, other))
        if one < len(before):
            pairs.append((one, other))
        i, j = one + 1, other + 1
    return pairs
