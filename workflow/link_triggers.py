"""Database triggers of links to the telephone: what one stands for is kept, and it serves once.

See docs/adr/0027.
"""

from content.triggers import Trigger, changed

STANDS_FOR = (
    "token_hash",
    "revision_id",
    "digest",
    "user_id",
    "name",
    "title",
    "made_by_id",
    "made_at",
    "expires_at",
)
NEVER_TAKEN_BACK = "(OLD.used_at IS NOT NULL OR OLD.revoked_at IS NOT NULL) AND " + changed(
    ["used_at", "revoked_at", "revoked_by_id"]
)

TRIGGERS: tuple[Trigger, ...] = (
    Trigger(
        "workflow_approvallink_is_kept",
        "workflow_approvallink",
        "UPDATE",
        f"{changed(STANDS_FOR)} OR NEW.tries < OLD.tries",
        "a link never leads to anything or anybody else",
    ),
    Trigger(
        "workflow_approvallink_serves_once",
        "workflow_approvallink",
        "UPDATE",
        NEVER_TAKEN_BACK,
        "a used or revoked link stays so",
    ),
    Trigger(
        "workflow_approvallink_never_deleted",
        "workflow_approvallink",
        "DELETE",
        "TRUE",
        "links are kept",
    ),
    Trigger(
        "workflow_approvallink_is_for_what_waits",
        "workflow_approvallink",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM content_revision r WHERE r.id = NEW.revision_id "
        "AND r.state = 'submitted' AND r.digest = NEW.digest)",
        "a link leads to a text that waits for its decision",
    ),
)
