"""All addresses; each app keeps its own list. Desk and doors come before the public words."""

from django.contrib import admin
from django.urls import include, path, register_converter

from content.converters import FeedFormConverter, HashConverter, KeyConverter, KindConverter

# Before the apps' lists are read: all of them may use these words.
register_converter(FeedFormConverter, "feedform")
register_converter(HashConverter, "hash")
register_converter(KeyConverter, "key")
register_converter(KindConverter, "kind")

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("kecamatan_web.doors")),
    path("", include("workflow.urls")),
    path("", include("archive.urls")),
    path("", include("content.urls")),
]
