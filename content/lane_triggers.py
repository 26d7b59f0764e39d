"""Database triggers of the two lanes: the larger update of an item and the urgent correction (ralat).

Two texts of one item may be under way at the same time, so each of them names the newest public
version that it has taken in (``stands_on``). It becomes visible only while no newer one was: then
neither undoes the other, and versions become visible in the order of their numbers.
See docs/adr/0019.
"""

from content.triggers import Trigger, changed

BECOMES_VISIBLE = {
    "insert": "NEW.visible_from IS NOT NULL",
    "update": "NEW.visible_from IS NOT NULL AND OLD.visible_from IS DISTINCT FROM NEW.visible_from",
}
NEWER = (
    "EXISTS (SELECT 1 FROM content_revision r WHERE r.item_id = NEW.item_id "
    "AND r.id IS DISTINCT FROM NEW.id AND r.visible_from IS NOT NULL "
    "AND r.number > COALESCE(NEW.stands_on, 0))"
)
# Superseding comes first: at the moment at which a correction begins, what it corrects has ended.
FOLLOWS = (
    "EXISTS (SELECT 1 FROM content_revision r WHERE r.item_id = NEW.item_id "
    "AND r.number = NEW.corrects AND r.visible_until = NEW.visible_from)"
)
MALFORMED = (
    "NEW.stands_on >= NEW.number OR (NEW.corrects IS NOT NULL AND ("
    "NEW.corrects IS DISTINCT FROM NEW.stands_on OR NEW.publication <> 'immediately' "
    "OR NEW.wanted_from IS NOT NULL OR (NEW.frozen_at IS NOT NULL AND NEW.change_note = '')))"
)

TRIGGERS: tuple[Trigger, ...] = (
    Trigger(
        "content_revision_keeps_its_lane",
        "content_revision",
        "UPDATE",
        "(OLD.corrects IS NULL) <> (NEW.corrects IS NULL) "
        f"OR (OLD.frozen_at IS NOT NULL AND {changed(['stands_on', 'corrects'])})",
        "a revision keeps its lane, and once frozen what it stands on",
    ),
    *(
        trigger
        for event, becomes_visible in BECOMES_VISIBLE.items()
        for trigger in (
            Trigger(
                f"content_revision_lane_is_told_{event}",
                "content_revision",
                event.upper(),
                MALFORMED,
                "a revision stands on an earlier one; a correction says why and never waits",
            ),
            Trigger(
                f"content_revision_undoes_nothing_{event}",
                "content_revision",
                event.upper(),
                f"{becomes_visible} AND {NEWER}",
                "a revision that has not taken in the newest public one is never visible",
            ),
            Trigger(
                f"content_revision_correction_follows_{event}",
                "content_revision",
                event.upper(),
                f"{becomes_visible} AND NEW.corrects IS NOT NULL "
                f"AND (NEW.visible_from > NEW.state_since OR NOT {FOLLOWS})",
                "a correction takes the place of public words at once",
            ),
        )
    ),
)
