"""Forms of what lets a text out: the paraf and the approval, and what follows them in words."""

from typing import Any, cast

from django import forms

from content.dates import moment
from content.models import Revision
from workflow.action_form import ActionForm
from workflow.approval_rules import CHAIN, Mode, listed, terms_of, turn_of
from workflow.checklist import boxes_of, unticked

KEPT = "Nama jabatan Anda dan waktu paraf tercatat bersama persetujuannya."


class ApproveForm(ActionForm):
    """Approve: every box of the checklist is ticked."""

    heading = "Setujui versi {revision.number}?"
    confirm = "Ya, setujui"
    busy = "Menyetujui…"

    # The paraf that were there on the screen: the same press twice is one act.
    turn = forms.CharField(required=False, widget=forms.HiddenInput)
    checks = forms.MultipleChoiceField(
        label="Daftar periksa",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Centang dulu yang sudah Anda periksa, lalu setujui.",
            "invalid_choice": "Daftar periksa diubah sejak Anda membukanya. Baca dan centang lagi.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("turn", self.revision.endorsed or "")
        checks = cast(forms.MultipleChoiceField, self.fields["checks"])
        checks.choices = [(box.words, box.words) for box in boxes_of(self.revision)]

    def sheet_fields(self) -> list[forms.BoundField]:
        """Leave the boxes where they are on the review page."""
        return []

    def facts(self) -> list[str]:
        """Say what will happen to the text and what the public will read about it."""
        return [
            plan(self.revision),
            "Nama jabatan Anda dan waktu persetujuan tampil di halaman publik.",
        ]

    def clean_checks(self) -> list[str]:
        """Refuse while a box is open: looking is the point of approving."""
        checks: list[str] = self.cleaned_data["checks"]
        if still := unticked(boxes_of(self.revision), checks):
            names = ", ".join(f"“{box.words}”" for box in still)
            raise forms.ValidationError(f"Masih ada yang belum diperiksa: {names}.")
        return checks

    def details(self) -> dict[str, Any]:
        """Keep the ticked boxes in the register, and hand over what was on the screen."""
        told = {"checks": self.cleaned_data["checks"]}
        return told | (
            {"turn": self.cleaned_data["turn"]} if self.add_prefix("turn") in self.data else {}
        )


class EndorseForm(ApproveForm):
    """Give one's paraf: as much is looked at as for the approval that comes after it."""

    heading = "Paraf versi {revision.number}?"
    confirm = "Ya, paraf"
    busy = "Memaraf…"

    def facts(self) -> list[str]:
        """Say whom the text waits for next; the public reads the office of the last one."""
        turn = turn_of(self.revision)
        after = [role.label for role in CHAIN if role not in turn.done]
        if turn.mode == Mode.CHAIN:
            return [f"Setelah paraf Anda, naskah menunggu {listed(after[1:])}.", KEPT]
        others = "satu pejabat" if len(after) == 2 else "dua pejabat"
        return [f"Setelah paraf Anda, naskah masih menunggu {others} lain.", KEPT]


def plan(revision: Revision) -> str:
    """Say what follows approval, as the operator wished it and the kind's rule allows."""
    if not terms_of(revision).publishes_at_once:
        return "Setelah disetujui, operator yang menerbitkannya."
    if revision.wanted_until:
        return f"{_beginning(revision)} Berakhir {moment(revision.wanted_until)}."
    return _beginning(revision)


def _beginning(revision: Revision) -> str:
    match revision.publication:
        case Revision.Publication.SCHEDULED if revision.wanted_from:
            return f"Tayang {moment(revision.wanted_from)}."
        case Revision.Publication.BY_HAND:
            return "Setelah disetujui, operator yang menerbitkannya."
        case _:
            return "Tayang segera setelah disetujui."
