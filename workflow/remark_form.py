"""The rows of the return form in which remarks are written: one small form each.

Names of the inputs are ``remark-<n>-field``, ``remark-<n>-quote`` and ``remark-<n>-text``. A row
without text, quote or chosen place is no remark; without script there are three rows.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from content.models import Revision
from workflow.remark_places import passage_at
from workflow.remarks import GENERAL, LONGEST_QUOTE, LONGEST_TEXT, MOST

ROW = re.compile(r"remark-(\d{1,4})-(?:field|quote|text)")
ROWS = 3
TOO_MANY = f"Paling banyak {MOST} petunjuk dalam satu pengembalian."


class RemarkForm(forms.Form):
    """One remark: its place, the passage that is meant (only a script fills it in), the words."""

    field = forms.ChoiceField(
        label="Tempat",
        required=False,
        error_messages={"invalid_choice": "Pilih tempatnya dari daftar."},
    )
    quote = forms.CharField(
        required=False,
        max_length=LONGEST_QUOTE,
        widget=forms.HiddenInput,
        error_messages={"max_length": f"Kutipan paling panjang {LONGEST_QUOTE} huruf."},
    )
    text = forms.CharField(
        label="Petunjuk",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST_TEXT}),
    )

    def __init__(self, data: Any, number: int | str, places: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, prefix=f"remark-{number}", auto_id="petunjuk-%s")
        self.number = number
        self.fields["field"].choices = [("", "Pilih tempat"), *places]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.needed = True  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        """Say how much too long a text is; inputs stop typing there, scripts do not."""
        text: str = self.cleaned_data["text"]
        if len(text) > LONGEST_TEXT:
            raise forms.ValidationError(
                f"Petunjuk ini {len(text)} huruf. Paling banyak {LONGEST_TEXT} huruf."
            )
        return text

    def clean(self) -> dict[str, Any]:
        """Want words where a place was chosen or a passage marked."""
        values = super().clean() or {}
        if not values.get("text") and "text" not in self.errors:
            self.add_error("text", "Tulis apa yang diperbaiki di sini, atau kosongkan tempatnya.")
        return values


def remark_forms(data: Mapping[str, Any] | None, places: Sequence[tuple[str, str]]) -> list[Any]:
    """Return the rows that were filled in, at most one more than are allowed; none without data."""
    numbers = sorted({int(match[1]) for name in data or () if (match := ROW.fullmatch(name))})
    rows = [RemarkForm(data, number, places) for number in numbers]
    return [row for row in rows if _is_filled(row)][: MOST + 1]


def _is_filled(row: RemarkForm) -> bool:
    return any(str(row[name].value() or "").strip() for name in row.fields)


def spare_rows(rows: Sequence[Any], places: Sequence[tuple[str, str]]) -> list[RemarkForm]:
    """Return empty rows beside those that were filled in, so that three stand without script."""
    first = max((row.number for row in rows), default=-1) + 1
    wanted = min(max(1, ROWS - len(rows)), max(0, MOST - len(rows)))
    return [RemarkForm(None, first + extra, places) for extra in range(wanted)]


def given(rows: Iterable[Any], revision: Revision, places: Sequence[tuple[str, str]]) -> list[Any]:
    """Return remarks for the engine: a short field that was not quoted is its own passage."""
    words = dict(places)
    told = []
    for values in (row.cleaned_data for row in rows):
        field = values["field"] or GENERAL
        told.append(
            {
                "field": field,
                "place": "" if field == GENERAL else words[field],
                "quote": values["quote"] or passage_at(revision, field),
                "text": values["text"],
            }
        )
    return told
