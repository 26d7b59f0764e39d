"""Events as iCalendar files (RFC 5545), for people's own calendars."""

from collections.abc import Iterable

from icalendar import Calendar, Event

from content.html import plain_text
from content.models import Office, Revision


def calendar_of(events: Iterable[Revision], office: Office, host: str, scheme: str) -> bytes:
    """Write events as one calendar. The same rows give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{office.name}//Agenda//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Agenda {office.name}")
    for revision in events:
        calendar.add_component(_event(revision, host, scheme))
    return bytes(calendar.to_ical())


def _event(revision: Revision, host: str, scheme: str) -> Event:
    event = Event()
    # The same address stands for the same event in every version, so that updates replace it.
    event.add("uid", f"agenda-{revision.item_id}@{host}")
    event.add("sequence", revision.number)
    event.add("dtstamp", revision.visible_from or revision.updated_at)
    event.add("dtstart", revision.starts_at)
    if revision.ends_at:
        event.add("dtend", revision.ends_at)
    event.add("summary", revision.title)
    if revision.place:
        event.add("location", revision.place)
    words = [revision.cancelled_because, revision.summary, plain_text(revision.body)]
    if description := "\n\n".join(part for part in words if part):
        event.add("description", description)
    event.add("url", f"{scheme}://{host}{revision.get_absolute_url()}")
    event.add("status", "CANCELLED" if revision.cancelled_because else "CONFIRMED")
    return event
