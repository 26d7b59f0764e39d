"""Addresses that the editor asks behind the scenes; they stand before the acts on a revision."""

from django.urls import URLPattern, path

from workflow.views import autosave

urlpatterns: list[URLPattern] = [
    path("meja/naskah/<key:pk>/simpan/", autosave.save, name="revision-autosave"),
    path("meja/naskah/<key:pk>/hadir/", autosave.present, name="revision-presence"),
]
