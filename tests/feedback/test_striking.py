"""Marks on what people say back, and words taken out of it: as with notes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from listens.core import access, jobs, retention
from listens.core.acting import Refused, Stale
from listens.core.models import Actor, Area, AuditEvent
from listens.feedback.models import Reply, ReplyStrike
from listens.feedback.striking import erase_struck_replies, put_reply_back, strike_reply
from listens.methods.striking import FILLER
from tests.browser import check_page, picture, sign_in
from tests.cast import TODAY, Cast
from tests.feedback.build import a_reply

WORDS = "You left out what Kavitha Rajan said. Ring her on 07700 900123."
OUT = "You left out what [name taken out] said. Ring her on 07700 900123."
NAME = (18, 31)


@pytest.fixture
def reply(cast: Cast) -> Reply:
    return a_reply(cast, WORDS)


def take(cast: Cast, one: Reply, seen_seq: int = 0, **more: object) -> ReplyStrike:
    given = {"spans": [NAME], "reason": "names", **more}
    return strike_reply(cast.grace, one, given.pop("spans"), seen_seq=seen_seq, **given)[0]


def again(one: Reply) -> Reply:
    return Reply.objects.get(pk=one.pk)


def days_later(days: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Area, "today", lambda _area: TODAY + dt.timedelta(days=days))


def at(name: str, one: Reply, **more: object) -> str:
    return reverse(name, kwargs={"area": "south", "round": "autumn", "reply": one.pk, **more})


def test_reviewers_see_the_marks_and_who_made_them(cast: Cast, reply) -> None:
    page = cast.client("grace").get("/south/rounds/autumn/feedback/replies/").content.decode()
    assert "<mark>Kavitha Rajan</mark> <small>(Perhaps a name, found by" in page
    assert "<mark>07700 900123</mark>" in page and at("strike_reply", reply) in page
    assert "name model" in page
    organisers = cast.client("amina").get("/south/rounds/autumn/feedback/replies/").content.decode()
    assert "<mark>" in organisers and at("strike_reply", reply) not in organisers


def test_what_is_taken_out_is_hidden_at_once_and_recorded(cast: Cast, reply) -> None:
    client = cast.client("grace")
    form = client.get(at("strike_reply", reply)).context["form"]
    typed = {"spans": form["spans"].field.choices[0][0], "words": "", "reason": "names", "seen_seq": "0"}
    assert client.post(at("strike_reply", reply), typed).status_code == 302
    assert again(reply).shown == OUT and again(reply).words == WORDS
    for who, place in (("grace", "replies"), ("amina", "replies"), ("amina", "erase_reply")):
        address = at(place, reply) if place == "erase_reply" else "/south/rounds/autumn/feedback/replies/"
        page = cast.client(who).get(address).content.decode()
        assert "[name taken out]" in page and "Kavitha" not in page
    row = AuditEvent.objects.get(verb="strike_reply")
    assert row.detail == {"taken_out": 1, "reason": "names"} and row.subject_id == str(cast.round.pk)


def test_it_is_put_back_in_time_and_else_erased(cast: Cast, reply, monkeypatch) -> None:
    strike = take(cast, reply)
    with pytest.raises(Stale):
        take(cast, reply, spans=[(0, 3)])
    client = cast.client("grace")
    assert "Put back" in client.get(at("strike_reply", reply)).content.decode()
    for odd in ("9" * 5000, "x", ""):
        answer = client.post(at("put_reply_back", reply, strike=strike.pk), {"seen_seq": odd})
        assert answer.status_code == 302 and again(reply).shown != WORDS
    answer = client.post(at("put_reply_back", reply, strike=strike.pk), {"seen_seq": "1"})
    assert answer.status_code == 302 and again(reply).shown == WORDS
    strike = take(cast, reply, seen_seq=2)
    days_later(14, monkeypatch)
    assert erase_struck_replies(Actor.system("clock"), cast.area) == 0
    days_later(15, monkeypatch)
    assert erase_struck_replies(Actor.system("clock"), cast.area) == 1
    assert again(reply).words == WORDS.replace("Kavitha Rajan", FILLER * 13) and again(reply).shown == OUT
    assert erase_struck_replies(Actor.system("clock"), cast.area) == 0
    with pytest.raises(Refused, match="any more"):
        put_reply_back(cast.grace, ReplyStrike.objects.get(pk=strike.pk), seen_seq=4)
    assert jobs.KINDS["erase_struck_replies"].is_daily


def test_a_restored_backup_loses_the_letters_again(cast: Cast, reply, monkeypatch) -> None:
    take(cast, reply)
    days_later(15, monkeypatch)
    erase_struck_replies(Actor.system("clock"), cast.area)
    Reply.objects.filter(pk=reply.pk).update(words=WORDS)  # as it was in the backup
    ReplyStrike.objects.all().delete()
    assert retention.replay() == 1
    assert "Kavitha" not in again(reply).words and "taken out" in again(reply).shown
    assert retention.replay() == 0


def test_only_reviewers_of_the_community_take_words_out(cast: Cast, reply) -> None:
    strike = take(cast, reply)
    for who in (cast.amina, cast.bea, cast.pat, cast.esi):
        with pytest.raises(access.Denied):
            strike_reply(who, reply, [(0, 3)], reason="names", seen_seq=1)
        with pytest.raises(access.Denied):
            put_reply_back(who, strike, seen_seq=1)
    assert again(reply).shown == OUT


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"spans": [], "words": "Nobody"}, "do not stand there"),
        ({"spans": []}, "Say which"),
        ({"spans": [(0, 999)]}, "do not stand there"),
        ({"reason": "so"}, "Say why"),
    ],
)
def test_what_makes_no_sense_is_refused(cast: Cast, reply, more, told) -> None:
    with pytest.raises(Refused, match=told):
        take(cast, reply, **more)
    assert not ReplyStrike.objects.exists()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_reviewer_does_it_on_the_page(cast: Cast, page) -> None:
    a_reply(cast, WORDS)
    sign_in(page, cast.grace)
    page.goto("/south/rounds/autumn/feedback/replies/")
    check_page(page)
    picture(page, "replies-marked")
    page.get_by_role("link", name="Take words out of this reply").click()
    check_page(page)
    page.get_by_label("Kavitha Rajan").check()
    page.get_by_label("It names somebody").check()
    page.get_by_role("button", name="Take out").click()
    page.get_by_text("1 place was taken out").wait_for()
    expect(page.locator("body")).to_contain_text("[name taken out]")
    assert "Rajan" not in page.content()
