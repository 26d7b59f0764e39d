"""What changed inside a file that took the place of another: its words, or its rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from content.models import Asset, AssetText
from workflow.diff import Paragraph, by_paragraph
from workflow.tablediff import Row, Shown, shown

MOST_PARAGRAPHS = 40
UNREAD = "Isi kedua berkas belum dapat dibandingkan di sini. Buka keduanya."
ALIKE = "Kata-kata di dalamnya sama; yang berubah bentuk atau bagian lain berkasnya."
Texts = Mapping[int, AssetText]


@dataclass(frozen=True, slots=True)
class Contents:
    """The differences inside two files. ``hint`` tells what the comparison cannot show."""

    paragraphs: tuple[Paragraph, ...] = ()
    paragraphs_left_out: int = 0
    rows: Shown | None = None
    hint: str = ""


def texts_of(assets: Iterable[Asset]) -> dict[int, AssetText]:
    """Return the words of files by file (one query, none without files)."""
    wanted = {asset.pk for asset in assets}
    return AssetText.objects.in_bulk(wanted) if wanted else {}


def compare(old: Asset, new: Asset, texts: Texts) -> Contents:
    """Compare what two files say, as far as they could be read."""
    before, after = texts.get(old.pk), texts.get(new.pk)
    if before is None or after is None or not (before.text and after.text):
        return Contents(hint=_trouble(before, after) or UNREAD)
    hint = _trouble(before, after)
    if before.text == after.text:
        return Contents(hint=f"{ALIKE} {hint}".strip())
    if Asset.Group.DATA == old.group == new.group:
        return Contents(rows=shown(_rows(before.text), _rows(after.text)), hint=hint)
    changed = [one for one in by_paragraph(before.text, after.text) if one.changed]
    shortened = tuple(changed[:MOST_PARAGRAPHS])
    return Contents(shortened, len(changed) - len(shortened), hint=hint)


def _rows(text: str) -> list[Row]:
    return [tuple(line.split("\t")) for line in text.split("\n")]


def _trouble(before: AssetText | None, after: AssetText | None) -> str:
    said = (("lama", before), ("baru", after))
    return " ".join(
        f"Berkas {which}: {text.trouble[0].lower()}{text.trouble[1:]}"
        for which, text in said
        if text and text.trouble
    )
