"""Addresses of the helpers that look while one writes; they stand before the acts on a revision."""

from django.urls import URLPattern, path

from workflow.views import hints

urlpatterns: list[URLPattern] = [
    path("meja/naskah/<key:pk>/periksa/", hints.look, name="revision-hints"),
]
