"""The few questions with which an item begins."""

from itertools import groupby
from typing import Any

from django import forms

from content.forms.fields import FilesField
from content.forms.places import PICTURE_FILES
from content.kinds import KINDS, TELLING
from content.models import Pattern


class StartForm(forms.Form):
    """Kind and title; everything else can wait, and has an answer already."""

    kind = forms.ChoiceField(
        label="Jenis",
        choices=[(spec.slug, spec.label) for spec in KINDS.values()],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih jenisnya.", "invalid_choice": "Pilih jenisnya."},
    )
    title = forms.CharField(
        label="Judul",
        max_length=160,
        help_text="Sebut apa dan di mana. Judul masih dapat diubah.",
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
        error_messages={"required": "Tulis judul."},
    )
    pattern = forms.ModelChoiceField(
        Pattern.objects.filter(active=True),
        label="Pola",
        required=False,
        empty_label="Tanpa pola",
        error_messages={"invalid_choice": "Pola ini tidak ada lagi. Pilih yang lain."},
    )
    also = forms.MultipleChoiceField(
        label="Buat juga",
        choices=[(spec.slug, spec.label) for spec in TELLING],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    photos = FilesField(label="Foto", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "mulai_%s"})
        self.fields["photos"].widget.attrs |= {"accept": PICTURE_FILES, "multiple": True}

    def clean_title(self) -> str:
        """Keep the title on one line."""
        return " ".join(self.cleaned_data["title"].split())

    def clean(self) -> dict[str, Any]:
        """A pattern begins items of its own kind alone."""
        values = self.cleaned_data
        pattern: Pattern | None = values.get("pattern")
        if pattern is not None and values.get("kind") and pattern.kind not in self.kinds:
            label = KINDS[pattern.kind].label
            self.add_error("pattern", f"Pola ini untuk {label}. Pilih pola lain atau tanpa pola.")
        return values

    @property
    def kinds(self) -> list[str]:
        """The kinds to begin, the chosen one first, each once."""
        chosen = [self.cleaned_data["kind"], *self.cleaned_data.get("also", ())]
        return list(dict.fromkeys(chosen))

    @property
    def pattern_groups(self) -> list[tuple[str, str, list[Pattern]]]:
        """The patterns to choose from, by kind: slug, label, patterns."""
        patterns = list(self.fields["pattern"].queryset)  # type: ignore[attr-defined]
        order = list(KINDS)
        patterns.sort(key=lambda pattern: (order.index(pattern.kind), pattern.position))
        return [
            (kind, KINDS[kind].label, list(group))
            for kind, group in groupby(patterns, key=lambda pattern: pattern.kind)
        ]
