"""Addresses of the files beside a draft, and of what is put into its text."""

from django.urls import URLPattern, path

from workflow.views import data_tables, files

urlpatterns: list[URLPattern] = [
    path("meja/naskah/<key:pk>/berkas/", files.revision_files, name="revision-files"),
    path("meja/data/", data_tables.data_choices, name="data-choices"),
    path("meja/data/<key:pk>/", data_tables.data_table, name="data-table"),
]
