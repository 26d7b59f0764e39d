"""Addresses of remarks that are ticked off."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
