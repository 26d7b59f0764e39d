"""Addresses of exceptions that somebody else looks at again."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
