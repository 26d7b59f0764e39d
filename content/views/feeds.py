"""Feeds: what is new, for feed readers and other programs."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from content.feeds import feed_of
from content.views.caching import public_page
from content.views.sharing import open_to_programs


@open_to_programs
@public_page
def feed(request: HttpRequest, kind: str = "", form: str = "atom") -> HttpResponse:
    """Give the newest items of a kind, or of all."""
    text, content_type = feed_of(kind, form, timezone.now(), request.build_absolute_uri)
    return HttpResponse(text, content_type=content_type)
