"""Addresses where the public checks what was approved: keaslian, perubahan, versions of data."""

from django.urls import URLPattern, path

from workflow.views import public_history, verification

urlpatterns: list[URLPattern] = [
    path("verifikasi/", verification.verification_lookup, name="verification-lookup"),
    path("verifikasi/<str:number>/", verification.verification, name="verification"),
    path(
        "verifikasi/<str:number>/naskah.json", verification.approved_form, name="verification-form"
    ),
    path("<kind:kind>/<slug:slug>/perubahan/", public_history.item_changes, name="item-changes"),
    path(
        "bank-data/<slug:slug>/versi/<key:number>/",
        public_history.data_version,
        name="data-version",
    ),
]
