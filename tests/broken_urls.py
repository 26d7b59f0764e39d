"""Addresses with one view that breaks, for the test of the error page."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from kecamatan_web.urls import urlpatterns as real

SECRET = "rahasia-di-dalam-jejak"


def broken(request: HttpRequest) -> HttpResponse:
    """Break."""
    raise RuntimeError(SECRET)


urlpatterns = [path("rusak/", broken), *real]
