"""The board: the page, and its living part that asks whether anything changed."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from workflow import board_filter
from workflow.access import DeskRequest, desk, may
from workflow.board import board_of, cards_of, in_flight
from workflow.board_filter import Wishes
from workflow.board_mark import mark
from workflow.clock import OfficeCalendar
from workflow.clocks import events_of, feedback_of
from workflow.models import office_calendar
from workflow.next_act import Eyes, eyes_of
from workflow.start_sheet import start_sheet


@require_GET
@desk("content.view_revision")
def board(request: DeskRequest) -> HttpResponse:
    """Show every item in flight by SOP step; filters are plain addresses."""
    wishes, now = board_filter.read(request.GET), timezone.now()
    context = _shown(request, wishes, office_calendar(), eyes_of(request.user), now)
    if may(request.user, "content.add_item"):
        context |= start_sheet()
    return render(request, "workflow/board.html", context | board_filter.choices())


@require_GET
@desk("content.view_revision")
def board_now(request: DeskRequest) -> HttpResponse:
    """Show the living part alone; nothing at all while it is what the asker has."""
    wishes, now = board_filter.read(request.GET), timezone.now()
    calendar, eyes = office_calendar(), eyes_of(request.user)
    tag = mark(now, calendar, eyes)
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    response = render(request, "workflow/_board.html", _shown(request, wishes, calendar, eyes, now))
    response["ETag"] = tag
    return response


def _shown(
    request: DeskRequest, wishes: Wishes, calendar: OfficeCalendar, eyes: Eyes, now: datetime
) -> dict[str, Any]:
    rows = cards_of(in_flight(now, wishes.rows()), step=wishes.chosen_step, person=request.user.pk)
    shown = list(rows)
    ids = {row.item_id for row in shown}
    return {
        "board": board_of(shown, events_of(ids), feedback_of(ids), calendar, now, eyes),
        "wishes": wishes,
        "mine": str(request.user.pk),
    }
