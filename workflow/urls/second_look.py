"""Addresses of exceptions that somebody else looks at again; before the acts on a revision."""

from django.urls import URLPattern, path

from workflow.views import second_look

urlpatterns: list[URLPattern] = [
    path("meja/naskah/<key:pk>/pengecualian/", second_look.by_exception, name="by-exception"),
    path("meja/tinjau-kedua/", second_look.second_look_list, name="second-looks"),
    path("meja/tinjau-kedua/<key:pk>/", second_look.second_look, name="second-look"),
    path(
        "meja/tinjau-kedua/<key:pk>/hasil/", second_look.save_second_look, name="second-look-save"
    ),
]
