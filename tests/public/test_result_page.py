"""The public result: all of it, every column adding up, for few and many organisations."""

from __future__ import annotations

import gzip
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from listens.listening.models import Round
from listens.priorities.models import GateDecision, LongList, ReasonSeen, Result
from listens.public.result import page
from listens.public.result.fetch import Counted
from listens.public.result.paid import paid_table
from listens.public.votes import exactly, per_cent
from listens.public.votes import told as in_short
from tests.cast import TODAY, Cast
from tests.public import build, votes
from tests.public.pages import stray_digits

pytestmark = pytest.mark.django_db
BUILT = Path(settings.STATICFILES_DIRS[0])
MOST_BYTES = 60_000


def address(cast: Cast, name: str = "round_result") -> str:
    return reverse(name, args=[cast.area.slug, cast.round.slug])


def shown(cast: Cast, language: str = "en-gb") -> str:
    answer = Client(headers={"accept-language": language}).get(address(cast))
    assert answer.status_code == 200
    return answer.content.decode()


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).strip()


def told(cast: Cast, result: Result) -> page.ResultPage:
    return page.tell(Counted(Round.objects.prefetch_related("windows").get(pk=cast.round.pk), result))


def three(
    cast: Cast, *ticks: tuple[str, list[str]], seats: int = 1, rule: str = "drip", **forced: Any
) -> Result:
    for reference, title in (("P1", "Damp homes"), ("P2", "The bus"), ("P3", "Wages")):
        build.proposal(cast, reference, title)
    long_list = LongList.objects.create(area=cast.area, round=cast.round, num_seats=seats, rule=rule)
    long_list.proposals.set(cast.round.proposals.all())
    return votes.counted(cast, long_list, ticks, **forced)


def test_before_the_count_and_in_another_area_there_is_no_page(cast: Cast) -> None:
    assert Client().get(address(cast)).status_code == 404
    three(cast, ("A", ["P1"]))
    assert Client().get(address(cast)).status_code == 200
    assert Client().get(reverse("round_result", args=["north", cast.round.slug])).status_code == 404


@pytest.mark.parametrize("rule", ["drip", "equal-shares"])
def test_columns_add_up_to_exactly_one_and_rows_to_what_each_paid(cast: Cast, rule: str) -> None:
    result = votes.large(cast, organisations=20, proposals=9, seats=4, rule=rule)
    paid = told(cast, result).paid
    assert paid is not None
    assert [sum_.value for _place, sum_ in paid.columns] == [1] * 4
    assert paid.together.value == 4
    exact = [
        {who: Fraction(part) for who, part in each["paid_by"].items()} for each in result.content["winners"]
    ]
    for row in paid.rows:
        spent = sum((by.get(row.name, Fraction(0)) for by in exact), Fraction(0))
        assert row.spent.value == per_cent(spent)
        assert [part.value if part else None for _place, part in row.cells] == [
            per_cent(by[row.name]) if row.name in by else None for by in exact
        ]
    assert {row.name for row in paid.rows} == set(result.content["coverage"]["organisations"])
    sums = re.search(r"<tfoot.*?</tfoot>", shown(cast), re.S)[0]
    assert re.findall(r'app-table__label.*?</span><data value="([\d.]+)"', sums) == ["1"] * 4 + ["4"]


def test_a_column_that_does_not_add_up_is_not_called_one(cast: Cast) -> None:
    winner = {"proposal": "P1", "rank": 1, "firmness": "clear", "paid_by": {"A": "2/3", "B": "1/4"}}
    result = three(cast, ("A", ["P1"]), ("B", ["P1"]))
    result.content["winners"] = [winner]
    counted = Counted(cast.round, result)
    paid = paid_table(counted, in_short(cast.round, result, {}).winners, exactly(cast.round, result))
    assert paid is not None
    assert paid.columns[0][1].value == pytest.approx(11 / 12)


def test_an_organisation_that_got_nothing_has_its_line(cast: Cast) -> None:
    result = three(cast, ("A", ["P1"]), ("A", ["P1"]), ("B", ["P1", "P2"]), ("C", ["P3"]))
    paid = told(cast, result).paid
    assert paid is not None
    assert [(row.name, row.spent.value) for row in paid.rows] == [("A", 50), ("B", 50), ("C", 0)]


@pytest.mark.parametrize(
    ("part", "shown"),
    [("0", 0), ("1/1000000", 0.1), ("999999/1000000", 99.9), ("1", 100), ("1/3", 33.3), ("7/3", 233.3)],
)
def test_a_small_part_is_not_nothing_and_nearly_all_is_not_all(part: str, shown: float) -> None:
    assert per_cent(Fraction(part)) == shown


def test_why_not_mine(cast: Cast) -> None:
    three(cast, ("A", ["P1"]), ("A", ["P1", "P2"]), ("B", ["P1", "P2"]), ("B", ["P2"]), ("C", ["P1"]))
    text = text_of(shown(cast))
    assert "The bus" in text
    assert "3 ballots ticked it; 2 of them got another of their ticks. Most often: Damp homes (2)" in text
    assert "Wages 100 per cent was missing. No ballot ticked it." in text


def test_a_tie_says_how_it_was_settled(cast: Cast) -> None:
    three(cast, ("A", ["P1"]), ("B", ["P2"]))
    text = text_of(shown(cast))
    assert "These were exactly level for place 1: Damp homes; The bus." in text
    assert "so a lot was drawn. The number agreed for lots before the vote: 0." in text


