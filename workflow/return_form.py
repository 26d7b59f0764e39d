"""The form that sends a text back: kinds of faults, a general note, remarks at their places."""

from typing import Any

from django import forms

from workflow.action_form import ActionForm, note_field
from workflow.checklist import ReturnTag
from workflow.remark_form import TOO_MANY, RemarkForm, given, remark_forms, spare_rows
from workflow.remark_places import places_of
from workflow.remarks import MOST


class ReturnForm(ActionForm):
    """Return to the writer with directions (petunjuk)."""

    intro = "Naskah kembali ke langkah 3, Editing, bersama petunjuk Anda."
    confirm = "Kembalikan"
    busy = "Mengembalikan…"
    tone = "btn-suara"
    icon = "arrow-return-left"

    most_remarks = MOST

    tags = forms.MultipleChoiceField(
        label="Yang perlu diperbaiki",
        choices=ReturnTag.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = note_field("Petunjuk", "Tulis petunjuk: apa yang diperbaiki, dan bagaimana.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        note = self.fields["note"]
        # Words are needed; a remark at its place will do as well.
        note.required, note.needed = False, True  # type: ignore[attr-defined]
        self.places = places_of(self.revision)
        self.remarks = remark_forms(self.data if self.is_bound else None, self.places)

    @property
    def spare_remarks(self) -> list[RemarkForm]:
        """Empty rows for remarks, for hands without a script."""
        return spare_rows(self.remarks, self.places)

    @property
    def pattern_remark(self) -> RemarkForm:
        """The row that a script copies."""
        return RemarkForm(None, "__n__", self.places)

    def clean(self) -> dict[str, Any]:
        """Want words, in the note or at a place, and every remark in its shape."""
        values = super().clean() or {}
        if not values.get("note") and not self.remarks and "note" not in self.errors:
            self.add_error("note", self.fields["note"].error_messages["required"])
        if len(self.remarks) > MOST:
            self.add_error(None, TOO_MANY)
        for row in self.remarks:
            for sentences in row.errors.values():
                self.add_error(None, sentences)
        return values

    def details(self) -> dict[str, Any]:
        """Keep the kinds of remarks, and the remarks at their places, in the register."""
        told = given(self.remarks, self.revision, self.places)
        return {"tags": self.cleaned_data["tags"]} | ({"remarks": told} if told else {})
