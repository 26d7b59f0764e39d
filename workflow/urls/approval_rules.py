"""Addresses of who approves which kind."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
