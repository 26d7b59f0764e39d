"""How the entries of the index are numbered: in the order of their publication."""

from datetime import date, datetime, timedelta

from content import dates

FIRST_DAY = date(2000, 1, 1)
# The last bits of an entry's number are the number of its revision.
REVISION_BITS = 32
REVISION_MASK = (1 << REVISION_BITS) - 1


def first_of_day(moment: datetime) -> int:
    """Return the number before all entries of the day of a moment."""
    return max(0, (dates.local_day(moment) - FIRST_DAY).days) << REVISION_BITS


def first_to_come(now: datetime) -> int:
    """Return the number before all entries whose day has not come at ``now``."""
    return first_of_day(now + timedelta(days=1))


def day_of(number: int) -> date:
    """Return the day of an entry."""
    return FIRST_DAY + timedelta(days=number >> REVISION_BITS)
