"""What waits together: items of one activity stand as one group in the queue, and are read together."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from content.models import Activity
from workflow.waiting import Waiting


@dataclass(slots=True)
class Group:
    """Cards that stand together; without an activity it is one card on its own."""

    activity: Activity | None = None
    cards: list[Waiting] = field(default_factory=list)


def grouped(waiting: Iterable[Waiting]) -> list[Group]:
    """Put items of one activity beside the first of them; the order is kept otherwise."""
    groups: dict[tuple[str, int], Group] = {}
    for one in waiting:
        activity = one.revision.item.activity
        key = ("activity", activity.pk) if activity else ("item", one.revision.pk)
        groups.setdefault(key, Group(activity)).cards.append(one)
    return [_named(group) for group in groups.values()]


def _named(group: Group) -> Group:
    # Alone among those that wait, an item is a card like any other.
    return group if len(group.cards) > 1 else Group(None, group.cards)
