"""Pages about the site as a whole: what is on it, and how to follow it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from content.kinds import KINDS
from content.models import Revision
from content.views.caching import public_page


@public_page
def site_map(request: HttpRequest) -> HttpResponse:
    """List the sections and the fixed pages for people."""
    pages = Revision.objects.public().of("halaman").select_related("item").order_by("title", "id")
    kinds = [spec for spec in KINDS.values() if spec.in_news]
    return render(request, "content/site_map.html", {"kinds": kinds, "pages": pages[:200]})


@public_page
def subscribe(request: HttpRequest) -> HttpResponse:
    """Tell people how to follow the site without looking in."""
    return render(request, "content/subscribe.html", {"kinds": list(KINDS.values())})
