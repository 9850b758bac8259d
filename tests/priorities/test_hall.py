"""The state of a vote for phones and for the hall's screen: what it says, what it costs, and what it must never say."""

import datetime as dt
import re
import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from listens.core.acting import Refused, Stale
from listens.core.models import Area
from listens.priorities import hall
from listens.priorities.actions import set_closing
from listens.priorities.actions.hall import iso
from listens.priorities.models import Ballot, LongList, LongListStep, Share
from listens.priorities.sealing import draw_pseudonyms
from listens.priorities.views.hall import KEPT_FOR, kept
from tests.priorities.halls import add_organisations, hall_vote

FIVE = dt.timedelta(minutes=5)


@pytest.fixture
def clock(monkeypatch, cast):
    """Stops the area's clock, and sets it on by what this is called with from there."""
    start = cast.area.now()

    def move(by):
        monkeypatch.setattr(Area, "now", lambda self: start + by)

    move(dt.timedelta(0))
    return move


def address(cast, name):
    return reverse(name, kwargs={"area": cast.area.slug, "round": cast.round.slug})


def state(cast, client=None, **headers):
    """As it is now, not as it was told within this second."""
    kept.clear()
    return (client or Client()).get(address(cast, "vote_state"), headers=headers)


def queries_of(ask):
    with CaptureQueriesContext(connection) as queries:
        assert ask().status_code in (200, 304)
    return len(queries)


def told(long_list):
    return hall.turnouts(long_list)


@pytest.mark.parametrize(
    ("until", "says"), [("draft", "draft"), ("locked", "locked"), ("open", "open"), ("closed", "closed")]
)
def test_a_phone_is_told_where_the_vote_stands(cast, until, says):
    hall_vote(cast, until=until)
    answer = state(cast)
    assert answer.json() == {"state": says, "seconds_left": None, "again": 5, "result": None}
    assert len(answer.content) < 200
    assert answer["Cache-Control"] == "public, max-age=1"


def test_the_seconds_are_the_servers_and_never_nothing_while_one_can_vote(cast, clock):
    hall_vote(cast, closes_in=FIVE)
    assert state(cast).json()["seconds_left"] == 300
    clock(FIVE - dt.timedelta(seconds=0.4))
    assert state(cast).json() | {"state": "open", "seconds_left": 1} == state(cast).json()
    clock(FIVE)
    assert state(cast).json() == {"state": "closed", "seconds_left": 0, "again": 5, "result": None}


def test_the_result_has_an_address_when_there_is_one_and_then_nobody_asks_again(cast):
    hall_vote(cast, until="counted")
    now = state(cast).json()
    assert (now["state"], now["again"]) == ("counted", 0)
    assert Client().get(now["result"].partition("#")[0]).status_code == 200


