"""Addresses of authoring: the board, new items, the editor."""

from django.urls import URLPattern, path

from workflow.views import authoring, board, finding

urlpatterns: list[URLPattern] = [
    path("meja/", board.board, name="board"),
    path("meja/cari/", finding.find_items, name="item-find"),
    path("meja/baru/", authoring.choose_kind, name="item-new-choose"),
    path("meja/<slug:kind>/baru/", authoring.new_item, name="item-new"),
    path("meja/item/<key:pk>/", authoring.item, name="item-edit"),
    path("meja/item/<key:pk>/pembaruan/", authoring.revise_item, name="item-revise"),
]
