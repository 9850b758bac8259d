"""The home of a round: who has begun, who is quiet, who has not been heard, what is due and what to do next."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from listens.core import access
from listens.core.acting import Refused
from listens.core.models import AuditEvent
from listens.listening.actions import accept_conversations, add_moment, record_moment, set_targets
from listens.listening.models import (
    Conversation,
    HeardTally,
    ListenerLink,
    Moment,
    Round,
    RoundTarget,
    Sheet,
)
from listens.listening.progress import Standing, not_heard, progress
from tests.browser import check_page, no_sideways_scroll, picture, sign_in
from tests.cast import TODAY, Cast, organisation
from tests.listening.phones import a_link
from tests.listening.sheets import sheets
from tests.listening.test_offers import an_offer
from tests.listening.test_reasons_and_answers import sent
from tests.public import build

HOME = "/south/rounds/autumn/home/"


def home(cast: Cast, who: str = "amina") -> str:
    return " ".join(cast.client(who).get(HOME).content.decode().split())


def ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


def fresh(cast: Cast) -> Round:
    return Round.objects.select_related("area").prefetch_related("windows").get(pk=cast.round.pk)


def standings(cast: Cast) -> dict[str, Standing]:
    return {one.organisation.name.split()[0]: one.standing for one in progress(fresh(cast))}


def aged_link(cast: Cast, days: int, of=None) -> ListenerLink:
    link = a_link(cast, of)[0]
    ListenerLink.objects.filter(pk=link.pk).update(made_on=ago(days))
    return link


class TestProgress:
    def test_what_is_accepted_counts_and_what_waits_is_beside_it(self, cast: Cast) -> None:
        link = a_link(cast)[0]
        first, second, _third = [sent(cast, link, people_heard=4) for _ in range(3)]
        accept_conversations(cast.grace, cast.round, [first.pk, second.pk])
        [church] = [one for one in progress(fresh(cast)) if one.organisation == cast.community]
        assert (church.accepted, church.heard, church.waiting, church.num_links) == (2, 8, 1, 1)
        assert church.last_on == TODAY and church.standing == Standing.GOING

    def test_the_target_stands_beside_it(self, cast: Cast) -> None:
        build.conversations(cast, 3, people=5)
        set_targets(cast.amina, cast.round, total=None, targets={cast.community.pk: (3, 20)})
        assert "3 conversations (reached), 20 people (5 to go)" in home(cast)

    def test_public_bodies_do_not_listen(self, cast: Cast) -> None:
        assert {one.organisation for one in progress(fresh(cast))} == {cast.community, cast.second_community}

    def test_standings(self, cast: Cast) -> None:
        assert set(standings(cast).values()) == {Standing.NO_LINK}
        aged_link(cast, 6)
        assert standings(cast)["St"] == Standing.JUST_BEGUN
        aged_link(cast, 7)
        assert standings(cast)["St"] == Standing.NOT_STARTED
        sent(cast)
        assert standings(cast)["St"] == Standing.GOING
        Conversation.objects.update(received_on=ago(7))
        assert standings(cast) == {"St": Standing.QUIET, "Larkwood": Standing.NO_LINK}

    def test_who_listens_on_paper_alone_needs_no_link(self, cast: Cast) -> None:
        sheets(cast)
        assert standings(cast) == {"St": Standing.JUST_BEGUN, "Larkwood": Standing.NO_LINK}
        assert "has a link yet" not in home(cast, "bea")
        Sheet.objects.update(made_on=ago(7))
        assert standings(cast)["St"] == Standing.NOT_STARTED
        assert "1 organisation has not started: ring them." in home(cast)

    def test_nobody_is_quiet_when_listening_is_over(self, cast: Cast) -> None:
        sent(cast)
        Conversation.objects.update(received_on=ago(20))
        cast.round.windows.filter(stage="listening").update(closes_on=ago(1))
        assert standings(cast)["St"] == Standing.OVER

    def test_who_is_missing_among_the_cards(self, cast: Cast) -> None:
        assert not_heard(cast.round) is None
        for value, n in (("16-24", 7), ("25-34", 8), ("35-49", 90), ("50-64", 9), ("65-79", 10)):
            HeardTally.objects.create(area=cast.area, round=cast.round, group="age", value=value, n=n)
        found = {str(one.question): one for one in not_heard(cast.round) or []}
        age = found["How old are you?"]
        assert [str(one) for one in age.nobody] == ["80 or over"] and [str(one) for one in age.few] == [
            "16 to 24"
        ]
        page = home(cast)
        assert "80 or over" in page and "Few: 16 to 24" in page


class TestTargets:
    def test_all_are_set_at_once_and_taken_away(self, cast: Cast) -> None:
        set_targets(
            cast.amina,
            cast.round,
            total=500,
            targets={cast.community.pk: (20, None), cast.second_community.pk: (None, 120)},
        )
        assert cast.round.target_heard == 500 and RoundTarget.objects.count() == 2
        set_targets(cast.amina, cast.round, total=500, targets={cast.community.pk: (None, None)})
        assert RoundTarget.objects.get().people == 120
        before = AuditEvent.objects.count()
        set_targets(cast.amina, cast.round, total=500, targets={cast.community.pk: (None, None)})
        assert AuditEvent.objects.count() == before

    def test_what_cannot_be_is_refused_whole(self, cast: Cast) -> None:
        for targets in ({cast.community.pk: (0, None)}, {cast.body.pk: (1, 1)}, {cast.round.pk: (1, 1)}):
            with pytest.raises(Refused):
                set_targets(cast.amina, cast.round, total=None, targets=targets)
        with pytest.raises(access.Denied):
            set_targets(cast.bea, cast.round, total=5, targets={})
        assert not RoundTarget.objects.exists()

    def test_the_form_has_every_organisation(self, cast: Cast) -> None:
        client, address = cast.client("amina"), reverse("set_targets", args=["south", "autumn"])
        name = f"people-{cast.community.pk}"
        assert name in client.get(address).content.decode()
        assert "Error" in client.post(address, {name: "-3"}).content.decode()
        assert client.post(address, {"total": "400", name: "60"}).status_code == 302
        assert 'value="60"' in client.get(address).content.decode()
        page = home(cast)
        assert "60 people (60 to go)" in page and "We hope to hear 400 people" in page


class TestNextStep:
    def test_people_before_papers(self, cast: Cast) -> None:
        assert "Nobody has a link yet" in home(cast)
        aged_link(cast, 8)
        assert "1 organisation has not started: ring them." in home(cast)
        conversation = sent(cast)
        Conversation.objects.update(received_on=ago(9))
        assert "1 organisation has gone quiet: ring them." in home(cast)
        fresh_one = sent(cast)
        assert "waited for a reviewer for more than one working day" in home(cast)
        accept_conversations(cast.grace, cast.round, [conversation.pk, fresh_one.pk])
        an_offer(cast, 4)
        assert "1 offer is owed an answer." in home(cast)
        Moment.objects.create(round=cast.round, kind="debrief", held_on=ago(2))
        assert "Write down what came of it" not in home(cast, "bea").split("Moments")[0]

    def test_a_moment_is_the_next_step_when_all_goes_well(self, cast: Cast) -> None:
        accept_conversations(cast.grace, cast.round, [sent(cast).pk])
        assert "Nothing is due today." in home(cast)
        over = add_moment(cast.amina, cast.round, kind="check_in", held_on=ago(1))
        assert "Write down what came of: Check-in." in home(cast)
        record_moment(cast.amina, over, who_came="All", decisions="", next_step="Go on")
        add_moment(cast.amina, cast.round, kind="debrief", held_on=ago(-9))
        assert "Get ready for: Debrief, 25 November 2026." in home(cast)

    def test_a_target_without_a_link_is_said(self, cast: Cast) -> None:
        sent(cast)
        set_targets(cast.amina, cast.round, total=None, targets={cast.second_community.pk: (None, 30)})
        assert "1 organisation has a target and no link yet" in home(cast)

    def test_many_organisations_make_one_picture(self, cast: Cast) -> None:
        for number in range(31):
            build.conversations(cast, 1, organisation=organisation(cast.area, f"Hall {number}"), people=2)
        page = home(cast)
        assert "by kind of organisation" in page and "Each organisation with its target" in page
        assert "Faith group" in page and page.count("Hall 30") < 4

    def test_a_planned_round_leads_to_its_plan(self, cast: Cast) -> None:
        Round.objects.update(opened_on=None)
        assert "The round is not open yet" in home(cast)

    def test_the_plan_is_told_what_it_forgot(self, cast: Cast) -> None:
        page = home(cast)
        assert page.count("Check-in, about") == 2 and "Commissioning, about" in page
        assert "Celebration, about" in page and "Add a moment" in page
        add_moment(cast.amina, cast.round, kind="check_in", held_on=ago(-3))
        page = home(cast)
        assert page.count("Check-in, about") == 1 and "The agenda is ready to print." in page


class TestWhoSees:
    def test_a_lead_sees_its_own_organisation_only(self, cast: Cast) -> None:
        sent(cast, a_link(cast, cast.second_community)[0], people_heard=41)
        sent(cast)
        an_offer(cast, 4)
        aged_link(cast, 9, cast.second_community)
        HeardTally.objects.create(area=cast.area, round=cast.round, group="age", value="16-24", n=70)
        page = home(cast, "bea")
        assert "St Brannock" in page
        for hidden in (
            "Larkwood",
            'value="41"',
            "offer is owed",
            "Who has not been heard",
            "Set the targets",
        ):
            assert hidden not in page
        assert f"/organisations/{cast.community.pk}/themes/" in page
        assert cast.client("hana").get(HOME).status_code == 404
        assert cast.client("esi").get(HOME).status_code == 404

    def test_a_lead_is_told_what_to_do(self, cast: Cast) -> None:
        assert "No listener of St Brannock&#x27;s Church has a link yet" in home(cast, "bea")
        aged_link(cast, 8)
        assert "Nothing has come from St Brannock&#x27;s Church yet" in home(cast, "bea")

    def test_no_words_are_on_the_page(self, cast: Cast) -> None:
        sent(cast)
        assert "damp" not in home(cast)

    def test_the_desk_and_the_plan_lead_to_it(self, cast: Cast) -> None:
        for who in ("amina", "bea"):
            assert HOME in cast.client(who).get("/south/desk/").content.decode()
            assert HOME in cast.client(who).get("/south/rounds/autumn/plan/").content.decode()
        assert HOME not in cast.client("grace").get("/south/rounds/autumn/plan/").content.decode()


def test_thirty_organisations_cost_what_three_cost(cast: Cast) -> None:
    client = cast.client("amina")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(HOME).status_code == 200
        return len(asked)

    listened = [cast.community, cast.second_community, organisation(cast.area, "Third Hall")]
    for one in listened:
        some(cast, one)
    queries()  # the first request of a process looks up what later ones know
    few = queries()
    for number in range(27):
        some(cast, organisation(cast.area, f"Hall {number}"))
    assert queries() == few < 40


def some(cast: Cast, one) -> None:
    """Links, targets and conversations of one organisation."""
    aged_link(cast, 9, one)
    RoundTarget.objects.create(round=cast.round, organisation=one, people=30)
    build.conversations(cast, 2, organisation=one, people=5)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locale", ["en-GB", "ar"])
def test_the_home_in_a_browser(cast: Cast, new_page, locale) -> None:
    for number in range(6):
        some(cast, organisation(cast.area, f"Hall of a long name number {number}"))
    aged_link(cast, 9, cast.second_community)
    sent(cast)
    add_moment(cast.amina, cast.round, kind="debrief", held_on=ago(-9))
    add_moment(cast.amina, cast.round, kind="check_in", held_on=ago(2))
    HeardTally.objects.create(area=cast.area, round=cast.round, group="age", value="16-24", n=3)
    desk = new_page(locale=locale)
    for who in ("amina", "bea"):
        sign_in(desk, getattr(cast, who))
        desk.goto(HOME)
        check_page(desk)
        picture(desk, f"round-home-{who}-{locale}")
        no_sideways_scroll(desk, 320)
        picture(desk, f"round-home-{who}-{locale}-320")
        desk.set_viewport_size({"width": 1280, "height": 900})
    sign_in(desk, cast.amina)
    desk.goto(reverse("set_targets", args=["south", "autumn"]))
    check_page(desk)
    desk.locator(f"input[name='people-{cast.community.pk}']").fill("60")
    picture(desk, f"targets-{locale}")
    desk.locator(".app-form button[type=submit]").click()
    desk.wait_for_url(f"**{HOME}")
    assert RoundTarget.objects.filter(organisation=cast.community, people=60).exists()
