"""Addresses of the verbs: writing, deciding, kritik & saran, checking."""

from workflow.urls import (
    approval,
    authoring,
    feedback,
    files,
    hints,
    history,
    media,
    personal_data,
    public,
    saving,
)

urlpatterns = [
    *authoring.urlpatterns,
    *files.urlpatterns,
    *saving.urlpatterns,
    *hints.urlpatterns,
    *personal_data.urlpatterns,
    *history.urlpatterns,
    *approval.urlpatterns,
    *feedback.urlpatterns,
    *media.urlpatterns,
    *public.urlpatterns,
]
