"""What waits too long is said: to reviewers after one working day, to organisers after three."""

from __future__ import annotations

import datetime as dt

import pytest

from listens.core import sealing, work
from listens.core.models import Account, Actor, AuditEvent, Grant, JobRun, Message
from listens.core.worker import Worker
from listens.listening import ageing
from listens.listening.actions import (
    accept_conversations,
    answer_reviewer,
    receive_conversations,
    remind_of_reviews,
    review_conversation,
)
from listens.listening.models import Conversation
from listens.methods import working_days
from tests.cast import TODAY, Cast
from tests.listening.phones import a_link, envelope, holder_of, item
from tests.listening.test_reasons_and_answers import answer, sent
from tests.sensemaking.build import codebook

CLOCK = "clock"


def aged(cast: Cast, days: int, link=None) -> Conversation:
    conversation = sent(cast, link)
    Conversation.objects.filter(pk=conversation.pk).update(received_on=TODAY - dt.timedelta(days=days))
    return conversation


def remind(cast: Cast) -> list[str]:
    """Who got a message."""
    before = set(Message.objects.values_list("pk", flat=True))
    remind_of_reviews(Actor.system(CLOCK), cast.area)
    return sorted(
        sealing.open_sealed(cast.area, one.to_sealed).decode().split("@")[0]
        for one in Message.objects.exclude(pk__in=before)
    )


@pytest.mark.parametrize("number", [1, 3])
def test_the_last_late_day_leaves_the_working_days_whole(number: int) -> None:
    for n in range(40):
        today = TODAY + dt.timedelta(days=n)
        late = ageing.last_late_day(today, number)
        assert working_days.after(late, number) < today
        assert working_days.after(late + dt.timedelta(days=1), number) >= today


def test_a_reviewer_is_told_after_one_working_day(cast: Cast) -> None:
    aged(cast, 3)  # Friday; TODAY is the Monday
    assert remind(cast) == []
    aged(cast, 4)
    assert remind(cast) == ["grace"]  # and not Pat of the public body, who may not read
    message = Message.objects.get()
    assert "1 conversation has waited" in message.body and "/south/review/" in message.body
    assert "damp" not in message.body


def test_an_organiser_is_told_after_three(cast: Cast) -> None:
    aged(cast, 6)
    assert remind(cast) == ["amina", "grace"]


def test_one_reminder_a_day_and_none_at_a_weekend(cast: Cast) -> None:
    aged(cast, 6)
    assert len(remind(cast)) == 2
    assert remind(cast) == []
    assert AuditEvent.objects.filter(verb="remind_of_reviews").count() == 1
    cast.area.as_at = TODAY + dt.timedelta(days=5)
    assert remind(cast) == []
    cast.area.as_at = TODAY + dt.timedelta(days=7)
    assert len(remind(cast)) == 2


def test_what_waits_for_its_listener_is_not_the_reviewers_turn(cast: Cast) -> None:
    link = a_link(cast)[0]
    conversation = aged(cast, 4, link)
    review_conversation(cast.grace, conversation, state="attention", reason="Which Monday?", seen_seq=0)
    assert remind(cast) == []
    answer_reviewer(holder_of(link), cast.area, answer(conversation))
    assert remind(cast) == ["grace"]


def test_what_the_door_flagged_has_been_read_by_nobody(cast: Cast) -> None:
    receive_conversations(holder_of(a_link(cast)[0]), cast.area, envelope(item(held_on="2027-01-01")))
    Conversation.objects.update(received_on=TODAY - dt.timedelta(days=4))
    assert remind(cast) == ["grace"]


def test_what_is_decided_reminds_nobody(cast: Cast) -> None:
    conversation = aged(cast, 30)
    accept_conversations(cast.grace, cast.round, [conversation.pk])
    assert remind(cast) == []


def test_only_people_who_hold_the_role_today_are_reminded(cast: Cast) -> None:
    aged(cast, 6)
    Grant.objects.filter(actor=cast.grace).update(ends=TODAY - dt.timedelta(days=1))
    Account.objects.filter(actor=cast.amina).update(is_active=False)
    assert remind(cast) == []


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_it_daily(cast: Cast) -> None:
    aged(cast, 6)
    work.ask_for_daily()
    Worker().run_until_idle()
    assert JobRun.objects.filter(kind="remind_of_reviews", finished_at__isnull=False).count() == 2
    assert Message.objects.count() == 2


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("amina", "/south/codebook/"),
        ("amina", "/south/rounds/autumn/links/"),
        ("amina", "/south/release/"),
        ("bea", "/south/rounds/autumn/links/"),
    ],
)
def test_pages_with_counts_say_how_many_are_not_in_them(cast: Cast, who, address) -> None:
    codebook(cast)
    sent(cast)
    accept_conversations(cast.grace, cast.round, [sent(cast).pk])
    sent(cast, a_link(cast, cast.second_community)[0])
    expected = {"amina": 2, "bea": 1}[who]
    assert f"not counted yet: {expected}." in cast.client(who).get(address).content.decode()
