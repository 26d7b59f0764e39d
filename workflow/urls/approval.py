"""Addresses of approval."""

from django.urls import path

from workflow.views import decisions, preview, queue, review

urlpatterns = [
    path("meja/mulai/", queue.home, name="desk-home"),
    path("meja/antrean/", queue.waiting, name="queue"),
    path("meja/tinjau/<key:pk>/", review.review, name="review"),
    path("meja/naskah/<key:pk>/<slug:action>/", decisions.act, name="revision-act"),
    path("meja/item/<key:pk>/pratinjau/<key:number>/", preview.preview, name="preview"),
]
