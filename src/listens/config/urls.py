"""Every address of the site. Each room brings its own `urls.py`; everything of an area is below its slug."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from listens.core import views as core

Pattern = URLPattern | URLResolver


def of_rooms(module: str) -> list[Pattern]:
    """The `urlpatterns` of every room that has `module`, in the order of the floors."""
    found: list[Pattern] = []
    for room in [*settings.ROOMS, *(["demo"] if settings.DEMO else [])]:
        name = f"listens.{room}.{module}"
        if find_spec(name):
            found += import_module(name).urlpatterns
    return found


urlpatterns: list[Pattern] = [
    path("", core.InstallationView.as_view(), name="installation"),
    path("healthz", core.healthz, name="healthz"),
    path("language/", core.SetLanguageView.as_view(), name="set_language"),
    path("accounts/", include("allauth.urls")),
    *of_rooms("site_urls"),
    path("<slug:area>/api/v1/", include(of_rooms("api_urls"))),
    path("<slug:area>/", include(of_rooms("urls"))),
]
handler400 = "listens.core.errors.bad_request"
handler403 = "listens.core.errors.forbidden"
handler404 = "listens.core.errors.not_found"
handler429 = "listens.core.errors.too_many"
handler500 = "listens.core.errors.server_error"
