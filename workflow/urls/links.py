"""Addresses of links to an approver's telephone."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
