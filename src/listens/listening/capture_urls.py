"""Capture, review and import of what was said."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
