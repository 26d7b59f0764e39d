"""Addresses of kritik & saran: the citizen's and the desk's."""

from django.urls import URLPattern, path

from workflow.views import suara_inbox, suara_public

urlpatterns: list[URLPattern] = [
    path("kritik-saran/", suara_public.feedback_new, name="feedback-new"),
    path("kritik-saran/lacak/", suara_public.feedback_ticket_lookup, name="feedback-ticket-lookup"),
    path("kritik-saran/<str:code>/", suara_public.feedback_ticket, name="feedback-ticket"),
    path("meja/kotak-masuk/", suara_inbox.inbox, name="inbox"),
    path("meja/kotak-masuk/<key:pk>/", suara_inbox.inbox_ticket, name="inbox-ticket"),
    path("meja/kotak-masuk/<key:pk>/<slug:act>/", suara_inbox.inbox_act, name="inbox-ticket-act"),
]
