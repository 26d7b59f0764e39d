"""Addresses of what is new, and how it reaches people."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
