"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from content.search.results import search_context
from content.views.caching import public_page


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """Show what answers the words and filters of the query string."""
    return render(request, "content/search.html", search_context(request.GET, timezone.now()))


@public_page
def opensearch(request: HttpRequest) -> HttpResponse:
    """Tell browsers how to search here from their address bar (OpenSearch 1.1)."""
    context = {"origin": request.build_absolute_uri("/").rstrip("/")}
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "content/opensearch.xml", context, content_type=kind)
