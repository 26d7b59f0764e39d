"""Forms of kritik & saran: the shape of what is typed, by citizens and by the office."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from content.accepted import FileRefused, Group, Limits
from content.filetypes import identify
from content.numbers import file_size, thousands
from workflow.models import KritikSaran

SHORTEST, LONGEST = 10, 4000
PHOTO_BYTES = 5 * 1024 * 1024
TOO_SHORT = f"Tulis masukan Anda, paling sedikit {SHORTEST} huruf"
SIXTEEN_DIGITS = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")
PHONE_EXAMPLE = "Contoh: 0812 3456 7890"
MOBILE = re.compile(r"8[1-9]\d{7,10}")


class WrittenField(forms.CharField):
    """Text as people write it: one kind of line end, no invisible control characters."""

    def to_python(self, value: Any) -> str:
        """Clean before the length is judged; browsers count a line end once and send it twice."""
        text = unicodedata.normalize("NFC", str(value or "")).replace("\r\n", "\n")
        text = text.replace("\r", "\n").replace("\t", " ")
        kept = (
            char
            for char in text
            # Cc and Cs cannot be shown or stored; the rest of Cf is needed by scripts and emoji,
            # except for the marks that turn the direction of everything after them.
            if char == "\n"
            or (unicodedata.category(char) not in ("Cc", "Cs") and char not in TURNING)
        )
        return re.sub(r"\n{4,}", "\n\n\n", "".join(kept)).strip()


TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def looks_like_nik(text: str) -> bool:
    """Whether sixteen digits in the text have the build of a NIK: region, birthday, number."""
    for found in SIXTEEN_DIGITS.findall(text):
        digits = re.sub(r"\D", "", found)
        region, day, month = int(digits[:2]), int(digits[6:8]), int(digits[8:10])
        # A woman's day of birth is written plus 40.
        if 11 <= region <= 96 and 1 <= (day - 40 if day > 40 else day) <= 31 and 1 <= month <= 12:
            return True
    return False


def _written(label: str, rows: int, **extra: Any) -> WrittenField:
    return WrittenField(
        label=label,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        **extra,
    )


class _WithoutNik(forms.Form):
    """What every text of a citizen must keep out."""

    text: forms.Field
    token = forms.CharField(widget=forms.HiddenInput, required=False)
    # The field that people do not see and machines like to fill.
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def clean_text(self) -> str:
        """Keep identity numbers out of a text that several people read."""
        text: str = self.cleaned_data["text"]
        if looks_like_nik(text):
            raise forms.ValidationError(
                "Masukan Anda memuat 16 angka seperti NIK. Hapus angkanya, lalu kirim lagi."
            )
        return text


class FeedbackForm(_WithoutNik):
    """A citizen's kritik, saran, question or correction."""

    kind = forms.ChoiceField(
        label="Jenis masukan",
        choices=KritikSaran.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih jenis masukan", "invalid_choice": "Pilih jenis masukan"},
    )
    text = _written(
        "Masukan Anda",
        6,
        min_length=SHORTEST,
        help_text="Sebutkan apa, di mana, dan kapan. Jangan tulis NIK atau nomor rekening.",
        error_messages={
            "required": TOO_SHORT,
            "min_length": TOO_SHORT,
            "max_length": f"Masukan terlalu panjang. Paling banyak {thousands(LONGEST)} huruf",
        },
    )
    name = WrittenField(
        label="Nama",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"max_length": "Nama terlalu panjang. Paling banyak 80 huruf"},
    )
    whatsapp = forms.CharField(
        label="Nomor WhatsApp",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "maxlength": 30}),
    )
    photo = forms.FileField(
        label="Foto pendukung",
        required=False,
        help_text="JPG atau PNG, paling besar 5 MB.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={"empty": "Berkas foto kosong. Pilih foto lain"},
    )
    item = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def contact_fields(self) -> list[forms.BoundField]:
        """The two fields that stand side by side under "Kontak"."""
        return [self["name"], self["whatsapp"]]

    def clean_whatsapp(self) -> str:
        """Bring an Indonesian mobile number to its world-wide form."""
        typed: str = self.cleaned_data["whatsapp"].strip()
        if not typed:
            return ""
        if re.search(r"[^\d\s().+-]", typed):
            raise forms.ValidationError(f"Nomor hanya boleh berisi angka. {PHONE_EXAMPLE}")
        digits = re.sub(r"\D", "", typed)
        national = re.sub(r"^(?:0062|62|0)", "", digits)
        if MOBILE.fullmatch(national):
            return f"+62{national}"
        if national.startswith("8") and len(national) < 9:
            raise forms.ValidationError(f"Nomor belum lengkap. {PHONE_EXAMPLE}")
        raise forms.ValidationError(f"Tulis nomor seluler Indonesia. {PHONE_EXAMPLE}")

    def clean_photo(self) -> UploadedFile | None:
        """Take pictures alone, and none that is too large for a phone's data plan."""
        photo: UploadedFile | None = self.cleaned_data["photo"]
        if not photo:
            return None
        if (photo.size or 0) > PHOTO_BYTES:
            raise forms.ValidationError(
                f"Foto terlalu besar ({file_size(photo.size or 0)}). Paling besar 5 MB."
            )
        try:
            kind = identify(photo, photo.name or "", Limits.from_settings())
        except FileRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        if kind.group != Group.PICTURE:
            raise forms.ValidationError("Berkas ini bukan foto. Pilih foto JPG atau PNG.")
        return photo


class NoteForm(_WithoutNik):
    """A citizen's further words on their ticket."""

    text = _written(
        "Tambahkan keterangan",
        4,
        error_messages={
            "required": "Tulis keterangan Anda",
            "max_length": f"Keterangan terlalu panjang. Paling banyak {thousands(LONGEST)} huruf",
        },
    )


class AnswerForm(forms.Form):
    """What the office writes to the citizen; "we are at it" needs no words, an answer does."""

    text = _written(
        "Jawaban untuk warga",
        4,
        help_text="Tampil di halaman tiket. Sebut apa yang sudah dikerjakan.",
        error_messages={
            "required": "Tulis jawaban untuk warga",
            "max_length": f"Jawaban terlalu panjang. Paling banyak {thousands(LONGEST)} huruf",
        },
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class WorkForm(AnswerForm):
    """The same box behind the button "Tandai ditindaklanjuti"."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False


class ReadForm(forms.Form):
    """A button without any words."""


class SpamForm(forms.Form):
    """Why a ticket is no kritik or saran."""

    reason = forms.ChoiceField(
        label="Alasan",
        choices=KritikSaran.SpamReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih alasannya", "invalid_choice": "Pilih alasannya"},
    )
