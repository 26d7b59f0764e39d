"""Context of desk pages: who is signed in and what waits for them."""

from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone

from workflow.access import is_by_link, may
from workflow.frame_counts import FrameCounts, counts_for
from workflow.notices.unread import AT_MOST
from workflow.people import display_name

# Address name → the place of the rail that is marked as current.
CURRENT = {
    "board": "board",
    "item-find": "board",
    "item-new": "board",
    "item-new-choose": "board",
    "item-edit": "board",
    "item-revise": "board",
    "item-copy": "board",
    "item-history": "board",
    "item-compare": "board",
    "queue": "queue",
    "by-exception": "queue",
    "second-looks": "queue",
    "second-look": "queue",
    "second-look-save": "queue",
    "review": "queue",
    "preview": "queue",
    "revision-act": "queue",
    "approval-rules": "queue",
    "approval-rule": "queue",
    "inbox": "inbox",
    "inbox-ticket": "inbox",
    "approval-links": "queue",
    "media-library": "media",
    "media-file": "media",
    "media-note": "media",
    "notices": "notices",
    "notice-choices": "notices",
    "sheets": "archive",
    "sheet": "archive",
    "archive": "archive",
    "report": "report",
}


class Desk:
    """What the frame of a desk page shows; each number is counted only when a template asks."""

    def __init__(self, user: User, address_name: str, *, is_narrow: bool = False) -> None:
        self._user = user
        self.current = CURRENT.get(address_name, "")
        # Somebody came by a link: there is this one text, and no other place to go to.
        self.is_narrow = is_narrow

    @property
    def may_write(self) -> bool:
        """Whether buttons that open or change a draft are shown."""
        return may(self._user, "content.add_item")

    @property
    def uses_pin(self) -> bool:
        """Whether the way to the PIN of links is shown; asked of appointments alone, no query."""
        return may(self._user, "workflow.use_pin")

    @property
    def is_administrator(self) -> bool:
        """Whether the way to the system's settings is shown."""
        return self._user.is_superuser

    @property
    def awaiting(self) -> int:
        """How many revisions wait for this person; for who decides nothing, how many wait at all."""
        return self._counts.awaiting

    @property
    def inbox(self) -> int:
        """How many citizens wait for a word from the office."""
        return self._counts.inbox

    @property
    def unread(self) -> str:
        """How many notices are new for this person: "3", "99+"; "" for none."""
        count = self._counts.unread
        return (f"{AT_MOST - 1}+" if count >= AT_MOST else str(count)) if count else ""

    @property
    def second_looks(self) -> int:
        """How many decisions by exception wait for another superior to see them again."""
        return self._counts.second_looks

    @property
    def last_kind(self) -> str:
        """The kind with which this person began an item last: chosen again for the next one."""
        return self._counts.last_kind

    @cached_property
    def _counts(self) -> FrameCounts:
        return counts_for(self._user, timezone.now())

    @property
    def display_name(self) -> str:
        """The name that people read."""
        return display_name(self._user)

    @property
    def initials(self) -> str:
        """Two letters for the avatar."""
        return initials(self.display_name)


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name."""
    words = [word for word in name.replace(".", " ").split() if word[0].isalpha()]
    if not words:
        return name[:2].upper()
    return (words[0][0] + (words[-1][0] if len(words) > 1 else words[0][1:2])).upper()


def desk(request: HttpRequest) -> dict[str, Any]:
    """Provide ``desk`` on staff pages; public pages must not even look at the session."""
    if not request.path.startswith("/meja/") or not request.user.is_authenticated:
        return {}
    match = request.resolver_match
    name = (match.url_name or "") if match else ""
    return {"desk": Desk(request.user, name, is_narrow=is_by_link(request))}
