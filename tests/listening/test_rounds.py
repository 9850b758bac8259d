"""A round: started, planned, opened once the area is ready; its dates decide what may be done."""

import datetime as dt

import pytest
from django.urls import reverse

from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.areas import record_readiness
from listens.core.models import AuditEvent, Event, Readiness
from listens.listening import stages
from listens.listening.actions import (
    change_wording,
    drop_window,
    open_round,
    opening_gaps,
    set_window,
    start_round,
)
from listens.listening.models import Round, StageWindow
from listens.listening.timeline import timeline
from tests.cast import TODAY, organisation

PROMPTS = ["What is putting pressure on you?", "What would you change?"]
DAY = dt.timedelta(days=1)


def spring(cast, **more):
    words = {"slug": "spring", "name": "Spring", "prompts": PROMPTS, "concerns": ["Damp", "Buses"]} | more
    return start_round(cast.amina, cast.area, **words)


def make_ready(cast):
    for kind in Readiness.Kind.values:
        alarm = dt.datetime(2026, 11, 1, 19, tzinfo=dt.UTC) if kind == "safeguarding" else None
        record_readiness(cast.amina, cast.area, kind, "Shared folder", test_alarm_answered_at=alarm)
    cast.area.key_custodians = "Ada and Tom"
    cast.area.save()


def test_a_new_round_takes_the_next_number_and_is_not_open(cast):
    round = spring(cast, previous=cast.round, target_heard=500)
    assert (round.number, round.opened_on, round.previous) == (2, None, cast.round)
    assert [p.text for p in round.prompts.all()] == PROMPTS
    assert [c.text for c in round.concerns.all()] == ["Damp", "Buses"]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ({"slug": "Spring Round"}, "short name"),
        ({"slug": ""}, "short name"),
        ({"slug": "start"}, "short name"),
        ({"slug": "autumn"}, "already a round"),
        ({"number": 1}, "already a round"),
        ({"name": " "}, "Give the round a name"),
        ({"name": "x" * 121}, "the most is 120"),
        ({"prompts": [" "]}, "at least one prompt"),
        ({"prompts": ["x" * 301]}, "the most is 300"),
        ({"prompts": [f"Question {n}" for n in range(11)]}, "too many"),
        ({"concerns": ["Damp", "damp "]}, "twice"),
        ({"concerns": ["Da\x00mp"]}, "NUL"),
    ],
)
def test_a_round_that_makes_no_sense_is_refused_whole(cast, words, problem):
    with pytest.raises(Refused, match=problem):
        spring(cast, **words)
    assert Round.objects.count() == 1


def test_only_organisers_plan(cast):
    with pytest.raises(Denied):
        start_round(cast.bea, cast.area, slug="x", name="X", prompts=PROMPTS, concerns=[])
    with pytest.raises(Denied):
        set_window(cast.grace, cast.round, "voting", opens_on=TODAY, closes_on=TODAY)
    with pytest.raises(Denied):
        open_round(cast.hana, cast.round)
    with pytest.raises(Denied):
        change_wording(cast.esi, cast.round, prompts=PROMPTS, concerns=[])


def test_a_round_opens_only_when_everything_is_in_place(cast):
    round = spring(cast)
    with pytest.raises(Refused) as refused:
        open_round(cast.amina, round)
    for gap in (
        "Data-protection assessment",
        "Privacy notice",
        "keep the keys",
        "The dates of the listening",
    ):
        assert gap in str(refused.value)
    make_ready(cast)
    assert opening_gaps(round) == ["The dates of the listening"]
    set_window(cast.amina, round, "listening", opens_on=TODAY, closes_on=TODAY, organisation=cast.community)
    assert opening_gaps(round) == ["The dates of the listening"]
    set_window(cast.amina, round, "listening", opens_on=TODAY, closes_on=TODAY + 28 * DAY)
    assert not stages.gate(round, "listening")
    open_round(cast.amina, round)
    assert round.opened_on == TODAY and stages.gate(round, "listening")
    assert Event.objects.filter(name="round_opened").count() == 1
    open_round(cast.amina, round)
    assert AuditEvent.objects.filter(verb="open_round").count() == 1


