"""What the first visitor would else wait for: addresses with all their views, words, and the layout of pages."""

from __future__ import annotations

from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from listens.core import errors


def warm() -> None:
    """Load it now. Asks no database: a connection must not be shared by the processes that come of this one."""
    with translation.override(settings.LANGUAGE_CODE):
        reverse("installation")
        with suppress(ValueError):  # before the first `listens migrate` no page has its static files
            errors.not_found(HttpRequest())
