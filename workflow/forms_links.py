"""Forms of links to the telephone: for whom, and the PIN."""

from typing import Any

from django import forms
from django.contrib.auth.models import User

from workflow.models import Appointment
from workflow.phone_pin import DIGITS, NOT_SIX, weakness


class AskForm(forms.Form):
    """Choose one of those whose turn it is."""

    person = forms.ChoiceField(
        label="Untuk siapa",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih pejabat yang akan menerima tautan.",
            "invalid_choice": "Pejabat ini tidak dapat memutuskan naskah ini sekarang. Pilih lagi.",
        },
    )

    def __init__(self, *args: Any, people: list[tuple[User, Appointment]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user, _ in people}
        choices = [(str(user.pk), f"{office.name}, {office.title}") for user, office in people]
        person = self.fields["person"]
        assert isinstance(person, forms.ChoiceField)  # noqa: S101 - declared above
        person.choices = choices
        if len(choices) == 1:
            person.initial = choices[0][0]

    def chosen(self) -> User:
        """Return the person that was chosen."""
        return self.people[self.cleaned_data["person"]]


def _pin_field(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        error_messages={"required": NOT_SIX},
        widget=forms.PasswordInput(
            attrs={
                "inputmode": "numeric",
                "pattern": f"[0-9]{{{DIGITS}}}",
                "maxlength": DIGITS,
                # Not a code from a message, and nothing that a browser should keep or offer.
                "autocomplete": "off",
                "class": "pin",
            }
        ),
    )


class PinForm(forms.Form):
    """Set or change the PIN: twice, so that a slip of the finger is noticed."""

    pin = _pin_field("PIN baru", "Enam angka, tidak berurutan, bukan tanggal lahir.")
    again = _pin_field("Ulangi PIN")

    def __init__(self, *args: Any, nips: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nips = nips

    def clean_pin(self) -> str:
        """Refuse what is easily guessed."""
        pin: str = self.cleaned_data["pin"]
        if reason := weakness(pin, self.nips):
            raise forms.ValidationError(reason)
        return pin

    def clean(self) -> dict[str, Any]:
        """Want the same digits twice."""
        values = super().clean() or {}
        if values.get("pin") and values.get("again") and values["pin"] != values["again"]:
            self.add_error("again", "Kedua PIN berbeda. Tulis lagi.")
        return values


class ProofForm(forms.Form):
    """The PIN at the door of a link."""

    pin = _pin_field("PIN tautan Anda")

    def clean_pin(self) -> str:
        """Let the fingers' spaces pass; only the six digits count, and no try is lost on others."""
        pin: str = "".join(self.cleaned_data["pin"].split())
        if len(pin) != DIGITS or not (pin.isascii() and pin.isdecimal()):
            raise forms.ValidationError(NOT_SIX)
        return pin
