"""The public lists of every kind, and the agenda for people's own calendars."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from content.calendars import calendar_of
from content.listing import coming_events, list_context
from content.models import Office
from content.views.caching import public_page
from content.views.sharing import open_to_programs


@public_page
def item_list(request: HttpRequest, kind: str) -> HttpResponse:
    """Show what is public of one kind, narrowed by the query string."""
    template, context = list_context(kind, request.GET, timezone.now())
    return render(request, template, context)


@open_to_programs
@public_page
def agenda_calendar(request: HttpRequest) -> HttpResponse:
    """Give the agenda as a calendar that people subscribe to."""
    events = coming_events(timezone.now())
    content = calendar_of(events, Office.load(), request.get_host(), request.scheme or "http")
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