def test_a_phone_that_knows_it_all_gets_no_body_until_something_changes(cast):
    long_list = hall_vote(cast, closes_in=FIVE)
    etag = state(cast)["ETag"]
    again = state(cast, **{"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    before = LongList.objects.get(pk=long_list.pk).closes_at
    set_closing(cast.ivo, long_list, before + dt.timedelta(minutes=2), seen=iso(before))
    moved = state(cast, **{"If-None-Match": etag})
    assert moved.status_code == 200 and moved.json()["seconds_left"] > 400


def test_a_thousand_phones_cost_two_queries_each_however_many_have_voted(cast):
    hall_vote(cast, organisations=3)
    assert queries_of(lambda: state(cast)) == 2
    etag = state(cast)["ETag"]
    assert queries_of(lambda: state(cast, **{"If-None-Match": etag})) == 2


def test_within_a_second_one_phone_asks_the_database_and_afterwards_the_next(cast, monkeypatch):
    hall_vote(cast)
    first = state(cast)
    again = lambda: Client().get(address(cast, "vote_state"))  # noqa: E731
    assert queries_of(again) == 0 and again().json() == first.json()
    later = time.monotonic() + KEPT_FOR
    monkeypatch.setattr("listens.priorities.views.hall.time.monotonic", lambda: later)
    assert queries_of(again) == 2


def test_the_screen_costs_the_same_for_three_organisations_and_for_sixty(cast):
    stage_manager = cast.client("ivo")
    long_list = hall_vote(cast, organisations=3)
    stage_manager.get(address(cast, "vote_screen"))
    few = queries_of(lambda: stage_manager.get(address(cast, "vote_screen")))
    add_organisations(cast, long_list, range(3, 60), ballots=6)
    assert queries_of(lambda: stage_manager.get(address(cast, "vote_screen"))) == few


def test_nothing_that_is_told_before_the_close_depends_on_a_choice(cast):
    """The attack: the same people vote otherwise, and every byte that leaves stays the same."""
    stage_manager = cast.client("ivo")
    long_list = hall_vote(cast, organisations=8, ballots=6, pick=lambda _organisation, _ballot: ["p0"])

    def everything():
        pages = [stage_manager.get(address(cast, name)) for name in ("vote_screen", "vote_night")]
        words = [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", p.content.decode()) for p in pages]
        return [*words, state(cast).content, repr(told(long_list))]

    before = everything()
    Ballot.objects.filter(long_list=long_list).update(choices=["p1", "p2"])
    assert everything() == before
    assert "p0" not in state(cast).content.decode()


def test_only_ballots_that_count_are_counted(cast):
    long_list = hall_vote(cast, organisations=1, ballots=6)
    Ballot.objects.filter(long_list=long_list, source_id="0-0").update(is_counted=False)
    assert told(long_list).num == 5


def test_organisations_with_few_ballots_are_told_together(cast):
    long_list = hall_vote(cast, organisations=9, ballots=6)
    small = list(long_list.shares.order_by("pk")[:5])
    for share in small:
        share.ballots.filter(source_id__endswith="-0").delete()
        share.ballots.filter(source_id__endswith="-1").delete()
    turnouts = told(long_list)
    assert [row.num for row in turnouts.rows] == [6, 6, 6, 6, 20]
    assert (turnouts.rows[-1].name, turnouts.rows[-1].num_organisations) == ("", 5)
    names = {row.name for row in turnouts.rows}
    assert not names & {share.organisation.name for share in small}


def test_whoever_chose_a_pseudonym_never_stands_alone_with_a_number(cast):
    """From no ballot to all of them: no sequence of screens gives one of them away, nor two that differ by one."""
    long_list = hall_vote(cast, organisations=8, ballots=0)
    hidden = long_list.shares.order_by("pk").first()
    Share.objects.filter(pk=hidden.pk).update(if_few=Share.IfFew.PSEUDONYM)
    alone_before: set[str] = set()
    for turn in range(7):
        for share in long_list.shares.all():
            Ballot.objects.create(
                long_list=long_list,
                share=share,
                way="phone",
                source="phone",
                source_id=f"{share.pk}{turn}",
                choices=["p0"],
            )
        rows = told(long_list).rows
        alone = {row.name for row in rows if row.name}
        together = [row for row in rows if not row.name]
        assert hidden.organisation.name not in alone
        assert together and together[0].num_organisations >= hall.LEAST_TOGETHER
        assert alone_before <= alone, "one that was told alone went back among those that hide"
        alone_before = alone
    assert len(alone_before) == 3


def test_with_weights_by_size_nobody_hides_since_everybody_stands_under_their_own_name(cast):
    long_list = hall_vote(cast, organisations=8, ballots=6, if_few=Share.IfFew.PSEUDONYM)
    long_list.scheme = LongList.Scheme.BANDS
    assert [row.num for row in told(long_list).rows] == [6] * 8


def test_the_countdown_moves_only_for_whoever_saw_it_and_only_before_it_is_over(cast, clock):
    long_list = hall_vote(cast)
    now = cast.area.now()
    set_closing(cast.ivo, long_list, now + FIVE)
    with pytest.raises(Stale):
        set_closing(cast.amina, long_list, now + 2 * FIVE, seen="")
    for wrong in (now, now + dt.timedelta(days=2), now - FIVE):
        with pytest.raises(Refused, match="at least one minute"):
            set_closing(cast.ivo, long_list, wrong, seen=iso(now + FIVE))
    set_closing(cast.ivo, long_list, None, seen=iso(now + FIVE))
    set_closing(cast.ivo, long_list, now + FIVE)
    clock(FIVE)
    with pytest.raises(Refused, match="time is over"):
        set_closing(cast.ivo, long_list, now + 3 * FIVE, seen=iso(now + FIVE))


@pytest.mark.parametrize("until", ["draft", "locked", "closed", "counted"])
def test_no_countdown_runs_but_in_an_open_vote(cast, until):
    long_list = hall_vote(cast, until=until)
    with pytest.raises(Refused, match="already"):
        set_closing(cast.ivo, long_list, cast.area.now() + FIVE)


def test_the_stage_manager_times_the_vote_from_the_page(cast):
    long_list = hall_vote(cast)
    client = cast.client("ivo")
    assert client.post(address(cast, "vote_night"), {"how": "10", "seen": ""}).status_code == 302
    closes_at = LongList.objects.get().closes_at
    assert hall.seconds_until(closes_at, cast.area.now()) in (599, 600)
    for _double_click in range(2):
        client.post(address(cast, "vote_night"), {"act": "more", "seen": iso(closes_at)})
    assert LongList.objects.get().closes_at == closes_at + dt.timedelta(minutes=2)
    page = client.post(address(cast, "vote_night"), {"how": "at", "at": "half eight", "seen": "x"})
    assert "Type hours and minutes" in page.content.decode() and "half eight" in page.content.decode()
    shown = client.get(address(cast, "vote_night")).content.decode()
    assert "Add two minutes" in shown and 'role="timer"' in shown
    LongListStep.objects.create(long_list=long_list, seq=4, state="closed", by=cast.amina, at=cast.area.now())
    assert "Count the ballots" in client.get(address(cast, "vote_night")).content.decode()


def test_a_round_that_nobody_opened_says_nothing(cast):
    hall_vote(cast)
    type(cast.round).objects.filter(pk=cast.round.pk).update(opened_on=None)
    assert state(cast).status_code == 404


def test_the_close_finds_company_for_a_pseudonym_among_those_whose_number_no_screen_has_shown(cast):
    """Those with the fewest ballots have been on the screen with their number; it would tell who is who."""
    long_list = hall_vote(cast, organisations=9, ballots=6)
    in_order = sorted(long_list.shares.all(), key=lambda share: (share.num_delegates, share.pk))
    hidden, company, seen = in_order[0], in_order[1:5], in_order[5:]
    Share.objects.filter(pk=hidden.pk).update(if_few=Share.IfFew.PSEUDONYM)
    Ballot.objects.filter(share=hidden, source_id__regex="-[2-5]$").delete()
    Ballot.objects.filter(share__in=seen, source_id__endswith="-5").delete()
    shown = {row.name for row in told(long_list).rows if row.name}
    assert shown == {share.organisation.name for share in seen}
    drawn = draw_pseudonyms(long_list)
    assert len(drawn) == 3 and hidden.pk in drawn
    assert drawn.keys() - {hidden.pk} <= {share.pk for share in company}
