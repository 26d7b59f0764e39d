"""Forms of the acts that people do to a revision: the shape of what they give, and their words.

Whether the act is allowed, the rules say; ``arguments()`` is what the engine needs.
"""

from workflow.action_form import ActionForm, note_field
from workflow.forms_approval import ApproveForm, EndorseForm
from workflow.forms_schedule import (
    ChangeEndForm,
    PlanForm,
    PublishForm,
    RescheduleForm,
    UnscheduleForm,
)
from workflow.forms_undo import ReopenForm, ResubmitForm, RevokeForm
from workflow.forms_withdrawal import WithdrawForm
from workflow.return_form import ReturnForm
from workflow.rules import Action


class RejectForm(ActionForm):
    """Reject for good."""

    heading = "Tolak naskah ini?"
    intro = "Tulis alasannya. Naskah tidak dapat diajukan lagi."
    confirm = "Tolak"
    busy = "Menolak…"
    tone = "btn-bahaya-penuh"
    icon = "x-lg"

    note = note_field("Alasan", "Tulis alasan penolakan.")


class RecallForm(ActionForm):
    """Take an own request back."""

    heading = "Tarik kembali permintaan ini?"
    intro = "Naskah keluar dari antrean pimpinan dan terbuka lagi di langkah 3 sebagai versi baru."
    confirm = "Tarik kembali"
    busy = "Menarik…"
    icon = "arrow-counterclockwise"


class DiscardForm(ActionForm):
    """Throw a draft away."""

    heading = "Buang naskah ini?"
    intro = "Naskah berakhir dan tidak dapat dilanjutkan. Register tetap mencatatnya."
    confirm = "Buang naskah"
    busy = "Membuang…"
    tone = "btn-bahaya-penuh"
    icon = "trash"


FORMS: dict[Action, type[ActionForm]] = {
    Action.ENDORSE: EndorseForm,
    Action.APPROVE: ApproveForm,
    Action.RETURN: ReturnForm,
    Action.REJECT: RejectForm,
    Action.WITHDRAW: WithdrawForm,
    Action.PUBLISH: PublishForm,
    Action.RECALL: RecallForm,
    Action.PLAN: PlanForm,
    Action.RESCHEDULE: RescheduleForm,
    Action.UNSCHEDULE: UnscheduleForm,
    Action.CHANGE_END: ChangeEndForm,
    Action.REVOKE: RevokeForm,
    Action.RESUBMIT: ResubmitForm,
    Action.REOPEN: ReopenForm,
    Action.DISCARD: DiscardForm,
}


def form_for(action: Action) -> type[ActionForm]:
    """Return the form of an act; acts that only move a draft on ask for nothing."""
    return FORMS.get(action, ActionForm)