def test_a_planned_round_says_that_it_is_not_open(cast):
    Round.objects.filter(pk=cast.round.pk).update(opened_on=None)
    round = Round.objects.get(pk=cast.round.pk)
    answer = stages.gate(round, "voting")
    assert not answer and answer.reason == "Autumn round has not been opened yet."


@pytest.mark.parametrize(
    ("day", "is_open", "words"),
    [
        (TODAY - DAY, False, "opens on"),
        (TODAY, True, ""),
        (TODAY + 7 * DAY, True, ""),
        (TODAY + 10 * DAY, True, ""),
        (TODAY + 11 * DAY, False, "closed on"),
    ],
)
def test_the_gate_judges_the_day_of_the_act_with_days_of_grace(cast, day, is_open, words):
    set_window(cast.amina, cast.round, "voting", opens_on=TODAY, closes_on=TODAY + 7 * DAY, grace_days=3)
    answer = stages.gate(cast.round, "voting", on=day)
    assert bool(answer) is is_open and words in answer.reason


def test_one_organisation_may_have_its_own_dates_until_they_are_taken_away(cast):
    late = set_window(
        cast.amina,
        cast.round,
        "listening",
        opens_on=TODAY + 40 * DAY,
        closes_on=TODAY + 50 * DAY,
        organisation=cast.community,
    )
    assert not stages.gate(cast.round, "listening", organisation=cast.community)
    assert stages.gate(cast.round, "listening", organisation=cast.second_community)
    assert stages.gate(cast.round, "listening")
    drop_window(cast.amina, late)
    assert stages.gate(Round.objects.get(pk=cast.round.pk), "listening", organisation=cast.community)


def test_everybodys_dates_cannot_be_dropped(cast):
    with pytest.raises(Refused, match="everybody's dates"):
        drop_window(cast.amina, cast.round.windows.get(stage="voting"))


@pytest.mark.parametrize(
    ("stage", "dates", "problem"),
    [
        ("lunch", {}, "Choose one of"),
        ("voting", {"closes_on": TODAY - DAY}, "last day is before"),
        ("voting", {"opens_on": dt.date(1, 1, 1)}, "Check the years"),
        ("voting", {"closes_on": dt.date(9999, 12, 31)}, "Check the years"),
        ("voting", {"grace_days": -1}, "Days of grace"),
        ("voting", {"grace_days": 61}, "Days of grace"),
    ],
)
def test_dates_that_make_no_sense_are_refused(cast, stage, dates, problem):
    with pytest.raises(Refused, match=problem):
        set_window(cast.amina, cast.round, stage, **{"opens_on": TODAY, "closes_on": TODAY, **dates})


def test_an_organisation_of_another_area_gets_no_dates_here(cast):
    far = organisation(cast.other_area, "Far away")
    with pytest.raises(Refused, match="not one of the area"):
        set_window(cast.amina, cast.round, "voting", opens_on=TODAY, closes_on=TODAY, organisation=far)


def test_setting_the_same_dates_again_leaves_no_trace(cast):
    for _again in range(2):
        set_window(cast.amina, cast.round, "voting", opens_on=TODAY, closes_on=TODAY + DAY)
    assert AuditEvent.objects.filter(verb="plan_round").count() == 1
    assert StageWindow.objects.filter(round=cast.round, stage="voting").count() == 1


def test_the_wording_changes_until_the_round_is_open(cast):
    round = spring(cast)
    change_wording(cast.amina, round, prompts=["Only one?"], concerns=[])
    assert [p.text for p in round.prompts.all()] == ["Only one?"] and not round.concerns.exists()
    change_wording(cast.amina, round, prompts=["Only  one?"], concerns=[""])
    assert AuditEvent.objects.filter(verb="plan_round").count() == 1
    with pytest.raises(Refused, match="The round is open"):
        change_wording(cast.amina, cast.round, prompts=["Other?"], concerns=[])
    assert cast.round.prompts.count() == 2


