"""What to propose when a file is placed once more: what people said about it before."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields

from content.models import Asset, AssetNote, Attachment


@dataclass(frozen=True, slots=True)
class Said:
    """Words about a file, and the point of it that stays in sight."""

    alt: str = ""
    caption: str = ""
    credit: str = ""
    focus_x: int | None = None
    focus_y: int | None = None

    def as_values(self) -> dict[str, str | int | None]:
        """Return it as an attachment's columns."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


WORDS = ("alt", "caption", "credit")


def said_about(
    assets: Collection[Asset], notes: Mapping[int, AssetNote] | None = None
) -> dict[int, Said]:
    """Return what was said about files, by their numbers: two queries for all of them.

    The note in the media library counts first; where it is silent, the newest place of the file.
    Notes that have been read need no second query.
    """
    numbers = {asset.pk for asset in assets}
    words: dict[int, dict[str, str]] = {number: {} for number in numbers}
    placed = Attachment.objects.filter(asset__in=numbers).order_by("pk")
    for number, *said in placed.values_list("asset", *WORDS):
        words[number] |= {name: text for name, text in zip(WORDS, said, strict=True) if text}
    notes = AssetNote.objects.in_bulk(numbers) if notes is None else notes
    for number, note in notes.items():
        words[number] |= {name: getattr(note, name) for name in WORDS if getattr(note, name)}
    return {
        number: Said(
            **words[number],
            focus_x=notes[number].focus_x if number in notes else None,
            focus_y=notes[number].focus_y if number in notes else None,
        )
        for number in numbers
    }


def poster_of(video: Asset) -> Asset | None:
    """Return the picture that was chosen for a video."""
    note = AssetNote.objects.filter(asset=video).select_related("poster").first()
    return note.poster if note else None


def proposed(asset: Asset) -> Said:
    """Return what was said about one file."""
    return said_about([asset])[asset.pk]