def test_a_group_that_got_too_little_is_told_at_the_top_with_the_other_list(cast: Cast) -> None:
    checks = {"ejr_plus": False, "left_out": ["P3"]}
    three(cast, ("A", ["P1"]), ("B", ["P3"]), seats=1, checks=checks, equal_shares=["P3"])
    html = shown(cast)
    chosen, checked = (
        html.split('id="chosen"')[1].split('id="how"')[0],
        html.split('id="fair"')[1].split("Ties")[0],
    )
    assert "got too little" in chosen and 'href="#fair"' in chosen
    assert "Wages" in checked and re.search(r"<ol data-act>\s*<li[^>]*>Wages</li>", checked)
    assert "found none that did" not in html
    assert stray_digits(html) == []


def test_places_that_stay_empty(cast: Cast) -> None:
    three(cast, ("A", ["P1"]), ("B", ["P1"]), seats=2)
    assert "1 place stayed empty: nobody ticked anything else." in text_of(shown(cast))


def test_most_votes_and_every_way_stand_side_by_side(cast: Cast) -> None:
    result = votes.large(cast, organisations=12, proposals=9, seats=4)
    found = told(cast, result)
    content = result.content
    assert [way.chosen for way in found.ways.ways] == [
        [each["proposal"] for each in content["winners"]],
        content["most_votes"],
        content["equal_shares"],
        *(content["by_weights"][scheme] for scheme in ("square-root", "bands", "ballot")),
    ]
    for row in found.ways.rows:
        for way, place in row.cells:
            assert (place is not None) == (row.title in {_title(cast, each) for each in way.chosen})
    assert found.beside.reached.value == per_cent(Fraction(content["coverage"]["all"]))
    assert len(found.reached) == 12


def _title(cast: Cast, reference: str) -> str:
    return str(cast.round.proposals.get(reference=reference).title)


@pytest.mark.parametrize(("scheme", "says"), [
    ("organisation", "one equal share"), ("square-root", "four times the members"), ("bands", "three sizes of share"),
    ("ballot", "Every ballot counted the same"),
])  # fmt: skip
def test_what_it_says_of_shares_is_true(cast: Cast, scheme: str, says: str) -> None:
    votes.large(cast, organisations=4, proposals=4, seats=2, scheme=scheme)
    for html in (shown(cast), Client().get(address(cast, "round")).content.decode()):
        assert says in html
        assert ("one equal share" in html) == (scheme == "organisation")


def test_what_did_not_reach_the_vote_is_told_where_the_reason_is_public(cast: Cast) -> None:
    three(cast, ("A", ["P1"]))
    heard = build.theme(cast.area, "heard", "Heard")
    build.conversations(cast, 40, heard)
    for reference, is_public in (("P8", True), ("P9", False)):
        away = build.proposal(cast, reference, f"Away {reference}", heard)
        away.organisations.add(cast.community)
        decision = GateDecision.objects.create(
            proposal=away, seq=1, outcome="parked",
            reason=f"Because of {reference}", is_public=is_public, by=cast.amina, on=TODAY,
        )  # fmt: skip
        ReasonSeen.objects.create(
            decision=decision, organisation=cast.community, title=away.title, by=cast.hana, on=TODAY
        )
    html = shown(cast)
    assert "Because of P8" in html
    assert "P9" not in html


def test_the_text_to_read_aloud_is_english_and_says_so(cast: Cast) -> None:
    three(cast, ("A", ["P1"]))
    assert "in English only" not in shown(cast)
    html = shown(cast, "ar")
    aloud = html.split('id="aloud"')[1].split('id="take"')[0]
    assert '<div data-act lang="en" dir="ltr"><p>We counted 1 ballot from 1 organisation.</p>' in aloud
    assert aloud.count("<p>") > 3


def test_queries_do_not_grow(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            shown(cast)
        return len(captured)

    small = votes.large(cast, organisations=5, proposals=4, seats=2)
    few = queries()
    LongList.objects.filter(pk=small.long_list_id).update(round=build.round_of(cast, 2))
    cast.round.proposals.all().delete()
    votes.large(cast, organisations=25, proposals=15, seats=8)
    assert queries() <= few


@pytest.mark.skipif(not (BUILT / "app.css").exists(), reason="The look is not built. Type: make assets")
def test_the_first_load_is_light_with_sixty_organisations_and_twenty_proposals(cast: Cast) -> None:
    """Page, style and script as they go over the wire. The font (shared by all pages, kept for a year) is not in it."""
    votes.large(cast)
    client = Client(headers={"accept-encoding": "gzip, br"})
    answer = client.get(address(cast))
    html = gzip.decompress(answer.content).decode()
    named = set(re.findall(r'(?:href|src)="/static/([^"?]+\.(?:css|js))"', html))
    sizes = {name: len(brotli.compress((BUILT / name).read_bytes(), quality=11)) for name in named}
    sizes |= {"page": len(answer.content), "headers": 600 * (len(named) + 2)}
    assert sum(sizes.values()) <= MOST_BYTES, sizes
    assert html.count("<tr") > 60


def test_it_is_found_from_the_round_the_area_and_the_theme(cast: Cast) -> None:
    build.whole_cycle(cast)
    link = f'href="{address(cast)}'
    for where in (
        reverse("area_home", args=["south"]),
        address(cast, "round"),
        reverse("promise", args=["south", 1]),
    ):
        assert link in Client().get(where).content.decode(), where
    theme = Client().get(reverse("theme", args=["south", "housing"])).content.decode()
    assert "Chosen by vote:" in theme and f'{link}#chosen"' in theme
    assert "and not chosen:" in theme and f'{link}#why"' in theme
    Result.objects.all().delete()
    for where in (reverse("area_home", args=["south"]), reverse("theme", args=["south", "housing"])):
        assert link not in Client().get(where).content.decode()