def test_the_picture_shows_each_window_in_its_place(cast):
    round = spring(cast)
    assert timeline(round, TODAY) is None
    set_window(
        cast.amina, round, "voting", opens_on=TODAY + 50 * DAY, closes_on=TODAY + 74 * DAY, grace_days=25
    )
    set_window(cast.amina, round, "listening", opens_on=TODAY, closes_on=TODAY + 49 * DAY)
    drawn = timeline(round, TODAY + 25 * DAY)
    assert [(b.window.stage, b.left, b.width, b.grace) for b in drawn.bars] == [
        ("listening", 0, 50, 0),
        ("voting", 50, 25, 25),
    ]
    assert drawn.today == 25
    assert timeline(round, TODAY - DAY).today is None


def at(cast, name, **more):
    return reverse(name, kwargs={"area": cast.area.slug, **more})


def test_a_round_is_started_planned_and_opened_on_its_pages(cast):
    make_ready(cast)
    client = cast.client("amina")
    form = client.get(at(cast, "start_round")).context["form"]
    assert "putting pressure" in form.initial["prompts"] and form.initial["concerns"] == "Damp and repairs"
    wrong = client.post(at(cast, "start_round"), {"name": "Spring 2027", "prompts": "", "concerns": "Buses"})
    assert 'value="Spring 2027"' in wrong.content.decode() and "Buses" in wrong.content.decode()
    started = client.post(
        at(cast, "start_round"), {"name": "Spring 2027", "prompts": "Why?\n\nHow?", "concerns": "Buses"}
    )
    assert started["Location"] == at(cast, "round_plan", round="spring-2027")
    page = client.get(started["Location"]).content.decode()
    assert "It cannot open before" in page and "The dates of the listening" in page
    still_closed = client.post(at(cast, "open_round", round="spring-2027"), follow=True).content.decode()
    assert "The round cannot open yet. Missing: The dates of the listening." in still_closed
    dates = {"opens_on": "2026-11-16", "closes_on": "2026-12-16", "grace_days": "7", "stage": "listening"}
    bad = client.post(at(cast, "set_window", round="spring-2027"), {**dates, "closes_on": "2026-11-01"})
    assert "The last day is before the first" in bad.content.decode()
    client.post(at(cast, "set_window", round="spring-2027"), dates)
    assert "Everything is in place" in client.get(started["Location"]).content.decode()
    opened = client.post(at(cast, "open_round", round="spring-2027"), follow=True).content.decode()
    assert "Open since" in opened and "<svg" in opened
    late = client.post(at(cast, "change_wording", round="spring-2027"), {"prompts": "Else?", "concerns": ""})
    assert "The round is open" in late.content.decode() and "Else?" in late.content.decode()


def test_a_member_sees_the_plan_without_the_buttons(cast):
    page = cast.client("bea").get(at(cast, "round_plan", round="autumn")).content.decode()
    assert (
        "Plan of the round" in page and "Set the dates of a stage" not in page and "Add a moment" not in page
    )


def test_a_stranger_and_a_missing_round_get_the_same_answer(cast):
    client = cast.client("esi")
    assert client.get(at(cast, "round_plan", round="autumn")).status_code == 404
    assert client.get(at(cast, "round_plan", round="nothing")).status_code == 404
    assert (
        cast.client("amina").get(at(cast, "drop_window", round="autumn", window=cast.area.pk)).status_code
        == 404
    )
    everybodys = cast.round.windows.get(stage="voting")
    address = at(cast, "drop_window", round="autumn", window=everybodys.pk)
    assert cast.client("amina").post(address).status_code == 404


def test_the_plan_asks_the_database_no_more_for_more_dates_and_moments(cast, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, address = cast.client("amina"), at(cast, "round_plan", round="autumn")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for n in range(5):
        own = organisation(cast.area, f"Group {n}")
        StageWindow.objects.create(
            round=cast.round, stage="listening", organisation=own, opens_on=TODAY, closes_on=TODAY
        )
        cast.round.moments.create(kind="check_in", held_on=TODAY)
        cast.round.concerns.create(position=10 + n, text=f"Concern {n}")
    with django_assert_num_queries(len(few)):
        client.get(address)
