"""The mark of the board: as long as it stays the same, so does what the board shows."""

from datetime import datetime

from django.db.models import Subquery

from content.models import Revision
from workflow.clock import OfficeCalendar, is_open
from workflow.models import Event
from workflow.next_act import Eyes

MINUTE = 60
# While the office is closed its clocks stand still; what is scheduled still comes.
CLOSED = 10 * MINUTE


def mark(now: datetime, calendar: OfficeCalendar, eyes: Eyes) -> str:
    """Return the mark of this moment for one pair of eyes (one short read).

    The register knows every move and every word with a citizen, the last save the titles, and the
    minute the clocks of the cards.
    """
    saves = Revision.objects.open().order_by("-updated_at").values("updated_at")[:1]
    last = Event.objects.order_by("-sequence").values_list("sequence", Subquery(saves)).first()
    sequence, saved = last or (0, None)
    saved_at = f"{saved.timestamp():.6f}" if saved else ""
    tick = int(now.timestamp()) // (MINUTE if is_open(calendar, now) else CLOSED)
    return f'"{sequence}-{saved_at}-{tick}-{eyes.mark}"'
