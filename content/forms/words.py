"""The form of a revision's words, built from the row of its kind."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import Exists, OuterRef
from django.utils import timezone

from content import facts
from content.dates import zone
from content.forms.fields import (
    FilesField,
    KeywordsField,
    MomentField,
    WebAddressField,
    now_to_the_minute,
)
from content.forms.places import slots_of
from content.html import clean, media_hashes, plain_text
from content.inline import only_ours
from content.models import Category, Desa, Revision

LONGEST_BODY = 300_000
BEFORE = ("title", "summary")
AFTER = ("desa", "category", "keywords", "information_class", "legal_basis")
STEP_FIVE = ("publication", "wanted_from", "wanted_until")
MATERIAL = "material_notes"
# Fields that stand side by side with the one that follows.
PAIRS = {
    "starts_at": "ends_at",
    "video_url": "video_seconds",
    "data_year": "data_period",
    "data_unit": "data_source",
    "category": "keywords",
    "information_class": "legal_basis",
    "wanted_from": "wanted_until",
}
HINTS = {
    "title": "Sebut apa dan di mana.",
    "summary": "Tampil di daftar dan saat dibagikan ke WhatsApp.",
    "ends_at": "Jam kantor ({zone}). Kosongkan bila tidak ditentukan.",
    "starts_at": "Tanggal dan jam menurut jam kantor ({zone}).",
    "video_url": "YouTube dan Vimeo diputar di halaman; situs lain menjadi tautan. "
    "Kosongkan bila mengunggah berkas video.",
    "video_seconds": "Dalam detik, misalnya 90.",
    "byline": "Nama penulis bila perlu disebut.",
    "cancelled_because": "Isi hanya bila acara dibatalkan; warga membaca alasannya.",
    "change_note": "Satu kalimat: apa yang berubah dan mengapa. Warga membacanya.",
    "legal_basis": "Pasal yang mengecualikan, bila informasi dikecualikan.",
    "data_period": "Misalnya: Semester I.",
    "data_unit": "Misalnya: jiwa, hektare, ton.",
    MATERIAL: "Siapa, di mana, kapan, berapa; nomor telepon narasumber. Hanya dibaca di meja kerja, "
    "tidak pernah tampil di situs.",
    "wanted_from": "Isi bila memilih “Pada waktu tertentu”. Menurut jam kantor ({zone}).",
    "wanted_until": "Kosongkan bila tayang seterusnya. Sesudah waktu ini halamannya menyatakan "
    "tidak berlaku lagi.",
}
LABELS = {"pengumuman": {"starts_at": "Berlaku sejak", "ends_at": "Berlaku sampai"}}
DECLARED = (
    "body",
    "starts_at",
    "ends_at",
    "wanted_from",
    "wanted_until",
    "video_url",
    "video_seconds",
    "data_year",
)
NEEDED = ("information_class", "publication", "change_note")
WRITABLE_ELSEWHERE = ("desa", "keywords")
SEVERAL_LINES = {"summary", MATERIAL}


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
    wanted_until = MomentField(label="Tayang sampai", required=False)
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
            MATERIAL,
        )
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            MATERIAL: forms.Textarea(attrs={"rows": 3}),
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
        # A correction (ralat) is public at once, for as long as what it corrects.
        self.columns += (*(() if revision.is_correction else STEP_FIVE), MATERIAL)
        for name in self.fields.keys() - set(self.columns):
            del self.fields[name]
        self._fill_choices(revision)
        self._explain(revision)
        for slot in slots_of(revision.kind):
            self.fields[slot.field] = FilesField(required=False, label=slot.label)

    def _explain(self, revision: Revision) -> None:
        """Label the fields as the kind calls them, and say which ones submission asks for."""
        labels, here = LABELS.get(revision.kind, {}), zone(timezone.now())
        for name, field in self.fields.items():
            if name in HINTS:
                field.help_text = HINTS[name].format(zone=here)
            field.label = labels.get(name, field.label)
            field.needed = name in {*revision.spec.needs, *NEEDED}  # type: ignore[attr-defined]

    def _fill_choices(self, revision: Revision) -> None:
        """Read villages together with which of them are chosen (one query for both)."""
        if "audience" in self.fields:
            self.fields["audience"].choices = [  # type: ignore[attr-defined]
                ("", "Belum ditentukan"),
                *Revision.Audience.choices,
            ]
        topics = facts.kept("topics", lambda: list(Category.objects.values_list("pk", "name")))
        self.fields["category"].choices = [("", "Tanpa topik"), *topics]  # type: ignore[attr-defined]
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
            minute = name.endswith(("_at", "_from", "_until")) and value is not None
            self.initial[name] = value.replace(second=0, microsecond=0) if minute else value

    @property
    def word_rows(self) -> list[list[forms.BoundField]]:
        """The words themselves, in the order of the kind; short fields stand side by side."""
        return self._rows(n for n in self.columns if n not in (*AFTER, *STEP_FIVE, MATERIAL))

    @property
    def about_rows(self) -> list[list[forms.BoundField]]:
        """What sorts the item."""
        return self._rows(AFTER)

    @property
    def step_five_rows(self) -> list[list[forms.BoundField]]:
        """The wish for the publication."""
        return self._rows(name for name in STEP_FIVE if name in self.columns)

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
        """Keep what the allow-list allows and is ours; markup without word or picture is no body."""
        body = only_ours(clean(self.cleaned_data["body"]))
        return body if plain_text(body) or media_hashes(body) else ""

    def clean_wanted_from(self) -> Any:
        """Refuse a new wish that has gone by already."""
        return self._still_to_come("wanted_from")

    def clean_wanted_until(self) -> Any:
        """Refuse a new end that has gone by already."""
        return self._still_to_come("wanted_until")

    def _still_to_come(self, name: str) -> Any:
        wanted = self.cleaned_data[name]
        if wanted and name in self.changed_data and wanted < now_to_the_minute():
            raise forms.ValidationError("Waktu ini sudah lewat. Pilih waktu yang akan datang.")
        return wanted

    def clean(self) -> dict[str, Any]:
        """Check what concerns two fields. Database constraints are not asked: drafts have gaps."""
        words = self.cleaned_data
        for name in SEVERAL_LINES & words.keys():
            # A form sends \r\n, a script \n: the same text must not look like another one.
            words[name] = words[name].replace("\r\n", "\n")
        starts, ends = words.get("starts_at"), words.get("ends_at")
        if starts and ends and ends < starts:
            self.add_error("ends_at", "Waktu selesai mendahului waktu mulai.")
        begins, until = words.get("wanted_from"), words.get("wanted_until")
        if begins and until and until <= begins:
            self.add_error("wanted_until", "Waktu ini mendahului “tayang mulai”.")
        return words

    def _post_clean(self) -> None:
        """Leave the row alone: it is read again under the lock before anything is written."""
