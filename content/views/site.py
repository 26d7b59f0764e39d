"""Pages about the site as a whole: sitemap, robots, the list of public information."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from content.kinds import KINDS
from content.models import Revision
from content.views.caching import public_page

MOST_ADDRESSES = 49_000


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every public address for search engines."""
    rows = Revision.objects.public().order_by("-visible_from", "-id").select_related("item")
    context = {
        "origin": request.build_absolute_uri("/").rstrip("/"),
        "kinds": list(KINDS),
        "revisions": rows.only("kind", "visible_from", "item__kind", "item__slug")[:MOST_ADDRESSES],
    }
    return render(request, "content/sitemap.xml", context, content_type="application/xml")


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines what is not for them."""
    context = {"origin": request.build_absolute_uri("/").rstrip("/")}
    return render(request, "content/robots.txt", context, content_type="text/plain; charset=utf-8")


@public_page
def site_map(request: HttpRequest) -> HttpResponse:
    """List the sections and the fixed pages for people."""
    pages = Revision.objects.public().of("halaman").select_related("item").order_by("title", "id")
    kinds = [spec for spec in KINDS.values() if spec.in_news]
    return render(request, "content/site_map.html", {"kinds": kinds, "pages": pages[:200]})
