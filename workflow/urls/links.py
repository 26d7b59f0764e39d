"""Addresses of links to an approver's telephone."""

from django.urls import URLPattern, path

from workflow.views import link_door, links, phone_pin

urlpatterns: list[URLPattern] = [
    path("meja/naskah/<key:pk>/tautan/", links.approval_links, name="approval-links"),
    path("meja/naskah/<key:pk>/tautan/surel/", links.mail_link, name="approval-link-mail"),
    path(
        "meja/naskah/<key:pk>/tautan/<key:link>/batal/",
        links.revoke_link,
        name="approval-link-revoke",
    ),
    path("meja/pin/", phone_pin.phone_pin, name="phone-pin"),
    path("meja/pin/hapus/", phone_pin.remove_phone_pin, name="phone-pin-remove"),
    path("tautan/selesai/", link_door.link_closed, name="link-closed"),
    path("tautan/<str:token>/", link_door.link, name="link"),
]
