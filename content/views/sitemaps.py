"""What search engines read first: sitemaps and robots.txt."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from content import sitemaps
from content.views.caching import public_page

XML = "application/xml; charset=utf-8"


@public_page
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """List the sitemaps."""
    text = sitemaps.index(timezone.now(), request.build_absolute_uri)
    return HttpResponse(text, content_type=XML)


@public_page
def sitemap_pages(request: HttpRequest) -> HttpResponse:
    """List the pages that are always there."""
    text = sitemaps.pages(timezone.now(), request.build_absolute_uri)
    return HttpResponse(text, content_type=XML)


@public_page
def sitemap_part(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """List the items of a kind in one stretch of numbers."""
    text = sitemaps.part(kind, number, timezone.now(), request.build_absolute_uri)
    if text is None:
        raise Http404("Peta situs tidak ditemukan.")
    return HttpResponse(text, content_type=XML)


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines what is not for them."""
    context = {"origin": request.build_absolute_uri("/").rstrip("/")}
    return render(request, "content/robots.txt", context, content_type="text/plain; charset=utf-8")
