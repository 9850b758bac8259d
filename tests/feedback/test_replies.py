"""What people say back: with a slip or another way, read by the community side, erased when they ask."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from listens.core import access, jobs, retention
from listens.core.acting import Refused
from listens.core.models import Actor, AuditEvent, Message
from listens.feedback import replies
from listens.feedback.models import Reply, SlipReplies
from listens.feedback.replies import mix_replies, read_replies, record_reply, send_reply
from listens.listening.actions import withdraw_by_slip
from listens.listening.models import Conversation, Note
from tests import rejoining
from tests.browser import check_page, no_sideways_scroll, picture
from tests.cast import TODAY, Cast
from tests.feedback.build import a_reply, a_slip, both_listened, somebody_who_asked
from tests.public import build

pytestmark = pytest.mark.django_db
WORDS = "You left out the lift."
MONDAY = TODAY - dt.timedelta(days=TODAY.weekday())


@pytest.fixture(autouse=True)
def _fresh(db) -> None:
    cache.clear()


@pytest.fixture
def notes(cast: Cast) -> list[Note]:
    return build.conversations(cast, 6)


def say(cast: Cast, code: str, words: str = WORDS, language: str = "en", id=None) -> Reply:
    return send_reply(cast.area, code, id=id or uuid4(), words=words, language=language)


def at(name: str, **more: object) -> str:
    return reverse(name, kwargs={"area": "south", **more})


def test_the_holder_of_a_slip_says_back_without_an_account(cast: Cast, notes) -> None:
    client, code = Client(), a_slip(cast, notes[0])
    before = AuditEvent.objects.count()
    form = client.get(at("reply")).context["form"]
    assert not Reply.objects.exists() and AuditEvent.objects.count() == before
    sent = {"id": str(form["id"].value()), "code": code.lower(), "words": WORDS, "language": "en"}
    for _time in range(2):
        answer = client.post(at("reply"), sent)
        assert answer.status_code == 200 and "Your reply is here" in answer.content.decode()
    kept = Reply.objects.get()
    assert (kept.round, kept.organisation, kept.way) == (cast.round, cast.community, "page")
    assert (kept.words, kept.language, kept.week) == (WORDS, "en", MONDAY)
    row = AuditEvent.objects.get(verb="send_reply")
    assert row.detail == {"way": "page"} and not row.subject_id
    again = client.post(at("reply"), {**sent, "words": "And the stairs."})
    assert again.status_code == 422 and "sent already" in again.content.decode()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"code": "ZZZZZ-9999V"}, "found no note"),
        ({"code": "ü"}, "letters and digits"),
        ({"words": " "}, "There is a problem"),
        ({"words": "a\x00b"}, "NUL"),
        ({"words": "x" * 2001}, "2000"),
        ({"language": "xx"}, "There is a problem"),
        ({"id": "x"}, "There is a problem"),
    ],
)
def test_a_mistake_gets_a_sentence_and_keeps_what_was_typed(cast: Cast, notes, wrong, told) -> None:
    given = {"id": str(uuid4()), "code": a_slip(cast, notes[0]), "words": WORDS, "language": "en"}
    answer = Client().post(at("reply"), {**given, **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422 and told in page and not Reply.objects.exists()
    assert "words" in wrong or WORDS in page


def test_one_slip_sends_five_replies_and_others_go_on(cast: Cast, notes) -> None:
    one, other = a_slip(cast, notes[0]), a_slip(cast, notes[1])
    for number in range(5):
        say(cast, one, f"{number}")
    with pytest.raises(Refused, match="as many replies as it can"):
        say(cast, one)
    say(cast, other)
    assert Reply.objects.count() == 6
    assert sorted(SlipReplies.objects.values_list("n", flat=True)) == [1, 5]


def test_a_wrong_code_cannot_be_tried_for_ever_and_taking_back_stays_free(cast: Cast, notes) -> None:
    code = a_slip(cast, notes[0])
    for _time in range(10):
        with pytest.raises(Refused, match="found no note"):
            say(cast, "ZZZZZ-9999V")
        with pytest.raises(Refused):
            say(cast, code, words="")
    for tried in ("ZZZZZ-9999V", code):
        with pytest.raises(Refused, match="too often"):
            say(cast, tried)
    assert withdraw_by_slip(cast.area, code) == 1


def test_a_code_tried_too_often_waits_the_whole_hour(cast: Cast, notes, time_machine) -> None:
    start = dt.datetime(2026, 11, 16, 10, tzinfo=dt.UTC)
    for minutes, told in [(0, "found no note")] * 10 + [(50, "too often"), (61, "found no note")]:
        time_machine.move_to(start + dt.timedelta(minutes=minutes))
        with pytest.raises(Refused, match=told):
            withdraw_by_slip(cast.area, "ZZZZZ-9999V")


def test_few_conversations_hide_organisation_and_language(cast: Cast, notes) -> None:
    [small] = build.conversations(cast, 1, organisation=cast.second_community)
    [arabic] = build.conversations(cast, 1, language="ar")
    of_small = say(cast, a_slip(cast, small))
    in_arabic = say(cast, a_slip(cast, arabic), language="ar")
    assert (of_small.organisation, of_small.language) == (None, "en")
    assert (in_arabic.organisation, in_arabic.language) == (None, "")
    by_lead = {"id": uuid4(), "way": "paper", "words": WORDS, "language": "en"}
    assert record_reply(cast.amina, cast.round, cast.second_community, **by_lead).organisation is None
    say(cast, a_slip(cast, notes[0]))
    assert rejoining.replies_of_one_conversation() == []


def test_a_session_with_children_sends_no_reply(cast: Cast, notes) -> None:
    Conversation.objects.filter(pk=notes[0].conversation_id).update(channel="children")
    with pytest.raises(Refused, match="Tell its host"):
        say(cast, a_slip(cast, notes[0]))


def test_neither_order_nor_a_value_leads_from_a_reply_to_its_slip(cast: Cast) -> None:
    notes = build.conversations(cast, 20)
    truth = send_from_each(cast, notes)
    assert rejoining.shared_values() == set()
    assert mix_replies(Actor.system("clock"), cast.area) == 0
    cast.area.as_at = TODAY + dt.timedelta(days=7)
    cast.area.save()
    assert mix_replies(Actor.system("clock"), cast.area) == 40
    guesses = rejoining.replies_by_order_and_trail()
    assert sum(guesses[reply] == sent for reply, sent in truth.items()) < 7
    assert jobs.KINDS["mix_replies"].is_daily


def test_the_attack_by_order_works_where_order_is_kept(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(replies, "forget_order", lambda model, ids: None)
    truth = send_from_each(cast, build.conversations(cast, 20))
    assert rejoining.replies_by_order_and_trail() == truth


def send_from_each(cast: Cast, notes: list[Note]) -> rejoining.Guesses:
    truth: rejoining.Guesses = {}
    for number, note in enumerate(notes):
        kept = say(cast, a_slip(cast, note), f"Something was left out, {number}.")
        truth[kept.pk] = AuditEvent.objects.filter(verb="send_reply").order_by("-seq").first().pk
    return truth


def test_a_lead_writes_down_what_came_on_paper(cast: Cast, notes) -> None:
    both_listened(cast)
    client, address = cast.client("bea"), at("record_reply", round="autumn")
    page = client.get(address).content.decode()
    assert "St Brannock" in page and "Larkwood" not in page and "We do not know" not in page
    given = {"id": str(uuid4()), "way": "paper", "words": WORDS, "language": "en"}
    assert client.post(address, {**given, "organisation": str(cast.second_community.pk)}).status_code == 422
    assert client.post(address, {**given, "organisation": ""}).status_code == 422
    assert client.post(address, {**given, "organisation": str(cast.community.pk)}).status_code == 302
    kept = Reply.objects.get()
    assert (kept.way, kept.organisation) == ("paper", cast.community)
    assert AuditEvent.objects.get(verb="record_reply").detail == {"way": "paper"}
    assert cast.client("bea").get(at("replies", round="autumn")).status_code == 404


def test_only_the_communitys_reviewers_and_organisers_read_and_each_reading_is_kept(
    cast: Cast, notes
) -> None:
    a_reply(cast, organisation=cast.community)
    a_reply(cast, "And the stairs.")
    listed = at("replies", round="autumn")
    whole = cast.client("grace").get(listed).content.decode()
    assert WORDS in whole and "And the stairs." in whole and "Erase it" not in whole
    some = cast.client("amina").get(listed, {"organisation": str(cast.community.pk)}).content.decode()
    assert WORDS in some and "And the stairs." not in some and "Erase it" in some
    readings = AuditEvent.objects.filter(verb="read_replies").order_by("seq")
    assert [(row.actor, row.detail) for row in readings] == [
        (cast.grace, {"replies": 2}),
        (cast.amina, {"replies": 1}),
    ]
    for who in ("pat", "dele", "bea", "femi", "hana", "esi"):
        assert cast.client(who).get(listed).status_code == 404
        with pytest.raises(access.Denied):
            read_replies(cast.actors[who], cast.round)


def test_an_organiser_erases_one_and_it_stays_erased(cast: Cast, notes) -> None:
    retention.prepare_area(cast.area)
    mine, other = a_reply(cast), a_reply(cast, "And the stairs.")
    address = at("erase_reply", round="autumn", reply=mine.pk)
    assert WORDS in cast.client("amina").get(address).content.decode()
    assert cast.client("amina").post(address).status_code == 302
    assert Reply.objects.get() == other
    with pytest.raises(Refused, match="sent already"):
        a_reply(cast, id=mine.pk)
    Reply.objects.create(  # as an older backup had it
        id=mine.pk, area=cast.area, round=cast.round, way="phone", words=WORDS, week=MONDAY
    )
    retention.replay()
    assert Reply.objects.get() == other
    Reply.objects.update(week=TODAY - dt.timedelta(days=800))
    assert retention.erase_expired(cast.area, "replies") == 1 and not Reply.objects.exists()


def test_counts_stand_on_the_page_the_desk_and_from_five_up_in_the_report(cast: Cast, notes) -> None:
    report = at("organisation_report", round="autumn", organisation=cast.community.pk)
    for number in range(4):
        a_reply(cast, f"{number}", organisation=cast.community)
    assert "what came of it: fewer than 5." in cast.client("bea").get(report).content.decode()
    a_reply(cast, organisation=cast.community)
    assert "what came of it: 5." in cast.client("bea").get(report).content.decode()
    page = cast.client("amina").get(at("feedback_owed", round="autumn")).content.decode()
    assert "Read them" in page and at("record_reply", round="autumn") in page
    leads = cast.client("bea").get(at("feedback_owed", round="autumn")).content.decode()
    assert "Read them" not in leads and at("record_reply", round="autumn") in leads
    assert "5 replies" in cast.client("grace").get(at("desk")).content.decode()
    assert at("replies", round="autumn") not in cast.client("bea").get(at("desk")).content.decode()


def test_whoever_is_told_is_told_how_to_say_back(cast: Cast, notes) -> None:
    cast.area.contact_phone = "020 7946 0000"
    cast.area.save()
    somebody_who_asked(cast.area)
    news = {"change": "x", "subject": "What came of it", "body": "Yes.", "send": "yes"}
    cast.client("amina").post(at("tell_contacts", round="autumn"), news)
    assert at("reply") in Message.objects.get().body and "020 7946 0000" in Message.objects.get().body
    for address in (at("withdraw"), at("round", round="autumn")):
        assert at("reply") in Client().get(address).content.decode()
    poster = at("poster", round="autumn", organisation=cast.community.pk)
    assert at("reply") in cast.client("bea").get(poster).content.decode()
    assert "020 7946 0000" in Client().get(at("reply")).content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_page_in_a_browser(cast: Cast, page) -> None:
    code = a_slip(cast, build.conversations(cast, 6)[0])
    page.goto(at("reply"))
    check_page(page)
    picture(page, "feedback-reply")
    no_sideways_scroll(page, 320)
    page.get_by_label("Code on the slip").fill("ZZZZZ-9999V")
    page.get_by_label("What is missing?").fill(WORDS)
    page.get_by_role("button", name="Send it").click()
    page.get_by_text("We found no note with this code").first.wait_for()
    check_page(page)
    page.get_by_label("Code on the slip").fill(code)
    page.get_by_role("button", name="Send it").click()
    page.get_by_role("heading", name="Your reply is here").wait_for()
    check_page(page)
    assert Reply.objects.get().words == WORDS
