"""The form of a revision's words, built from the row of its kind."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import Exists, OuterRef

from content.forms.fields import (
    FilesField,
    KeywordsField,
    MomentField,
    WebAddressField,
    now_to_the_minute,
)
from content.forms.places import slots_of
from content.html import clean, media_hashes, plain_text
from content.models import Category, Desa, Revision

LONGEST_BODY = 300_000
BEFORE = ("title", "summary")
AFTER = ("desa", "category", "keywords", "information_class", "legal_basis")
STEP_FIVE = ("publication", "wanted_from")
# Fields that stand side by side with the one that follows.
PAIRS = {
    "starts_at": "ends_at",
    "video_url": "video_seconds",
    "data_year": "data_period",
    "data_unit": "data_source",
    "category": "keywords",
    "information_class": "legal_basis",
}
HINTS = {
    "title": "Sebut apa dan di mana.",
    "summary": "Tampil di daftar dan saat dibagikan ke WhatsApp.",
    "ends_at": "Jam kantor. Kosongkan bila tidak ditentukan.",
    "starts_at": "Tanggal dan jam menurut jam kantor.",
    "video_url": "YouTube dan Vimeo diputar di halaman; situs lain menjadi tautan. "
    "Kosongkan bila mengunggah berkas video.",
    "video_seconds": "Dalam detik, misalnya 90.",
    "byline": "Nama penulis bila perlu disebut.",
    "cancelled_because": "Isi hanya bila acara dibatalkan; warga membaca alasannya.",
    "change_note": "Satu kalimat: apa yang berubah dan mengapa. Warga membacanya.",
    "legal_basis": "Pasal yang mengecualikan, bila informasi dikecualikan.",
    "data_period": "Misalnya: Semester I.",
    "data_unit": "Misalnya: jiwa, hektare, ton.",
    "wanted_from": "Isi bila memilih “Pada waktu tertentu”. Menurut jam kantor.",
}
LABELS = {"pengumuman": {"starts_at": "Berlaku sejak", "ends_at": "Berlaku sampai"}}
DECLARED = (
    "body",
    "starts_at",
    "ends_at",
    "wanted_from",
    "video_url",
    "video_seconds",
    "data_year",
)
NEEDED = ("information_class", "publication", "change_note")
WRITABLE_ELSEWHERE = ("desa", "keywords")


class RevisionForm(forms.ModelForm):
    """All words of one revision. Only the title is required: a draft may have gaps.

    ``needed`` on a field means that submission asks for it, so it is not called optional.
    """

    body = forms.CharField(
        label="Isi",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "data-penyunting": ""}),
        validators=[
            MaxLengthValidator(LONGEST_BODY, "Isi terlalu panjang. Bagi menjadi dua butir.")
        ],
    )
    video_url = WebAddressField(
        label="Alamat video",
        required=False,
        max_length=300,
        assume_scheme="https",
        error_messages={"invalid": "Tulis alamat lengkap, misalnya https://youtu.be/…"},
    )
    starts_at = MomentField(label="Mulai", required=False)
    ends_at = MomentField(label="Selesai", required=False)
    wanted_from = MomentField(label="Tayang mulai", required=False)
    data_year = forms.IntegerField(
        label="Tahun data", required=False, min_value=1900, max_value=2200
    )
    video_seconds = forms.IntegerField(
        label="Lama video", required=False, min_value=1, max_value=360_000
    )
    category = forms.ModelChoiceField(
        Category.objects.all(), label="Topik", required=False, empty_label="Tanpa topik"
    )
    desa = forms.MultipleChoiceField(
        label="Desa", required=False, widget=forms.CheckboxSelectMultiple
    )
    keywords = KeywordsField(
        label="Kata kunci",
        required=False,
        help_text="Pisahkan dengan koma, misalnya: terumbu karang, wisata.",
    )

    class Meta:
        model = Revision
        fields = (
            *BEFORE,
            "place",
            "audience",
            "cancelled_because",
            "letter_number",
            "byline",
            "data_period",
            "data_unit",
            "data_source",
            "data_licence",
            "information_class",
            "legal_basis",
            "change_note",
            "publication",
        )
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "audience": forms.RadioSelect,
            "publication": forms.RadioSelect,
        }
        error_messages = {"title": {"required": "Tulis judul."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        revision: Revision = self.instance
        self.columns = [*BEFORE, *revision.spec.fields, *AFTER]
        if revision.number > 1 and revision.published_at:
            self.columns.append("change_note")
        self.columns += STEP_FIVE
        for name in self.fields.keys() - set(self.columns):
            del self.fields[name]
        self._fill_choices(revision)
        self._explain(revision)
        for slot in slots_of(revision.kind):
            self.fields[slot.field] = FilesField(required=False, label=slot.label)

    def _explain(self, revision: Revision) -> None:
        """Label the fields as the kind calls them, and say which ones submission asks for."""
        labels = LABELS.get(revision.kind, {})
        for name, field in self.fields.items():
            field.help_text = HINTS.get(name, field.help_text)
            field.label = labels.get(name, field.label)
            field.needed = name in {*revision.spec.needs, *NEEDED}  # type: ignore[attr-defined]

    def _fill_choices(self, revision: Revision) -> None:
        """Read villages together with which of them are chosen (one query for both)."""
        if "audience" in self.fields:
            self.fields["audience"].choices = [  # type: ignore[attr-defined]
                ("", "Belum ditentukan"),
                *Revision.Audience.choices,
            ]
        chosen = Revision.desa.through.objects.filter(revision=revision.pk, desa=OuterRef("pk"))
        villages = list(Desa.objects.annotate(chosen=Exists(chosen)))
        self.fields["desa"].choices = [  # type: ignore[attr-defined]
            (str(desa.pk), desa.name) for desa in villages
        ]
        self.initial["desa"] = [str(desa.pk) for desa in villages if desa.chosen]
        self.initial["keywords"] = [tag.name for tag in revision.tags.all()]
        self.initial["category"] = revision.category_id
        for name in DECLARED:
            value = getattr(revision, name)
            minute = name.endswith(("_at", "_from")) and value is not None
            self.initial[name] = value.replace(second=0, microsecond=0) if minute else value

    @property
    def word_rows(self) -> list[list[forms.BoundField]]:
        """The words themselves, in the order of the kind; short fields stand side by side."""
        return self._rows(n for n in self.columns if n not in (*AFTER, *STEP_FIVE))

    @property
    def about_rows(self) -> list[list[forms.BoundField]]:
        """What sorts the item."""
        return self._rows(AFTER)

    @property
    def step_five_rows(self) -> list[list[forms.BoundField]]:
        """The wish for the publication."""
        return self._rows(STEP_FIVE)

    def _rows(self, names: Iterable[str]) -> list[list[forms.BoundField]]:
        rows: list[list[forms.BoundField]] = []
        for name in names:
            if rows and PAIRS.get(rows[-1][0].name) == name and len(rows[-1]) == 1:
                rows[-1].append(self[name])
            else:
                rows.append([self[name]])
        return rows

    def clean_title(self) -> str:
        """Keep the title on one line: lists and addresses have no room for two."""
        return " ".join(self.cleaned_data["title"].split())

    def clean_body(self) -> str:
        """Keep what the allow-list allows; markup without a word or a picture is no body."""
        body = clean(self.cleaned_data["body"])
        return body if plain_text(body) or media_hashes(body) else ""

    def clean_wanted_from(self) -> Any:
        """Refuse a new wish that has gone by already."""
        wanted = self.cleaned_data["wanted_from"]
        if wanted and "wanted_from" in self.changed_data and wanted < now_to_the_minute():
            raise forms.ValidationError("Waktu ini sudah lewat. Pilih waktu yang akan datang.")
        return wanted

    def clean(self) -> dict[str, Any]:
        """Check what concerns two fields. Database constraints are not asked: drafts have gaps."""
        words = self.cleaned_data
        starts, ends = words.get("starts_at"), words.get("ends_at")
        if starts and ends and ends < starts:
            self.add_error("ends_at", "Waktu selesai mendahului waktu mulai.")
        return words

    def _post_clean(self) -> None:
        """Leave the row alone: it is read again under the lock before anything is written."""

    def write_to(self, revision: Revision) -> list[str]:
        """Set the revision's columns to what was typed (does not save); return their names."""
        names = [name for name in self.columns if name not in WRITABLE_ELSEWHERE]
        for name in names:
            setattr(revision, name, self.cleaned_data[name])
        return names
