"""Beginning items at SOP step 1: of one kind or of several at once, with a pattern, with photos."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User
from django.db import transaction

from content.html import clean
from content.models import Activity, Asset, Item, Pattern, Revision
from content.placing import put
from workflow.opening import start


@transaction.atomic
def begin(
    kinds: Sequence[str],
    title: str,
    *,
    by: User,
    pattern: Pattern | None = None,
    files: Iterable[Asset] = (),
) -> list[Revision]:
    """Open one item of each kind, the first one first; several belong to one activity.

    ``pattern`` gives its words to the item of its kind; ``files`` go into all of them. Raises
    Refused when ``by`` is no operator now.
    """
    assets = list(files)
    opened = []
    for kind in kinds:
        followed = pattern if pattern is not None and pattern.kind == kind else None
        told = {"pattern": followed.name} if followed else {}
        revision = start(kind, title, by=by, told=told)
        if followed:
            follow(revision, followed)
        put(revision, assets)
        opened.append(revision)
    if len(opened) > 1:
        first = opened[0]
        join(
            [revision.item for revision in opened],
            Activity.objects.create(title=title, created_at=first.created_at, created_by=by),
        )
    return opened


def follow(revision: Revision, pattern: Pattern) -> None:
    """Write the words of a pattern into a revision that has none yet."""
    revision.summary = pattern.summary
    revision.body = clean(pattern.body)
    revision.save(update_fields=["summary", "body"])


def join(items: Iterable[Item], activity: Activity) -> None:
    """Let items belong to an activity."""
    for item in items:
        item.activity = activity
        item.save(update_fields=["activity"])
