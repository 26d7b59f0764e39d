"""Error answers that never show internals."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose safety token is missing or old; the way out is to load it again."""
    return render(request, "403_csrf.html", status=403)
