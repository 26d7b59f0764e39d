"""Address of the panel *Data pribadi*; it stands before the acts on a revision."""

from django.urls import URLPattern, path

from workflow.views import personal_data

urlpatterns: list[URLPattern] = [
    path("meja/naskah/<key:pk>/data-pribadi/", personal_data.personal_data, name="personal-data"),
]
