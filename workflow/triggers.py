"""Triggers of the verbs: the register only grows, and nothing is visible without its approval."""

from content.generation import NewGeneration, every_change_of
from content.triggers import Trigger
from workflow.approval_triggers import TRIGGERS as APPROVAL
from workflow.authority_triggers import APPOINTMENTS, EXCEPTIONS
from workflow.link_triggers import TRIGGERS as LINKS

REGISTER: tuple[Trigger, ...] = (
    Trigger(
        "workflow_event_never_changes",
        "workflow_event",
        "UPDATE",
        "TRUE",
        "the register is never changed",
    ),
    Trigger(
        "workflow_event_never_deleted",
        "workflow_event",
        "DELETE",
        "TRUE",
        "the register is never shortened",
    ),
    *(
        Trigger(
            f"content_revision_visible_is_approved_{event.lower()}",
            "content_revision",
            event,
            "NEW.visible_from IS NOT NULL AND NOT EXISTS (SELECT 1 FROM workflow_event e "
            "WHERE e.revision_id = NEW.id AND e.action = 'approve' AND e.digest = NEW.digest)",
            "nothing is visible without its approval in the register",
        )
        for event in ("INSERT", "UPDATE")
    ),
    Trigger(
        "workflow_appointment_never_deleted_in_use",
        "workflow_appointment",
        "DELETE",
        "EXISTS (SELECT 1 FROM workflow_event e WHERE e.by_id = OLD.user_id)",
        "appointments of people who acted are kept",
    ),
)

# Decisions are told by the register's rows, and kept like them.
PERSONAL_DATA: tuple[Trigger, ...] = tuple(
    Trigger(
        f"workflow_personaldatadecision_never_{event.lower()}d",
        "workflow_personaldatadecision",
        event,
        "TRUE",
        "decisions about personal data are kept",
    )
    for event in ("UPDATE", "DELETE")
)
DECISION_IS_TOLD = Trigger(
    "workflow_personaldatadecision_is_told",
    "workflow_personaldatadecision",
    "INSERT",
    "NOT EXISTS (SELECT 1 FROM workflow_event e WHERE e.id = NEW.event_id "
    "AND e.item_id = NEW.item_id AND e.action = 'data-pribadi-' || NEW.choice "
    "AND (NEW.choice <> 'izinkan' OR length(e.note) >= 10))",
    "a decision about personal data stands in the register with its reason",
)

TRIGGERS = (
    *REGISTER,
    *PERSONAL_DATA,
    DECISION_IS_TOLD,
    *APPROVAL,
    *LINKS,
    *APPOINTMENTS,
    *EXCEPTIONS,
)

# The home page shows what became of kritik & saran.
NEW_GENERATIONS: tuple[NewGeneration, ...] = every_change_of("workflow_kritiksaran")
# The review page keeps the office's checklist for as long as a generation lasts.
CHECKLIST_GENERATIONS: tuple[NewGeneration, ...] = every_change_of("workflow_checklistbox")
