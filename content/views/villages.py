"""The villages: all of them along the shore, and a page for each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from content.views.caching import public_page
from content.villages import village_context, villages


@public_page
def desa_list(request: HttpRequest) -> HttpResponse:
    """Show every village from west to east, and how much is public about it."""
    return render(request, "content/desa_list.html", {"villages": villages(timezone.now())})


@public_page
def desa_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is public about one village, over all kinds."""
    context = village_context(slug, timezone.now())
    if context is None:
        raise Http404("Desa tidak ditemukan.")
    return render(request, "content/desa_detail.html", context)
