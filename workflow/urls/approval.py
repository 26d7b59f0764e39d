"""Addresses of approval."""

from django.urls import path

from workflow.views import decisions, preview, queue, review

urlpatterns = [
    path("meja/mulai/", queue.home, name="desk-home"),
    path("meja/antrean/", queue.waiting, name="queue"),
    path("meja/tinjau/<int:pk>/", review.review, name="review"),
    path("meja/naskah/<int:pk>/<slug:action>/", decisions.act, name="revision-act"),
    path("meja/item/<int:pk>/pratinjau/<int:number>/", preview.preview, name="preview"),
]
