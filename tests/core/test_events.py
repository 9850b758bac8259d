"""Events: written with the change, delivered at least once, to each handler once when it succeeds."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from listens.core import events
from listens.core.models import Delivery, Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def handlers(monkeypatch):
    monkeypatch.setattr(events, "HANDLERS", {})
    return events.HANDLERS


def test_an_event_goes_with_its_change(cast):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        events.leave(cast.area, "pledge_made", {"pledge": "1"})
        1 / 0  # noqa: B018
    assert not Event.objects.exists()


def test_every_handler_gets_it_once(cast, handlers):
    had = []

    @events.on("pledge_made")
    def first(event):
        had.append(("first", event.payload["n"]))

    @events.on("pledge_made")
    def second(event):
        had.append(("second", event.payload["n"]))

    events.leave(cast.area, "pledge_made", {"n": 1})
    events.leave(cast.area, "something_else", {})
    assert events.deliver_due() == 2
    assert events.deliver_due() == 0
    assert had == [("first", 1), ("second", 1)]
    assert Delivery.objects.count() == 2
    assert not Event.objects.filter(delivered_at=None).exists()


def test_a_failure_is_kept_tried_again_later_and_the_other_handler_is_not_called_twice(cast, handlers):
    calls = {"good": 0, "bad": 0}

    @events.on("x")
    def good(event):
        calls["good"] += 1

    @events.on("x")
    def bad(event):
        calls["bad"] += 1
        Event.objects.create(area=event.area, name="half_done", at=timezone.now())
        if calls["bad"] == 1:
            raise ValueError("not ready")

    event = events.leave(cast.area, "x", {})
    assert events.deliver_due() == 0
    event.refresh_from_db()
    assert event.delivered_at is None and "not ready" in event.problem
    assert not Event.objects.filter(name="half_done").exists(), "its own transaction was rolled back"
    assert events.deliver_due() == 0, "it waits"
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=11)):
        assert events.deliver_due() >= 1
    event.refresh_from_db()
    assert event.delivered_at and event.problem == ""
    assert calls == {"good": 1, "bad": 2}


def test_an_event_a_killed_worker_held_is_delivered_when_its_lease_ends(cast, handlers):
    had = []
    events.on("x")(lambda event: had.append(event.pk))
    event = events.leave(cast.area, "x", {})
    Event.objects.filter(pk=event.pk).update(lease_until=timezone.now() + events.LEASE, attempts=1)
    assert events.deliver_due() == 0
    with time_machine.travel(timezone.now() + events.LEASE + dt.timedelta(seconds=1)):
        assert events.deliver_due() == 1
    assert had == [event.pk]
