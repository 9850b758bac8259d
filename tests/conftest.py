"""Fixtures every test may use."""

import pytest

from tests.cast import Cast, a_cast


@pytest.fixture
def cast(db) -> Cast:
    return a_cast()
