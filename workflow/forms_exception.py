"""Forms of decisions by exception from four eyes, and of the second look at them."""

from typing import Any

from django import forms

from workflow.action_form import ActionForm, note_field
from workflow.exceptions import KEY, TOO_SHORT, is_too_short
from workflow.forms_approval import ApproveForm, EndorseForm
from workflow.models import SecondLook
from workflow.rules import Action
from workflow.second_looks import SHORTEST_NOTE, WORKING_DAYS

MARKED = "Halaman publik menyebut bahwa Anda ikut menyusun naskah ini."
FOLLOWS = f"Pejabat lain meninjaunya lagi paling lambat {WORKING_DAYS} hari kerja."


class ByException(ActionForm):
    """The reason why somebody who wrote decides; stands before the form of the decision."""

    exception = note_field(
        "Alasan pengecualian",
        TOO_SHORT,
        "Mengapa tidak ada pejabat lain yang dapat memutuskan hari ini. Alasan ini tercatat di "
        "register dan di Lembar Persetujuan.",
    )

    def clean_exception(self) -> str:
        """Refuse what is no reason."""
        reason: str = self.cleaned_data[KEY]
        if is_too_short(reason):
            raise forms.ValidationError(TOO_SHORT)
        return reason

    def facts(self) -> list[str]:
        """Say who will read of the exception."""
        return [*super().facts(), MARKED, FOLLOWS]

    def details(self) -> dict[str, Any]:
        """Keep the reason in the register."""
        return super().details() | {KEY: self.cleaned_data[KEY]}


class ApproveByExceptionForm(ByException, ApproveForm):
    """Approve what one wrote."""

    heading = "Setujui versi {revision.number} dengan pengecualian?"


class EndorseByExceptionForm(ByException, EndorseForm):
    """Give one's paraf to what one wrote."""

    heading = "Paraf versi {revision.number} dengan pengecualian?"


EXCEPTION_FORMS: dict[Action, type[ApproveForm]] = {
    Action.APPROVE: ApproveByExceptionForm,
    Action.ENDORSE: EndorseByExceptionForm,
}


class SecondLookForm(forms.Form):
    """What the second pair of eyes found."""

    outcome = forms.ChoiceField(
        label="Hasil tinjauan",
        choices=SecondLook.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih hasil tinjauan."},
    )
    note = note_field(
        "Catatan tinjauan",
        f"Tulis catatan tinjauan, paling sedikit {SHORTEST_NOTE} huruf.",
        "Apa yang Anda periksa, dan apa yang keliru bila ada.",
    )
