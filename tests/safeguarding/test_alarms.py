"""An alarm that nobody answers calls more people, on a clock, once each, and never says a word of it."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from listens.core import checks, clock, events
from listens.core.acting import Refused
from listens.core.models import Account, AuditEvent, Grant, Message
from listens.core.worker import tick
from listens.safeguarding import alarms, retention
from listens.safeguarding.actions import answer_alarm, check_number, set_clock
from listens.safeguarding.models import Alarm, AlarmCall, AlarmStep
from tests.cast import Cast
from tests.safeguarding.build import a_number, flagged, own_lead, sent

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 11, 16, 14, 0, tzinfo=dt.UTC)


def called() -> list[tuple[str, int]]:
    return list(AlarmCall.objects.order_by("at", "reach").values_list("reach", "told"))


def addresses() -> set[str]:
    from listens.core.sealing import open_sealed

    return {open_sealed(one.area, one.to_sealed).decode() for one in Message.objects.all()}


def deliver() -> None:
    events.deliver_due()
    clock.move_on()


def test_first_the_own_lead_then_the_areas_then_everybody(cast: Cast) -> None:
    own_lead(cast)
    cast.area.contact_email = "host@example.org"
    cast.area.community_host = "St Brannock's Church"
    cast.area.save()
    with time_machine.travel(START, tick=False) as now:
        sent(cast)
        deliver()
        assert called() == [("organisation", 1)] and addresses() == {"jun@example.org"}
        now.shift(dt.timedelta(minutes=29))
        deliver()
        assert len(called()) == 1
        now.shift(dt.timedelta(minutes=1))
        deliver()
        deliver()
        assert called()[1:] == [("area", 1)] and "leila@example.org" in addresses()
        now.shift(dt.timedelta(minutes=90))
        tick()
        assert called()[2:] == [("everybody", 3)]
        assert {"amina@example.org", "bea@example.org", "host@example.org"} < addresses()
        now.shift(dt.timedelta(days=2))
        tick()
    assert Message.objects.count() == 5 and len(called()) == 3
    assert AuditEvent.objects.filter(verb="call_leads").count() == 3


def test_a_message_says_where_it_waits_and_nothing_of_the_person(cast: Cast) -> None:
    one = sent(cast)
    deliver()
    [message] = Message.objects.all()
    assert f"/south/safeguarding/{one.alarm_id}/" in message.body and "Sign in" in message.body
    for words in ("Zephyrine", "Ibex", "locks", "St Brannock's Church"):
        assert words not in message.body + message.subject


def test_an_answer_stops_the_clock(cast: Cast) -> None:
    own_lead(cast)
    with time_machine.travel(START, tick=False) as now:
        alarm = sent(cast).alarm
        deliver()
        answer_alarm(cast.leila, alarm, state="acknowledged", words="Rang", seen_seq=0)
        now.shift(dt.timedelta(hours=5))
        deliver()
    assert called() == [("organisation", 1)]


def test_where_nobody_is_named_the_next_are_called_at_once_and_the_check_says_so(cast: Cast) -> None:
    sent(cast)
    deliver()
    assert sorted(called()) == [("area", 1), ("organisation", 0)]
    Grant.objects.filter(role="safeguarding_lead").delete()
    sent(cast)
    deliver()
    assert ("everybody", 1) in called()
    body = Message.objects.exclude(body__contains="Sign in").get().body
    assert "only they can open it" in body
    nobody, no_number = dict(checks.look_at_all())["safeguarding cover of every area"]
    assert "no safeguarding lead" in nobody and "no number that every listener can ring" in no_number
    number = a_number(cast)
    assert "Nobody has rung" in dict(checks.look_at_all())["safeguarding cover of every area"][1]
    check_number(cast.amina, number)
    assert dict(checks.look_at_all())["safeguarding cover of every area"] == [nobody]
    desk = cast.client("amina").get("/south/desk/").content.decode()
    assert "No safeguarding lead is named for the area." in desk


def test_an_account_that_was_closed_is_not_called(cast: Cast) -> None:
    Account.objects.filter(email="leila@example.org").update(is_active=False)
    sent(cast)
    deliver()
    assert ("area", 0) in called() and "leila@example.org" not in addresses()


def test_calling_twice_at_the_same_minute_calls_once(cast: Cast) -> None:
    alarm = sent(cast).alarm
    assert alarms.call_due(alarm) == 2
    assert alarms.call_due(alarm) == 0
    assert Message.objects.count() == 1


def test_an_area_sets_its_own_times(cast: Cast) -> None:
    own_lead(cast)
    for leads_after, everybody_after in ((4, 60), (60, 60), (30, 1441)):
        with pytest.raises(Refused):
            set_clock(cast.amina, cast.area, leads_after=leads_after, everybody_after=everybody_after)
    typed = {"leads_after": 10, "everybody_after": 20}
    assert cast.client("leila").post("/south/safeguarding/clock/", typed).status_code == 302
    with time_machine.travel(START, tick=False) as now:
        sent(cast)
        deliver()
        now.shift(dt.timedelta(minutes=10))
        deliver()
        assert len(called()) == 2
        now.shift(dt.timedelta(minutes=10))
        deliver()
    assert [reach for reach, _told in called()] == ["organisation", "area", "everybody"]


def test_a_flag_at_review_calls_both_kinds_of_leads_at_once_and_is_answered_like_a_report(cast: Cast) -> None:
    own_lead(cast)
    alarm = flagged(cast)
    deliver()
    assert sorted(called()) == [("area", 1), ("organisation", 1)]
    body = Message.objects.first().body
    assert "may be at risk" in body and "held on" in body and "damp" not in body.lower()
    lead = cast.client("leila")
    page = lead.get(f"/south/safeguarding/{alarm.pk}/").content.decode()
    assert str(alarm.flag.note_id) in page and "Grace" in page
    words = {"state": "acknowledged", "words": "Found the listener", "seen_seq": 0}
    lead.post(f"/south/safeguarding/{alarm.pk}/", words)
    assert alarm.steps.get().state == "acknowledged"
    alarm.flag.note.delete()
    assert "erased since" in lead.get(f"/south/safeguarding/{alarm.pk}/").content.decode()


def test_the_button_at_review_raises_a_flag_for_a_note_nobody_has_accepted(cast: Cast) -> None:
    from listens.listening.actions import receive_conversations
    from listens.listening.models import Note
    from tests.listening.phones import a_link, envelope, holder_of, item

    receive_conversations(holder_of(a_link(cast)[0]), cast.area, envelope(item()))
    where = f"/south/notes/{Note.objects.get().pk}/at-risk/"
    client = cast.client("grace")
    assert "Ring 999 first" in client.get(where).content.decode()
    assert "The message is on its way" in client.post(where).content.decode()
    alarm = Alarm.objects.get(kind="flag")
    assert alarm.organisation == cast.community
    deliver()
    assert Message.objects.count() == 1


def test_the_desk_shows_what_waits_and_for_how_long(cast: Cast) -> None:
    with time_machine.travel(START, tick=False) as now:
        sent(cast)
        now.shift(dt.timedelta(minutes=95))
        desk = cast.client("leila").get("/south/desk/").content.decode()
    assert "Flags and reports" in desk and "1 waits. Not answered for 1 hour" in desk
    assert "Flags and reports" not in cast.client("amina").get("/south/desk/").content.decode()


def test_what_nobody_has_answered_stands_before_what_somebody_deals_with(cast: Cast) -> None:
    with time_machine.travel(START, tick=False) as now:
        older = sent(cast).alarm
        now.shift(dt.timedelta(minutes=5))
        newer = sent(cast).alarm
        answer_alarm(cast.leila, older, state="acknowledged", words="I ring her.", seen_seq=0)
        shown = cast.client("leila").get("/south/safeguarding/").context["waiting"]
    assert [one.pk for one, _age in shown] == [newer.pk, older.pk]


def test_what_was_closed_long_ago_goes_and_what_nobody_closed_stays(cast: Cast) -> None:
    done, waiting = sent(cast).alarm, sent(cast).alarm
    for seq, state in enumerate(("acknowledged", "closed")):
        answer_alarm(cast.leila, done, state=state, words="x", seen_seq=seq)
    long_ago = timezone.now() - dt.timedelta(days=800)
    AlarmStep.objects.update(at=long_ago)
    Alarm.objects.update(raised_at=long_ago)
    assert retention.delete_closed_alarms(cast.area, timezone.now().date()) == 1
    assert list(Alarm.objects.all()) == [waiting]
