"""Form fields that Django does not have: moments on the office's clock, several files, keywords."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.text import slugify

EARLIEST, LATEST = 1900, 2200
MOST_KEYWORDS = 12
KEYWORD_LENGTH = 60


class WebAddressField(forms.URLField):
    """An address that every browser opens; ftp and the like are refused."""

    default_validators = [URLValidator(schemes=["https", "http"])]


class MomentInput(forms.DateTimeInput):
    """The browser's own date and time input, filled in the one form that it understands."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """A moment typed on the office's clock, to the minute."""

    widget = MomentInput
    default_error_messages = {
        "invalid": "Isi tanggal dan jam yang ada di kalender, misalnya 8 Juni 2026 pukul 08.00.",
        "range": f"Tahun harus antara {EARLIEST} dan {LATEST}.",
    }

    def prepare_value(self, value: Any) -> Any:
        """Leave seconds out: the input has no room for them and would count them as a change."""
        if isinstance(value, datetime):
            value = value.replace(second=0, microsecond=0)
        return super().prepare_value(value)

    def to_python(self, value: Any) -> datetime | None:
        """Read the moment; years that no calendar of ours reaches are refused."""
        moment = super().to_python(value)
        if moment is None:
            return None
        if not EARLIEST <= moment.year <= LATEST:
            raise ValidationError(self.error_messages["range"], code="range")
        return moment.replace(second=0, microsecond=0)


class FilesInput(forms.FileInput):
    """A file input that takes several files in one go."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of uploaded files; what they are is decided later, by their content."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the files as a list. Empty ones pass: the media library words that refusal."""
        return [upload for upload in data or [] if upload]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether files came along."""
        return bool(data)


class KeywordsField(forms.CharField):
    """Keywords separated by commas; returns each once, as typed first."""

    default_error_messages = {
        "many": f"Paling banyak {MOST_KEYWORDS} kata kunci.",
        "long": f"Kata kunci “%(word)s” terlalu panjang. Paling panjang {KEYWORD_LENGTH} huruf.",
        "wordless": "Kata kunci “%(word)s” harus memuat huruf atau angka.",
    }

    def prepare_value(self, value: Any) -> Any:
        """Join a list for the input."""
        return ", ".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the text that was shown with the text that came back."""
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: Any) -> list[str]:
        """Split, trim and check."""
        text = super().clean(value)
        words: dict[str, str] = {}
        for part in text.split(","):
            word = " ".join(part.split())
            if not word:
                continue
            key = slugify(word)
            if not key:
                raise ValidationError(
                    self.error_messages["wordless"], code="wordless", params={"word": word}
                )
            if len(word) > KEYWORD_LENGTH or len(key) > KEYWORD_LENGTH:
                raise ValidationError(
                    self.error_messages["long"], code="long", params={"word": word[:40] + "…"}
                )
            words.setdefault(key, word)
        if len(words) > MOST_KEYWORDS:
            raise ValidationError(self.error_messages["many"], code="many")
        return list(words.values())


def now_to_the_minute() -> datetime:
    """Return the present minute, against which wished times are held."""
    return timezone.now().replace(second=0, microsecond=0)
