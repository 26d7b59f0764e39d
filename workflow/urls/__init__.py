"""Addresses of the verbs: writing, deciding, kritik & saran."""

from workflow.urls import approval, authoring, feedback

urlpatterns = [*authoring.urlpatterns, *approval.urlpatterns, *feedback.urlpatterns]
