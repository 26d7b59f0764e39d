"""Addresses of the archive."""

from django.urls import path

from archive.views import overview

urlpatterns = [
    path("meja/arsip/", overview.overview, name="archive"),
]
