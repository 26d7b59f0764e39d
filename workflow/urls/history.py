"""Addresses of an item's past: its history, two versions side by side, an older one taken up."""

from django.urls import URLPattern, path

from workflow.views import item_history

urlpatterns: list[URLPattern] = [
    path("meja/item/<key:pk>/riwayat/", item_history.item_history, name="item-history"),
    path("meja/item/<key:pk>/banding/", item_history.item_compare, name="item-compare"),
    path(
        "meja/item/<key:pk>/pulihkan/<key:number>/",
        item_history.item_restore,
        name="item-restore",
    ),
]
