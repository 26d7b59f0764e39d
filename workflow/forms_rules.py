"""The small form in which an administrator sets the approval rule of a kind."""

from typing import Any

from django import forms

from workflow.action_form import note_field
from workflow.approval_rules import DEPUTIES, Basis, Mode, Terms
from workflow.rule_setting import MODES

AT_ONCE, BY_HAND = "rencana", "operator"
WHO = {
    Basis.PLT: "Plt., pelaksana tugas",
    Basis.PLH: "Plh., pelaksana harian",
    Basis.AN: "a.n., atas nama pejabat itu",
}


class RuleForm(forms.Form):
    """Mode, deputies, what follows approval, exceptions, and why all this changes."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    mode = forms.ChoiceField(
        label="Siapa yang memutuskan",
        choices=[(mode.value, MODES[mode]) for mode in Mode],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih siapa yang memutuskan."},
    )
    deputies = forms.MultipleChoiceField(
        label="Siapa yang boleh mewakili pejabat definitif",
        required=False,
        choices=[(basis.value, WHO.get(basis, basis.label)) for basis in DEPUTIES],
        widget=forms.CheckboxSelectMultiple,
    )
    publication = forms.ChoiceField(
        label="Setelah disetujui",
        choices=(
            (AT_ONCE, "Tayang menurut rencana operator: segera, atau pada waktunya"),
            (BY_HAND, "Operator yang menerbitkannya"),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih apa yang terjadi setelah disetujui."},
    )
    allows_exception = forms.BooleanField(
        label="Penulis boleh memutuskan naskahnya sendiri dengan alasan tertulis",
        required=False,
        help_text=(
            "Hanya untuk kantor yang kekurangan pejabat. Setiap kali dipakai, tercatat dan "
            "ditinjau kedua kali oleh pejabat lain."
        ),
    )
    reason = note_field(
        "Alasan perubahan",
        "Tulis alasan perubahan, misalnya nomor surat atau hasil rapat.",
        "Tersimpan dalam register dan terbaca di riwayat aturan.",
    )

    @staticmethod
    def starting_with(terms: Terms) -> dict[str, Any]:
        """Return what the fields show for the rule in force."""
        return {
            "seen": terms.number,
            "mode": terms.mode.value,
            "deputies": [basis.value for basis in terms.deputies],
            "publication": AT_ONCE if terms.publishes_at_once else BY_HAND,
            "allows_exception": terms.allows_exception,
        }

    def terms(self) -> Terms:
        """Return the rule as it was filled in."""
        values = self.cleaned_data
        return Terms(
            mode=Mode(values["mode"]),
            deputies=tuple(basis for basis in DEPUTIES if basis in values["deputies"]),
            publishes_at_once=values["publication"] == AT_ONCE,
            allows_exception=values["allows_exception"],
        )
