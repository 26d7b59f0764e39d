"""Addresses of the Lembar Persetujuan."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
