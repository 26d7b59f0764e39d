"""The home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from content.front import home_context
from content.views.caching import public_page


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Show what is new and what comes, over all kinds."""
    return render(request, "content/home.html", home_context(timezone.now()))
