"""Public addresses that gather items of all kinds: villages, the list of public information."""

from django.urls import path, re_path

from content.views.registry import public_information, public_information_file
from content.views.villages import desa_detail, desa_list

urlpatterns = [
    path("desa/", desa_list, name="desa-list"),
    path("desa/<slug:slug>/", desa_detail, name="desa-detail"),
    path("informasi-publik/", public_information, name="public-information"),
    re_path(
        r"^informasi-publik/(?P<klasifikasi>berkala|serta-merta|setiap-saat)/$",
        public_information,
        name="public-information-class",
    ),
    re_path(
        r"^informasi-publik/unduh\.(?P<form>csv|xlsx)$",
        public_information_file,
        name="public-information-file",
    ),
]
