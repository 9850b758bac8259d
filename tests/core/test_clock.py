"""What rooms watch for at every tick: all of it is called, and one that breaks down stops no other."""

import pytest

from listens.core import clock
from listens.core.worker import tick

pytestmark = pytest.mark.django_db


def test_every_watch_is_called_and_a_broken_one_stops_no_other(monkeypatch, caplog):
    def broken() -> int:
        raise ValueError("out of order")

    monkeypatch.setattr(clock, "WATCHES", [lambda: 2, broken, lambda: 3])
    assert tick()["things the clock moved on"] == 5
    assert "broken failed" in caplog.text
