"""Fixtures every test may use."""

import pytest

from tests.cast import Cast, a_cast

PLAIN_FILES = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(autouse=True)
def _served_plainly(settings) -> None:
    """The test client speaks plain HTTP and needs no built assets; tests of HTTPS set it back."""
    settings.SECURE_SSL_REDIRECT = False
    settings.STORAGES = {**settings.STORAGES, "staticfiles": PLAIN_FILES}


@pytest.fixture
def cast(db) -> Cast:
    return a_cast()
