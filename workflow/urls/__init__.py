"""Addresses of the verbs: writing, deciding, kritik & saran, checking."""

from workflow.urls import (
    approval,
    approval_rules,
    authoring,
    feedback,
    files,
    hints,
    history,
    links,
    media,
    notices,
    personal_data,
    public,
    remarks,
    saving,
    second_look,
    sheets,
)

urlpatterns = [
    *authoring.urlpatterns,
    *files.urlpatterns,
    *saving.urlpatterns,
    *hints.urlpatterns,
    *personal_data.urlpatterns,
    *remarks.urlpatterns,
    *history.urlpatterns,
    *approval_rules.urlpatterns,
    *second_look.urlpatterns,
    *links.urlpatterns,
    *notices.urlpatterns,
    *sheets.urlpatterns,
    *approval.urlpatterns,
    *feedback.urlpatterns,
    *media.urlpatterns,
    *public.urlpatterns,
]
