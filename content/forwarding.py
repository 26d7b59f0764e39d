"""Where the address of an item leads that was merged into another one, however often that happened."""

from datetime import datetime

from content.models import Item, Revision

# A merges into B, B into C …: nobody follows further, and no circle is walked for ever.
MOST = 5


def destination(gone: Revision, now: datetime) -> Item | None:
    """Return the public item that stands for one that is gone; None where the trail ends.

    One query for the target, and two for each further step.
    """
    at, seen = gone, {gone.item_id}
    for _ in range(MOST):
        target = at.redirect_to
        if target is None or target.pk in seen:
            return None
        if Revision.objects.public(now).filter(item=target).exists():
            return target
        seen.add(target.pk)
        last = Revision.objects.gone(now).filter(item=target).select_related("redirect_to").first()
        if last is None:
            return None
        at = last
    return None
