"""Triggers of authority: appointments do not collide, and nobody decides about own words unmarked.

The sentences for people are in ``workflow.models.appointment_rules``; here the same rules stand
where no code can forget them. See docs/adr/0023.
"""

from content.triggers import Trigger, changed

OFFICES = "('kasubag', 'sekcam', 'camat')"
OVERLAPS = (
    "(a.ends_on IS NULL OR a.ends_on >= NEW.starts_on) "
    "AND (NEW.ends_on IS NULL OR NEW.ends_on >= a.starts_on)"
)
# The definitive holder stays one beside the deputy for days of absence, and beside a mandate.
BESIDE = (
    "((a.basis = 'definitif' AND NEW.basis IN ('plh', 'an')) "
    "OR (NEW.basis = 'definitif' AND a.basis IN ('plh', 'an')))"
)


def _another(condition: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM workflow_appointment a WHERE a.id IS DISTINCT FROM NEW.id "
        f"AND a.role IN {OFFICES} AND {condition})"
    )


def _whole_span(row: str, within: str) -> str:
    """Return SQL: the days of one row lie within those of another; a mandate always has an end."""
    return (
        f"({within}.starts_on <= {row}.starts_on "
        f"AND ({within}.ends_on IS NULL OR {within}.ends_on >= {row}.ends_on))"
    )


DOUBLE_HOLDER = (
    f"NEW.role IN {OFFICES} AND {_another(f'a.role = NEW.role AND {OVERLAPS} AND NOT {BESIDE}')}"
)
DEPUTY_TWICE = f"NEW.role IN {OFFICES} AND NEW.basis <> 'definitif' AND " + _another(
    f"a.user_id = NEW.user_id AND a.basis <> 'definitif' AND {OVERLAPS}"
)
DEFINITIVE_THROUGHOUT = f"a.basis = 'definitif' AND {_whole_span('NEW', 'a')}"
MANDATE_WITHOUT_BASE = (
    "NEW.basis = 'an' AND (COALESCE(NEW.own_title, '') = '' "
    f"OR NEW.role NOT IN {OFFICES} "
    f"OR NOT {_another(f'a.user_id = NEW.user_id AND {DEFINITIVE_THROUGHOUT}')} "
    f"OR NOT {_another(f'a.user_id <> NEW.user_id AND a.role = NEW.role AND {DEFINITIVE_THROUGHOUT}')})"
)
LEAVES_A_MANDATE = (
    f"OLD.basis = 'definitif' AND OLD.role IN {OFFICES} "
    "AND EXISTS (SELECT 1 FROM workflow_appointment a WHERE a.basis = 'an' "
    f"AND (a.user_id = OLD.user_id OR a.role = OLD.role) AND {_whole_span('a', 'OLD')} "
    f"AND NOT ({_whole_span('a', 'NEW')} AND NEW.basis = OLD.basis AND NEW.role = OLD.role "
    "AND NEW.user_id = OLD.user_id))"
)
# An older row that collides already may still be used; only changes of these are judged again.
STANDING = ["user_id", "role", "basis", "own_title", "starts_on", "ends_on"]
ACTED_UNDER = [
    "user_id",
    "role",
    "basis",
    "name",
    "nip",
    "letter_number",
    "own_title",
    "starts_on",
]

APPOINTMENTS: tuple[Trigger, ...] = (
    *(
        Trigger(
            f"workflow_appointment_{name}_{event.lower()}",
            "workflow_appointment",
            event,
            when if event == "INSERT" else f"{changed(STANDING)} AND {when}",
            message,
        )
        for event in ("INSERT", "UPDATE")
        for name, when, message in (
            ("one_holder", DOUBLE_HOLDER, "two people never hold the same authority on one day"),
            ("one_deputyship", DEPUTY_TWICE, "one person is deputy in one office at a time"),
            (
                "mandate_has_base",
                MANDATE_WITHOUT_BASE,
                "a mandate is given by a definitive holder to a definitive holder",
            ),
        )
    ),
    Trigger(
        "workflow_appointment_leaves_no_mandate",
        "workflow_appointment",
        "UPDATE",
        LEAVES_A_MANDATE,
        "an office does not end before the mandate that rests on it",
    ),
    Trigger(
        "workflow_appointment_keeps_its_acts",
        "workflow_appointment",
        "UPDATE",
        f"OLD.last_act_on IS NOT NULL AND ({changed(ACTED_UNDER)} "
        "OR NEW.last_act_on IS NULL OR NEW.last_act_on < OLD.last_act_on "
        "OR NEW.ends_on < OLD.last_act_on)",
        "of an appointment under which somebody acted only the end changes",
    ),
)

# ``->>`` reads one word out of JSON on PostgreSQL and, since 3.38, on SQLite.
IS_EXCEPTION = "length(COALESCE({row}.data ->> 'exception', '')) >= 20"
OF_DECISION = "d.id = {row}.decision_id AND d.action IN ('approve', 'endorse')"
WROTE = (
    "EXISTS (SELECT 1 FROM content_revision_writers w "
    "WHERE w.revision_id = {event}.revision_id AND w.user_id = {who}.by_id)"
)

EXCEPTIONS: tuple[Trigger, ...] = (
    Trigger(
        "workflow_event_four_eyes",
        "workflow_event",
        "INSERT",
        "NEW.action IN ('approve', 'endorse') "
        f"AND {WROTE.format(event='NEW', who='NEW')} AND NOT {IS_EXCEPTION.format(row='NEW')}",
        "whoever wrote decides by exception alone, with the reason in the register",
    ),
    Trigger(
        "content_revision_exception_is_marked",
        "content_revision",
        "UPDATE",
        "(OLD.approved_at IS NOT NULL AND OLD.by_exception IS DISTINCT FROM NEW.by_exception) "
        "OR (NEW.visible_from IS NOT NULL AND NEW.by_exception IS NOT TRUE AND EXISTS ("
        "SELECT 1 FROM workflow_event e WHERE e.revision_id = NEW.id "
        f"AND e.action IN ('approve', 'endorse') AND {IS_EXCEPTION.format(row='e')}))",
        "what was decided by exception says so",
    ),
    Trigger(
        "workflow_secondlook_is_owed",
        "workflow_secondlook",
        "INSERT",
        "NEW.looked_id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM workflow_event d "
        f"WHERE {OF_DECISION.format(row='NEW')} AND {IS_EXCEPTION.format(row='d')})",
        "a second look is owed after a decision by exception",
    ),
    Trigger(
        "workflow_secondlook_is_anothers",
        "workflow_secondlook",
        "UPDATE",
        f"OLD.looked_id IS NOT NULL OR {changed(['decision_id', 'due_on'])} "
        "OR (NEW.looked_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM workflow_event d "
        "JOIN workflow_event l ON l.id = NEW.looked_id "
        f"WHERE {OF_DECISION.format(row='NEW')} AND l.action = 'tinjau-kedua' "
        "AND l.revision_id = d.revision_id AND l.by_id IS NOT NULL AND l.by_id <> d.by_id "
        f"AND NOT {WROTE.format(event='d', who='l')}))",
        "the second look belongs to another superior, and is kept",
    ),
    Trigger(
        "workflow_secondlook_never_deleted",
        "workflow_secondlook",
        "DELETE",
        "TRUE",
        "a second look is kept",
    ),
)
