"""Addresses of authoring: the board, new items, the editor."""

from django.urls import URLPattern, path

from workflow.views import authoring, board, finding, merging, starting

urlpatterns: list[URLPattern] = [
    path("meja/", board.board, name="board"),
    path("meja/papan/", board.board_now, name="board-now"),
    path("meja/cari/", finding.find_items, name="item-find"),
    path("meja/baru/", starting.new_item, name="item-new-choose"),
    path("meja/<slug:kind>/baru/", starting.new_item, name="item-new"),
    path("meja/item/<key:pk>/", authoring.item, name="item-edit"),
    path("meja/item/<key:pk>/salin/", starting.copy_item, name="item-copy"),
    path("meja/item/<key:pk>/pembaruan/", authoring.revise_item, name="item-revise"),
    path("meja/naskah/<key:pk>/gabung/", merging.merge, name="revision-merge"),
    path("meja/item/<key:pk>/ralat/", authoring.correction, name="item-correction"),
    path("meja/item/<key:pk>/ralat/buka/", authoring.correct_item, name="item-correct"),
]
