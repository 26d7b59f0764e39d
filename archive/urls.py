"""Addresses of the archive."""

from django.urls import path

from archive.views import overview, site_health

urlpatterns = [
    path("sehat/", site_health.site_health, name="health"),
    path("meja/arsip/", overview.overview, name="archive"),
]
