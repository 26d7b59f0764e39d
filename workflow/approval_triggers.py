"""Database triggers of approval: a text keeps its rule, and where three decide, three decided.

See docs/adr/0022.
"""

from content.triggers import Trigger, changed

# ``->>`` reads one word out of JSON on PostgreSQL and, since 3.38, on SQLite.
OFFICES_THAT_DECIDED = (
    "(SELECT COUNT(DISTINCT e.data ->> 'office') FROM workflow_event e "
    "WHERE e.revision_id = NEW.id AND e.action IN ('endorse', 'approve') "
    "AND e.digest = NEW.digest)"
)
A_PARAF_IS_TAKEN_BACK = (
    "(OLD.endorsed IS NOT NULL AND "
    "substr(COALESCE(NEW.endorsed, ''), 1, length(OLD.endorsed)) <> OLD.endorsed)"
)

TRIGGERS: tuple[Trigger, ...] = (
    Trigger(
        "content_revision_keeps_its_rule",
        "content_revision",
        "UPDATE",
        f"OLD.frozen_at IS NOT NULL AND ({changed(['approval_mode', 'approval_terms'])} "
        f"OR {A_PARAF_IS_TAKEN_BACK} "
        f"OR (OLD.state <> 'submitted' AND {changed(['endorsed'])}))",
        "a text keeps the rule under which it was handed in, and every paraf",
    ),
    *(
        trigger
        for event in ("INSERT", "UPDATE")
        for trigger in (
            Trigger(
                f"content_revision_rule_is_known_{event.lower()}",
                "content_revision",
                event,
                "NEW.approval_mode NOT IN ('any', 'chain', 'all')",
                "an approval rule asks for one, for a chain, or for all three",
            ),
            Trigger(
                f"content_revision_three_decided_{event.lower()}",
                "content_revision",
                event,
                "NEW.visible_from IS NOT NULL AND NEW.approval_mode IN ('chain', 'all') "
                f"AND {OFFICES_THAT_DECIDED} < 3",
                "nothing is visible before all the offices of its rule decided",
            ),
        )
    ),
    *(
        Trigger(
            f"workflow_approvalrule_never_{event.lower()}d",
            "workflow_approvalrule",
            event,
            "TRUE",
            "approval rules are kept, version by version",
        )
        for event in ("UPDATE", "DELETE")
    ),
    Trigger(
        "workflow_approvalrule_is_told",
        "workflow_approvalrule",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM workflow_event e WHERE e.id = NEW.event_id "
        "AND e.action = 'aturan-persetujuan' AND e.data ->> 'kind' = NEW.kind "
        "AND e.data ->> 'mode' = NEW.mode AND trim(e.note) <> '')",
        "an approval rule stands in the register with its reason",
    ),
)
