"""All addresses; each app keeps its own list. Desk and doors come before the public words."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("kecamatan_web.doors")),
    path("", include("workflow.urls")),
    path("", include("archive.urls")),
    path("", include("content.urls")),
]
