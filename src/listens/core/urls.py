"""Core's own addresses below `/<area>/`."""

from django.urls import path

from listens.core.brand import ShowBrandView

urlpatterns = [
    path("brand.css", ShowBrandView.as_view(), name="brand"),
]
