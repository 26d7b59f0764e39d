"""Forms of one file of the media library."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from content.models import Asset, AssetNote

ABOUT_PICTURES = ("alt", "focus_x", "focus_y")


class NoteForm(forms.ModelForm):
    """What people say about a file."""

    class Meta:
        model = AssetNote
        fields = ("alt", "caption", "credit", "licence", "focus_x", "focus_y")
        labels = {
            "alt": "Teks alternatif",
            "caption": "Keterangan",
            "credit": "Kredit",
            "licence": "Izin pakai",
            "focus_x": "Dari kiri (%)",
            "focus_y": "Dari atas (%)",
        }
        help_texts = {
            "alt": "Jelaskan isi foto untuk pembaca yang tidak melihatnya.",
            "credit": "Nama pembuat, misalnya Foto: Made Suarta.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.asset.is_picture:
            for name in ABOUT_PICTURES:
                del self.fields[name]
        licence = cast(forms.TypedChoiceField, self.fields["licence"])
        licence.choices = [("", "Belum diisi"), *AssetNote.Licence.choices]
        for name in self.fields.keys() & {"focus_x", "focus_y"}:
            # A number field of ours: the model's own would only say "at least 0".
            label = self.fields[name].label
            self.fields[name] = forms.IntegerField(
                label=label, min_value=0, max_value=100, required=False
            )
        for field in self.fields.values():
            # The input still stops at its length; a counter under each would drown the card.
            field.max_length = None  # type: ignore[attr-defined]
        if "alt" in self.fields:
            self.fields["alt"].needed = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for both numbers of a point, or none."""
        values = super().clean() or {}
        given = [values.get(name) is not None for name in ("focus_x", "focus_y")]
        if any(given) and not all(given) and not self.errors:
            self.add_error("focus_x", "Isi kedua angka titik penting, atau kosongkan keduanya.")
        return values


class PosterForm(forms.Form):
    """The picture that stands for a video until it plays."""

    poster = forms.ModelChoiceField(Asset.objects.none(), required=False)

    def __init__(self, *args: Any, choices: QuerySet[Asset], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["poster"].queryset = choices  # type: ignore[attr-defined]


class ReplaceForm(forms.Form):
    """The file that takes another one's place."""

    file = forms.FileField(
        label="Berkas pengganti",
        allow_empty_file=True,
        error_messages={"required": "Pilih berkas penggantinya."},
    )
