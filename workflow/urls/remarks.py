"""Addresses of remarks that are ticked off."""

from django.urls import URLPattern, path

from workflow.views import remarks

urlpatterns: list[URLPattern] = [
    path(
        "meja/naskah/<key:pk>/petunjuk/<key:sequence>/<key:index>/",
        remarks.remark_tick,
        name="remark-tick",
    ),
]
