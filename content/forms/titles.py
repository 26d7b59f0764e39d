"""The one question with which an item begins."""

from django import forms


class TitleForm(forms.Form):
    """A title; everything else can wait."""

    title = forms.CharField(
        label="Judul",
        max_length=160,
        help_text="Sebut apa dan di mana. Judul masih dapat diubah.",
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
        error_messages={"required": "Tulis judul."},
    )

    def clean_title(self) -> str:
        """Keep the title on one line."""
        return " ".join(self.cleaned_data["title"].split())
