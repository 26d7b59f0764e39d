"""Addresses of the Lembar Persetujuan."""

from django.urls import URLPattern, path

from workflow.views import sheets

urlpatterns: list[URLPattern] = [
    path("meja/lembar/", sheets.sheets, name="sheets"),
    path(
        "meja/lembar/bulan/<str:month>/<key:part>/lembar.pdf",
        sheets.month_file,
        name="sheets-of-month",
    ),
    path("meja/lembar/<str:number>/", sheets.sheet, name="sheet"),
    path("meja/lembar/<str:number>/lembar.pdf", sheets.sheet_file, name="sheet-file"),
]
