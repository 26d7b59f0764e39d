"""Addresses of the verbs: writing, deciding, kritik & saran, checking."""

from workflow.urls import approval, authoring, feedback, public

urlpatterns = [
    *authoring.urlpatterns,
    *approval.urlpatterns,
    *feedback.urlpatterns,
    *public.urlpatterns,
]
