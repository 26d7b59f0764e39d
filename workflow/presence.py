"""The soft lock: who is writing in a text right now. It tells, forbids nothing, and ends by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User

from content.models import Revision
from workflow.people import display_name

# The page says every half minute that somebody writes; one lost message does not end it.
LASTS = timedelta(seconds=75)


@dataclass(frozen=True, slots=True)
class Writing:
    """Somebody who is writing."""

    name: str
    since: datetime


def hold(revision: Revision, by: User, now: datetime) -> list[str]:
    """Set the columns that say ``by`` is writing (does not save); return their names.

    The last one who writes holds it: the other one is told, whoever came first.
    """
    if revision.held_by_id != by.pk or not _lasts(revision, now):
        revision.held_since = now
    revision.held_by = by
    revision.held_at = now
    return ["held_by", "held_since", "held_at"]


def keep(revision: Revision, by: User, now: datetime) -> None:
    """Save that ``by`` is writing, and nothing else."""
    revision.save(update_fields=hold(revision, by, now))


def release(revision: Revision, by: User) -> None:
    """End it, where it is this person's: the page was left."""
    Revision.objects.filter(pk=revision.pk, held_by=by).update(held_at=None)


def somebody_else(revision: Revision, user: User, now: datetime) -> Writing | None:
    """Return who else is writing in it now."""
    other, since = revision.held_by, revision.held_since
    if other is None or since is None or other.pk == user.pk or not _lasts(revision, now):
        return None
    return Writing(display_name(other), since)


def _lasts(revision: Revision, now: datetime) -> bool:
    return revision.held_at is not None and now - revision.held_at < LASTS
