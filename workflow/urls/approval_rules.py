"""Addresses of who approves which kind."""

from django.urls import URLPattern, path

from workflow.views import approval_rules

urlpatterns: list[URLPattern] = [
    path("meja/aturan/", approval_rules.approval_rules, name="approval-rules"),
    path("meja/aturan/<kind:kind>/", approval_rules.approval_rule, name="approval-rule"),
]
