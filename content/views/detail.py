"""The public page of one item."""

from collections.abc import Callable
from typing import Any

from csp.decorators import csp_replace
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from content import facts, urgent
from content.calendars import calendar_of
from content.forwarding import destination
from content.models import Office, Revision
from content.pages import detail_context, public_rows
from content.view_counts import with_readings
from content.views.caching import public_page
from content.views.sharing import open_to_programs

# Kilobytes of an item with its pictures (content.facts).
WEIGHT = 30


@public_page
def item_detail(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Show the public revision of an item; tell where it went when it was taken down."""
    try:
        template, context = facts.kept(
            ("item", kind, slug), lambda: _shown(kind, slug), weight=WEIGHT
        )
    except Revision.DoesNotExist:
        return _gone(request, kind, slug)
    return framing(context)(request, template, context)


def _shown(kind: str, slug: str) -> tuple[str, dict[str, Any]]:
    now = timezone.now()
    rows = urgent.beside(with_readings(public_rows(kind, now)), now)
    revision = rows.select_related("item", "category").get(item__slug=slug)
    urgent.take(revision)
    return detail_context(revision, now)


def framing(context: dict[str, Any]) -> Callable[..., HttpResponse]:
    """Render so that the page may frame the one player that it offers; other pages frame nothing."""
    video = context.get("video")
    if video is None or not video.player:
        return render
    policy: Callable[..., Any] = csp_replace({"frame-src": [video.player_origin]})
    return policy(render)


def _gone(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    now = timezone.now()
    rows = Revision.objects.gone(now).filter(kind=kind, item__slug=slug)
    last = rows.select_related("redirect_to").first()
    if last is None:
        raise Http404("Halaman tidak ditemukan.")
    target = destination(last, now)
    if target is not None:
        return HttpResponsePermanentRedirect(target.get_absolute_url())
    return render(request, "content/withdrawn.html", {"revision": last}, status=410)


@open_to_programs
@public_page
def event_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Give one event as a calendar file."""
    event = get_object_or_404(public_rows("agenda").select_related("item"), item__slug=slug)
    content = calendar_of([event], Office.load(), request.get_host(), request.scheme or "http")
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{event.item.slug}.ics"'
    return response
