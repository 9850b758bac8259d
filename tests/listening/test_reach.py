"""Who was heard, against who lives here: the page, its file, whom to hear next, and whom an organisation reaches."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from listens.cli.main import main
from listens.core.models import AuditEvent
from listens.listening.models import Conversation, ReachNote
from listens.listening.reach import census
from listens.listening.reach.who import who_was_heard
from listens.listening.reach.whom_next import whom_next
from listens.places.models import Place
from listens.places.population import Population
from tests.browser import check_page, no_sideways_scroll, picture, sign_in
from tests.cast import Cast, organisation
from tests.listening.reached import CENSUS_DAY, LIVES_HERE, borough, cards, lives_here
from tests.public import build

pytestmark = pytest.mark.django_db
PAGE = "/south/rounds/autumn/reach/"
ETHNIC = {"white": 150, "black": 12, "asian": 30, "mixed": 9, "other": 6, "not said": 13}


def page(cast: Cast, who: str = "amina", query: str = "") -> str:
    return cast.client(who).get(PAGE + query).content.decode()


def by_name(cast: Cast):
    return {one.name: one for one in who_was_heard(cast.round).by_card}


class TestAgainstTheCensus:
    def test_a_group_that_is_heard_less_often_is_named_and_told_how_many_more(self, cast: Cast) -> None:
        lives_here(cast, "ethnicity")
        cards(cast, "ethnicity", ETHNIC)
        found = by_name(cast)["ethnicity"]
        groups = {group.group: group for group in found.reach.groups}
        black = groups["Black, Black British, Caribbean or African"]
        assert (black.heard, black.verdict) == (12, "under") and groups["White"].verdict == "over"
        assert black.population_share == pytest.approx(0.18) and black.share == pytest.approx(12 / 207)
        unsaid = groups["Would rather not say"]
        assert (unsaid.heard, unsaid.population_share) == (13, None)
        gap = next(one for one in whom_next(who_was_heard(cast.round)) if one.label == black.group)
        assert gap.is_clear and (12 + gap.more) / (207 + gap.more) == pytest.approx(0.18, abs=0.005)
        seen = page(cast)
        before, after = seen.split("<h3>Which ethnic group are you from?</h3>")[1].split("app-chart", 1)
        assert "has to be 10 points too high or too low" in before
        assert "Heard less often" in after and "Census 2021: ethnicity, ONS, as at 21 March 2021" in after
        assert "people of all ages" in after and f"About {gap.more} more cards." in seen

    def test_what_the_census_does_not_count_is_kept_without_a_figure(self, cast: Cast) -> None:
        lives_here(cast, "tenure")
        cards(cast, "tenure", {"owned": 50, "social": 40, "private": 20, "temporary": 9, "other": 3})
        found = by_name(cast)["tenure"]
        assert [row.label for row in found.rows if row.is_apart] == [
            "Temporary accommodation",
            "Something else",
            "Would rather not say",
        ]
        shares = {group.group: group.population_share for group in found.reach.groups}
        assert shares["I own it, or pay a mortgage"] == pytest.approx(239 / 549)
        assert shares["Temporary accommodation"] is None
        assert "No figure" in page(cast) and "counts homes, not people" in page(cast)

    def test_ages_are_joined_where_only_one_side_divides_them(self, cast: Cast) -> None:
        lives_here(cast, "age")
        cards(cast, "age", {"16-24": 5, "25-34": 20, "35-49": 30, "50-64": 30, "65-79": 20, "80+": 15})
        found = by_name(cast)["age"]
        assert [(row.label, row.heard) for row in found.rows] == [
            ("16 to 24", 5),
            ("25 to 34", 20),
            ("35 to 49", 30),
            ("50 to 64", 30),
            ("65 or over", 35),
            ("Would rather not say", 0),
        ]
        shares = [group.population_share for group in found.reach.groups][:5]
        assert shares == pytest.approx([0.125, 0.25, 0.275, 0.2125, 0.1375])
        assert "begins at 18, the card at 16" in page(cast)

    def test_a_lot_and_a_little_are_one(self, cast: Cast) -> None:
        lives_here(cast, "disability")
        cards(cast, "disability", {"limited a lot": 10, "limited a little": 30, "not limited": 120})
        assert [(row.label, row.heard) for row in by_name(cast)["disability"].rows][:2] == [
            ("Yes, a lot or a little", 40),
            ("No", 120),
        ]

    @pytest.mark.parametrize(
        ("group", "groups", "why"),
        [
            ("ethnicity", {"White": 5, "Klingon": 2}, "category “Klingon”, which has no place"),
            ("ethnicity", {"White": 5, "White: Irish": 2}, "fewer than two groups"),
            ("ethnicity", {"White": 5, "Black": 0}, "fewer than two groups"),
            ("age", {"Under 16": 5, "Grown up": 9}, "category “Grown up”"),
            ("age", {"0 to 64": 5, "65 and over": 9}, "has no place"),
        ],
    )
    def test_what_cannot_be_set_side_by_side_is_refused_in_words(self, group, groups, why) -> None:
        figures = Population(group, groups, "people", "Census", "ONS", "OGL", CENSUS_DAY)
        with pytest.raises(census.NotPlaced, match=why):
            census.place(group, figures)

    def test_bands_of_five_years_and_of_single_years(self) -> None:
        fives = {f"Aged {low} to {low + 4} years": 10 for low in range(0, 85, 5)} | {
            "Aged 85 years and over": 9
        }
        ones = {str(age): 1 for age in range(90)}
        for groups, first in ((fives, 20), (ones, 16)):
            figures = Population("age", groups, "people", "Census", "ONS", "OGL", CENSUS_DAY)
            placed = census.place("age", figures)
            assert [one.label for one in placed.groups][-1] == "80 or over" and len(placed.groups) == 6
            assert any(f"begins at {first}" in note for note in placed.notes) == (first > 16)


class TestPlaces:
    def test_people_heard_at_one_table_say_less_about_places(self, cast: Cast) -> None:
        south, lambeth = borough(cast, "E09000028", "Southwark"), cast.ward.parent
        other = organisation(cast.area, "Peckham Hall", borough=south)
        for place in (south, lambeth):
            lives_here(cast, "ethnicity", place=place)
        build.conversations(cast, 80, people=1)
        build.conversations(cast, 40, organisation=other)
        alone = who_was_heard(cast.round).boroughs.reach.groups
        assert {group.group: group.verdict for group in alone} == {
            "Lambeth": "over",
            "Southwark": "under",
            "Place not known": "too few to say",
        }
        assert "Many people were heard together" not in page(cast)
        build.conversations(cast, 10, people=40, organisation=other)
        heard = who_was_heard(cast.round)
        assert heard.where.total.design_effect > 20
        assert {group.verdict for group in heard.boroughs.reach.groups} == {"too few to say"}
        assert "Many people were heard together" in page(cast)

    def test_the_wards_of_one_borough(self, cast: Cast) -> None:
        build.conversations(cast, 9, people=2)
        seen = page(cast, query=f"?borough={cast.ward.parent.code}")
        assert "Wards of Lambeth" in seen and "Stockwell East" in seen
        for code in ("E0", "%00", "x" * 300):
            assert cast.client("amina").get(f"{PAGE}?borough={code}").status_code == 404, code
        wards = who_was_heard(cast.round, cast.ward.parent).wards
        assert [(row.label, row.heard) for row in wards.rows] == [
            ("Stockwell East", 0),
            ("Place not known", 18),
        ]

    def test_a_crowd_in_another_borough_takes_nothing_from_the_wards_of_this(self, cast: Cast) -> None:
        north = Place.objects.create(
            area=cast.area, kind="ward", parent=cast.ward.parent, code="E05000417", name="Brixton North"
        )
        for ward in (cast.ward, north):
            lives_here(cast, "ethnicity", place=ward)
        for ward, num in ((cast.ward, 70), (north, 30)):
            build.conversations(cast, num)
            Conversation.objects.filter(ward=None).update(ward=ward)

        def wards():
            return {
                group.group: (group.verdict, group.low)
                for group in who_was_heard(cast.round, cast.ward.parent).wards.reach.groups
            }

        alone = wards()
        assert alone["Stockwell East"][0] == "over"
        south = borough(cast, "E09000028", "Southwark")
        other = organisation(cast.area, "Peckham Hall", borough=south)
        build.conversations(cast, 10, people=40, organisation=other)
        assert wards() == alone

    def test_figures_that_lack_a_place_are_refused_in_words(self, cast: Cast) -> None:
        borough(cast, "E09000028", "Southwark")
        lives_here(cast, "ethnicity", place=cast.ward.parent)
        build.conversations(cast, 40)
        assert "has nobody living in Southwark" in page(cast)


class TestWhomNext:
    def test_organisations_that_reach_them_are_named(self, cast: Cast) -> None:
        lives_here(cast, "ethnicity")
        cards(cast, "ethnicity", ETHNIC)
        assert "No organisation is noted as reaching them." in page(cast)
        client, address = cast.client("amina"), f"/south/organisations/{cast.second_community.pk}/reaches/"
        assert client.post(address, {"ethnicity": ["black", "other"], "age": ["80+"]}).status_code == 302
        assert ReachNote.objects.count() == 3
        seen = page(cast)
        assert "Larkwood Women&#x27;s Association</a>, Association, Lambeth (has not been heard from" in seen
        build.conversations(cast, 1, organisation=cast.second_community)
        assert "has not been heard from" not in page(cast)
        assert "<a href" not in page(cast, "nia").split("Who could reach them:")[1].split("</ul>")[0]

    def test_the_note_is_changed_and_undone(self, cast: Cast) -> None:
        client, address = cast.client("amina"), f"/south/organisations/{cast.community.pk}/reaches/"
        client.post(address, {"age": ["80+"], "tenure": ["temporary"]})
        rows = AuditEvent.objects.count()
        client.post(address, {"age": ["80+"], "tenure": ["temporary"]})
        assert AuditEvent.objects.count() == rows
        assert client.get(address).content.decode().count("checked") == 2
        client.post(address, {})
        assert not ReachNote.objects.exists()
        assert AuditEvent.objects.latest("seq").detail["taken_away"] == ["age: 80+", "tenure: temporary"]

    def test_what_cannot_be_is_refused(self, cast: Cast) -> None:
        client = cast.client("amina")
        answer = client.post(f"/south/organisations/{cast.body.pk}/reaches/", {"age": ["80+"]})
        assert "Public bodies do not listen" in answer.content.decode()
        answer = client.post(f"/south/organisations/{cast.community.pk}/reaches/", {"age": ["7"]})
        assert "Error" in answer.content.decode() and not ReachNote.objects.exists()


class TestEmptyAndFew:
    def test_nothing_at_all(self, cast: Cast) -> None:
        seen = page(cast)
        assert seen.count("No published figures of this have been brought in") == 5
        assert "No conversation has been accepted yet." in seen and "app-ratio" not in seen

    def test_too_few_to_say(self, cast: Cast) -> None:
        lives_here(cast, "ethnicity")
        cards(cast, "ethnicity", {"white": 4})
        seen = page(cast)
        assert "With so few people no difference could be told from chance." in seen
        assert "Too few to say" in seen and "Fewer than expected, but it may be chance" in seen
        cards(cast, "ethnicity", {"black": 0})

    def test_nobody_said(self, cast: Cast) -> None:
        lives_here(cast, "ethnicity")
        cards(cast, "ethnicity", {"not said": 4})
        assert "Nobody has been counted here yet" in page(cast)


class TestWhoSees:
    def test_staff_of_the_community_side_do(self, cast: Cast) -> None:
        for who in ("amina", "femi", "nia"):
            assert cast.client(who).get(PAGE).status_code == 200
        for who, status in (("bea", 403), ("pat", 403), ("dele", 404), ("esi", 404)):
            assert cast.client(who).get(PAGE).status_code == status, who

    def test_the_round_home_leads_to_it(self, cast: Cast) -> None:
        cards(cast, "age", {"16-24": 9})
        assert PAGE in cast.client("amina").get("/south/rounds/autumn/home/").content.decode()
        assert PAGE not in cast.client("bea").get("/south/rounds/autumn/home/").content.decode()
        for who in ("femi", "nia"):
            assert PAGE in cast.client(who).get("/south/desk/").content.decode()

    def test_the_file_says_the_same(self, cast: Cast) -> None:
        for key in LIVES_HERE:
            lives_here(cast, key)
        cards(cast, "ethnicity", ETHNIC)
        build.conversations(cast, 3, people=4)
        answer = cast.client("nia").get("/south/rounds/autumn/reach.csv")
        rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
        black = next(row for row in rows if row["group"].startswith("Black"))
        assert (black["heard"], black["verdict"], black["figures_as_at"]) == ("12", "under", "2021-03-21")
        assert float(black["ratio"]) == pytest.approx(12 / 207 / 0.18, abs=1e-3)
        assert AuditEvent.objects.latest("seq").verb == "export_reach"
        assert {"about": "kind of organisation", "group": "Faith group", "heard": "12"}.items() <= rows[
            -1
        ].items()


def test_the_command_writes_the_same_file(cast: Cast, tmp_path) -> None:
    cards(cast, "age", {"16-24": 9})
    to = ["--area", "south", "--to", str(tmp_path / "who.csv")]
    assert main(["export", "reach", "autumn", *to]) == 0
    assert (tmp_path / "who.csv").read_bytes() == cast.client("nia").get(
        "/south/rounds/autumn/reach.csv"
    ).content
    assert main(["export", "reach", "spring", *to]) == 2


def test_twenty_organisations_cost_what_two_cost(cast: Cast) -> None:
    client = cast.client("amina")

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"{PAGE}?borough={cast.ward.parent.code}").status_code == 200
        return len(asked)

    for key in LIVES_HERE:
        lives_here(cast, key)
    cards(cast, "ethnicity", ETHNIC)
    build.conversations(cast, 2)
    queries()
    few = queries()
    for number in range(20):
        other = organisation(cast.area, f"Hall {number}", borough=borough(cast, f"E{number}", f"B{number}"))
        build.conversations(cast, 2, organisation=other)
        ReachNote.objects.create(organisation=other, group="ethnicity", value="black")
    assert queries() == few < 35


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locale", ["en-GB", "ar"])
def test_who_was_heard_in_a_browser(cast: Cast, new_page, locale) -> None:
    for key in LIVES_HERE:
        lives_here(cast, key)
    cards(cast, "ethnicity", ETHNIC)
    cards(cast, "tenure", {"owned": 50, "social": 40, "private": 20, "temporary": 9, "other": 3})
    cards(cast, "age", {"16-24": 5, "25-34": 20, "35-49": 30, "50-64": 30, "65-79": 20, "80+": 15})
    ReachNote.objects.create(organisation=cast.second_community, group="ethnicity", value="black")
    for number in range(3):
        place = borough(cast, f"E{number}", f"Borough {number}")
        lives_here(cast, "ethnicity", {"White": 100 + 200 * number, "Black": 90}, place)
        build.conversations(
            cast, 20, people=2, organisation=organisation(cast.area, f"Hall {number}", borough=place)
        )
    lives_here(cast, "ethnicity", place=cast.ward.parent)
    desk = new_page(locale=locale)
    sign_in(desk, cast.amina)
    desk.goto(PAGE)
    check_page(desk)
    picture(desk, f"who-was-heard-{locale}")
    no_sideways_scroll(desk, 320)
    picture(desk, f"who-was-heard-{locale}-320")
    desk.emulate_media(media="print")
    desk.set_viewport_size({"width": 794, "height": 1123})
    picture(desk, f"who-was-heard-{locale}-print")
    desk.emulate_media(media="screen")
    desk.goto(f"/south/organisations/{cast.second_community.pk}/reaches/")
    check_page(desk)
    picture(desk, f"reaches-{locale}")
    desk.locator("input[name=age][value='80+']").check()
    desk.locator(".app-form button[type=submit]").click()
    desk.wait_for_url(f"**/organisations/{cast.second_community.pk}/")
    assert ReachNote.objects.count() == 2
