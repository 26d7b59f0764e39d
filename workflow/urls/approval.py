"""Addresses of approval."""

from django.urls import path

from workflow.views import checklists, decisions, joint_review, preview, queue, review

urlpatterns = [
    path("meja/daftar-periksa/", checklists.checklists, name="checklists"),
    path("meja/daftar-periksa/<kind:kind>/", checklists.checklist, name="checklist"),
    path("meja/mulai/", queue.home, name="desk-home"),
    path("meja/antrean/", queue.waiting, name="queue"),
    path("meja/tinjau/kegiatan/<key:pk>/", joint_review.review_activity, name="review-activity"),
    path("meja/tinjau/<key:pk>/", review.review, name="review"),
    path("meja/naskah/<key:pk>/<slug:action>/", decisions.act, name="revision-act"),
    path("meja/item/<key:pk>/pratinjau/<key:number>/", preview.preview, name="preview"),
]
