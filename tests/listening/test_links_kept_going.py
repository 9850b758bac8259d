"""A link for one event, a new card for an old link, and a link that somebody stopped for a look."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from listens.core import access
from listens.core.acting import Refused
from listens.core.models import AuditEvent
from listens.listening import intake
from listens.listening.actions import (
    add_moment,
    hold_link,
    make_link,
    open_link,
    receive_conversations,
    renew_link,
    revoke_link,
)
from listens.listening.models import Conversation, ListenerLink, StageWindow
from tests.cast import TODAY, Cast
from tests.listening.phones import IN_A_MONTH, a_link, envelope, holder_of, item

SOON = TODAY + dt.timedelta(days=5)


def at(name: str, **more) -> str:
    return reverse(name, kwargs={"area": "south", **more})


def on_day(cast: Cast, day: dt.date) -> None:
    cast.area.as_at = day
    cast.area.save()


@pytest.fixture
def moment(cast: Cast):
    StageWindow.objects.filter(round=cast.round, stage="listening").update(grace_days=3)
    return add_moment(cast.amina, cast.round, kind="celebration", held_on=SOON)


def test_a_link_for_one_event_works_from_its_day_to_the_days_of_grace(cast: Cast, moment) -> None:
    link, secret = make_link(cast.bea, cast.round, cast.community, moment=moment)
    assert (link.works_from, link.expires_on) == (SOON, SOON + dt.timedelta(days=3))
    with pytest.raises(Refused, match="21 November 2026"):
        open_link(cast.area, secret)
    for days, works in ((0, True), (3, True), (4, False)):
        on_day(cast, SOON + dt.timedelta(days=days))
        if works:
            assert open_link(cast.area, secret) == link
        else:
            with pytest.raises(Refused, match="run out"):
                open_link(cast.area, secret)


def test_an_event_that_is_over_or_far_away_gets_no_link(cast: Cast) -> None:
    for days in (-40, 121):
        moment = add_moment(
            cast.amina, cast.round, kind="celebration", held_on=TODAY + dt.timedelta(days=days)
        )
        with pytest.raises(Refused, match="last day"):
            make_link(cast.amina, cast.round, cast.community, moment=moment)
    with pytest.raises(Refused, match="last day"):
        make_link(cast.amina, cast.round, cast.community)


def test_the_form_offers_the_events_to_come(cast: Cast, moment) -> None:
    client = cast.client("bea")
    chosen = {"organisation": str(cast.community.pk), "moment": str(moment.pk)}
    page = client.post(at("make_link", round="autumn"), chosen).content.decode()
    assert "For one event. Works from" in page and "21 November 2026" in page
    assert "Not yet" in client.get(at("round_links", round="autumn")).content.decode()
    page = client.post(
        at("make_link", round="autumn"), {"organisation": str(cast.community.pk)}
    ).content.decode()
    assert "Choose a last day" in page


@pytest.mark.parametrize("why", ["revoked", "run out", "lost"])
def test_a_new_card_lets_what_waits_under_the_link_be_sent(cast: Cast, why: str) -> None:
    link, old = a_link(cast)
    waiting = envelope(item()) | {"link": str(link.pk)}
    if why == "revoked":
        revoke_link(cast.amina, link)
    elif why == "run out":
        on_day(cast, IN_A_MONTH + dt.timedelta(days=1))
    link.refresh_from_db()
    last_day = link.area.today() + dt.timedelta(days=7)
    new = renew_link(cast.bea, link, expires_on=last_day)
    with pytest.raises(Refused, match="do not know"):
        open_link(cast.area, old)
    assert open_link(cast.area, new) == link and new not in str(list(AuditEvent.objects.values()))
    [result] = receive_conversations(holder_of(link), cast.area, waiting)
    assert result["outcome"] == "created" and Conversation.objects.get().link == link
    assert AuditEvent.objects.filter(verb="renew_link").count() == 1


def test_who_may_not_make_a_link_may_not_renew_it(cast: Cast) -> None:
    link, old = a_link(cast, cast.second_community)
    with pytest.raises(access.Denied):
        renew_link(cast.bea, link, expires_on=IN_A_MONTH)
    with pytest.raises(Refused, match="last day"):
        renew_link(cast.amina, link, expires_on=TODAY + dt.timedelta(days=121))
    assert open_link(cast.area, old) == link


def test_the_new_card_is_shown_once(cast: Cast) -> None:
    link, _old = a_link(cast)
    client = cast.client("bea")
    assert "The old card opens nothing" in client.get(at("renew_link", link=link.pk)).content.decode()
    answer = client.post(at("renew_link", link=link.pk), {"expires_on": IN_A_MONTH.isoformat()})
    assert (
        answer.context["secret"] in answer.content.decode() and "no-store" in answer.headers["Cache-Control"]
    )
    assert open_link(cast.area, answer.context["secret"]) == link
    for page in (
        answer,
        client.get(at("round_links", round="autumn")),
        client.get(at("revoke_link", link=link.pk)),
    ):
        assert link.tag in page.content.decode()  # which card is which, without a name


def test_a_page_loaded_again_makes_no_second_link_and_spoils_no_card(cast: Cast) -> None:
    client = cast.client("bea")
    where = at("make_link", round="autumn")
    typed = {
        "id": str(client.get(where).context["form"].initial["id"]),
        "organisation": str(cast.community.pk),
        "expires_on": IN_A_MONTH.isoformat(),
    }
    secret = client.post(where, typed).context["secret"]
    assert "made already" in client.post(where, typed).content.decode()
    link = ListenerLink.objects.get()
    assert open_link(cast.area, secret) == link

    where = at("renew_link", link=link.pk)
    typed["seen_card"] = client.get(where).context["form"].initial["seen_card"]
    secret = client.post(where, typed).context["secret"]
    assert "made already" in client.post(where, typed).content.decode()
    assert open_link(cast.area, secret) == link


def test_a_link_lasts_through_the_days_of_grace_and_so_does_the_desk(cast: Cast) -> None:
    window = StageWindow.objects.get(round=cast.round, stage="listening")
    window.grace_days = 7
    window.save()
    last = window.closes_on + dt.timedelta(days=7)
    page = cast.client("bea").get(at("make_link", round="autumn"))
    assert page.context["form"].initial["expires_on"] == last
    for days, is_there in ((0, True), (1, False)):
        on_day(cast, last + dt.timedelta(days=days))
        desk = cast.client("bea").get(at("desk")).content.decode()
        assert "Listen on paper" in desk  # which comes late
        assert ("Hand over listeners" in desk) == is_there


def test_a_link_on_hold_loses_nothing(cast: Cast) -> None:
    link, _secret = a_link(cast)
    client = cast.client("amina")
    client.post(at("hold_link", link=link.pk), {"is_held": "yes"})
    receive_conversations(holder_of(link), cast.area, envelope(item()))
    assert "on hold" in Conversation.objects.get().reviews.get().reason
    assert "On hold" in client.get(at("round_links", round="autumn")).content.decode()
    before = AuditEvent.objects.count()
    link.refresh_from_db()
    hold_link(cast.amina, link, is_held=True)
    assert AuditEvent.objects.count() == before
    client.post(at("hold_link", link=link.pk), {"is_held": "no"})
    receive_conversations(holder_of(link), cast.area, envelope(item()))
    assert Conversation.objects.filter(reviews__isnull=True).count() == 1
    with pytest.raises(access.Denied):
        hold_link(cast.bea, link, is_held=True)


def test_a_flood_shows_to_whoever_handed_the_link_over(cast: Cast, monkeypatch) -> None:
    for module in (intake, __import__("listens.listening.capture_fetch", fromlist=["x"])):
        monkeypatch.setattr(module, "MOST_A_DAY", 2)
    link, _secret = a_link(cast)
    client = cast.client("bea")
    receive_conversations(holder_of(link), cast.area, envelope(item(), item()))
    assert "Very many" not in client.get(at("round_links", round="autumn")).content.decode()
    receive_conversations(holder_of(link), cast.area, envelope(item()))
    page = client.get(at("round_links", round="autumn")).content.decode()
    assert "Very many" in page and "3 came in one day" in page and "Hold" not in page
