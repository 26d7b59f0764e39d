"""Addresses of what is new, and how it reaches people."""

from django.urls import URLPattern, path

from workflow.views import notices

urlpatterns: list[URLPattern] = [
    path("meja/kabar/", notices.notices, name="notices"),
    path("meja/kabar/terbaca/", notices.read_all, name="notices-read"),
    path("meja/kabar/pilihan/", notices.choices, name="notice-choices"),
]
