"""From round to round: like with like, a range, and no line across a changed definition."""

import csv
import datetime as dt
import io

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from listens.sensemaking import actions
from listens.sensemaking.between.compared import Comparison
from listens.sensemaking.models import Coding, Theme, ThemeChange, ThemeEstimate
from tests.browser import check_page, picture, sign_in
from tests.sensemaking.build import codebook, note, theme
from tests.sensemaking.proposed import run
from tests.sensemaking.rounds import AUTUMN, WINTER, coded, coded_twice, next_round

pytestmark = pytest.mark.django_db
SUMMER = WINTER + dt.timedelta(days=120)
DAY = dt.timedelta(days=1)


def compared(cast, by=""):
    """{code: row} of the newest two rounds."""
    found = Comparison(cast.area)
    before, after = found.readings[-2:]
    return {row.theme.code: row for row in found.rows(before, after, found.scope(before, after, by))}


def page(cast, name="between_rounds", query="", **more):
    where = reverse(name, kwargs={"area": "south", **more}) + query
    return " ".join(cast.client("amina").get(where).content.decode().split())


def change(cast, of, at=SUMMER, **more):
    """Of its definition, as its page does it, on that day."""
    of.refresh_from_db()
    words = {"name": of.name, "definition": of.definition, "parent": of.parent} | more
    with time_machine.travel(at, tick=False):
        actions.change_theme(cast.femi, of, **words)


@pytest.fixture
def at_the_time(monkeypatch):
    """The history of the codebook says when the clock was, not on which day the area of the tests stands."""
    from django.utils import timezone

    from listens.core.models import Area

    monkeypatch.setattr(Area, "now", lambda self: timezone.now())


def test_more_fewer_and_no_clear_change_with_their_range(cast):
    coded_twice(cast)
    rows = compared(cast)
    damp, money = rows["damp"], rows["money"]
    assert (damp.before.share, damp.after.share) == (0.2, 0.6) and damp.verdict == "more"
    assert damp.change.low > 0.2 and damp.change.high < 0.56 and damp.change.change == pytest.approx(0.4)
    assert money.verdict == "no clear difference" and money.change.low < 0 < money.change.high
    assert rows["housing"].before.share == 0.2, "a theme of the first level has what its parts have"
    shown = page(cast)
    assert "20 of 100 conversations, then 60. Difference: +40 (+" in shown
    assert shown.index(">More<") < shown.index(">No clear change<")
    assert "compared is 1 organisation that was heard in both rounds" in shown


def test_like_is_compared_with_like(cast):
    """In neither organisation anything changed; only in the second round the one where it is common was heard much."""
    themes = codebook(cast)
    first, second = cast.community, cast.second_community
    coded(cast, themes, {"damp": 10}, 80, at=WINTER, organisation=first)
    coded(cast, themes, {"damp": 32}, 40, at=WINTER, organisation=second)
    next_round(cast)
    coded(cast, themes, {"damp": 5}, 40, at=AUTUMN, organisation=first)
    coded(cast, themes, {"damp": 64}, 80, at=AUTUMN, organisation=second)
    assert compared(cast)["damp"].verdict == "no clear difference"
    assert compared(cast)["damp"].change.change == pytest.approx(0)
    assert compared(cast, "all")["damp"].verdict == "more"
    assert "A difference may come from who was heard." in page(cast, query="?by=all")
    assert "2 organisations that were heard in both" in page(cast)


def test_where_hardly_any_organisation_was_heard_twice_boroughs_are_compared_and_else_everybody(cast):
    themes = codebook(cast)
    first, second = cast.community, cast.second_community
    coded(cast, themes, {"damp": 10}, 60, at=WINTER, organisation=first)
    next_round(cast)
    coded(cast, themes, {"damp": 10}, 60, at=AUTUMN, organisation=second)
    assert "the 1 borough" not in page(cast) and "1 borough that was heard in both rounds" in page(cast)
    second.borough = None
    second.save()
    shown = page(cast)
    assert "Too few were held at the same organisations" in shown
    assert compared(cast, "organisation")["damp"].obstacle == "nobody in common"
    assert "Nobody was heard in both rounds who could be compared." in page(cast, query="?by=organisation")


@pytest.mark.usefixtures("at_the_time")
def test_a_changed_definition_ends_the_comparison_and_stays_readable(cast):
    themes = coded_twice(cast)
    change(cast, themes["damp"], definition="Only mould")
    rows = compared(cast)
    assert rows["damp"].obstacle == "defined anew" and rows["damp"].change.change is None
    assert rows["housing"].verdict == "more" and rows["housing"].turns, "marked at the theme above it"
    shown = page(cast)
    assert "Its definition changed." in shown and "Defined anew on 30 June 2026 by Femi." in shown
    card = shown[shown.index(">Damp</a>") :][:1500]
    assert "app-slope__break" in card and "app-slope__line" not in card
    meant = page(cast, "theme_between", code="damp")
    assert (
        meant.index("Mould, wet walls") < meant.index("Defined anew on 30 June") < meant.index("Only mould")
    )
    assert meant.count("What it meant then") == 2 and "Since then" not in meant


@pytest.mark.usefixtures("at_the_time")
@pytest.mark.parametrize(
    ("at", "more", "is_broken"),
    [
        (SUMMER, {"keeps_meaning": True}, False),
        (WINTER + dt.timedelta(minutes=5), {}, False),  # while round one was read
        (WINTER + dt.timedelta(minutes=58), {}, True),  # when nearly all of it was
        (AUTUMN + dt.timedelta(minutes=30), {}, True),  # while round two is read
        (AUTUMN + DAY, {}, False),  # after its last note
    ],
)
def test_when_a_new_definition_is_a_break(cast, at, more, is_broken):
    themes = coded_twice(cast)
    change(cast, themes["damp"], at, definition="Only mould", **more)
    assert (compared(cast)["damp"].obstacle == "defined anew") == is_broken
    if at == AUTUMN + DAY:
        assert "Since then" in page(cast, "theme_between", code="damp"), "the next round will be read by it"
    if more:
        assert "Said more clearly on 30 June 2026 by Femi: the same notes belong." in page(cast)


@pytest.mark.usefixtures("at_the_time")
def test_a_note_decided_late_does_not_move_the_end_of_a_round(cast):
    themes = coded_twice(cast)
    change(cast, themes["damp"], definition="Only mould")
    late = Coding.objects.order_by("pk").first()
    Coding.objects.create(note=late.note, theme=themes["money"], by=cast.femi, at=SUMMER + DAY)
    assert compared(cast)["damp"].obstacle == "defined anew"


@pytest.mark.usefixtures("at_the_time")
def test_what_was_undone_is_no_change_and_a_new_name_is_none_either(cast):
    themes = coded_twice(cast)
    change(cast, themes["damp"], definition="Only mould")
    with time_machine.travel(SUMMER + DAY):
        actions.undo_change(cast.femi, ThemeChange.objects.get())
    change(cast, themes["money"], name="Pay and rent", at=SUMMER + 2 * DAY)
    rows = compared(cast)
    assert rows["damp"].verdict == "more" and not rows["money"].obstacle
    assert "It was called “Money”." in page(cast, "theme_between", code="money")


@pytest.mark.usefixtures("at_the_time")
def test_a_definition_that_was_undone_only_after_the_round_is_a_break(cast):
    themes = codebook(cast)
    change(cast, themes["damp"], WINTER - DAY, definition="Only mould")
    coded(cast, themes, {"damp": 12}, 60, at=WINTER)
    with time_machine.travel(SUMMER):
        actions.undo_change(cast.femi, ThemeChange.objects.get())
    next_round(cast)
    coded(cast, themes, {"damp": 12}, 60, at=AUTUMN)
    assert compared(cast)["damp"].obstacle == "defined anew"


@pytest.mark.usefixtures("at_the_time")
def test_merged_split_new_and_parked_themes(cast):
    themes = coded_twice(cast)
    with time_machine.travel(SUMMER):
        parts = actions.split_theme(cast.femi, themes["damp"], [{"name": "Mould"}, {"name": "Leaks"}])
        fresh = actions.add_theme(cast.femi, cast.area, code="buses", name="Buses")
        actions.merge_themes(cast.femi, themes["repairs"], themes["money"])
    rows = compared(cast)
    assert "repairs" not in rows and rows["money"].verdict == "no clear difference"
    assert rows["damp"].obstacle == "split" and rows["mould"].obstacle == "waits"
    assert rows["housing"].verdict == "more", "the theme above has the same notes as before"
    assert rows["buses"].obstacle == "new"
    shown = page(cast)
    assert "It was split into “Mould”, “Leaks”: look at those." in shown
    assert "“Damp” was split, and some of its notes wait to be coded to the parts." in shown
    assert "It is new since 30 June 2026: before that nobody looked for it." in shown
    for one in Coding.objects.filter(theme=themes["damp"]).select_related("note"):
        Coding.objects.create(note=one.note, theme=themes["damp"], act="remove", by=cast.femi, at=one.at)
        Coding.objects.create(note=one.note, theme=parts[0], by=cast.femi, at=one.at)
    assert compared(cast)["mould"].verdict == "more", "all were coded again, so the parts have a past"
    with time_machine.travel(SUMMER):
        Theme.objects.filter(code="money").update(parked_on=SUMMER.date())
        actions.merge_themes(cast.femi, Theme.objects.get(code="leaks"), fresh)
    rows = compared(cast)
    assert rows["money"].obstacle == "parked" and rows["buses"].obstacle == "took over"
    assert "It took the place of “Leaks” on 30 June 2026" in page(cast)
    assert "counts for:" in page(cast, "theme_between", code="leaks")


@pytest.mark.usefixtures("at_the_time")
@pytest.mark.parametrize(
    ("old", "above", "broken"),
    [("damp", "housing", {"damp"}), ("housing", "housing", set()), ("damp", None, {"damp", "housing"})],
)
def test_a_theme_that_lost_a_part_is_not_compared_but_for_what_still_holds_it(cast, old, above, broken):
    themes = coded_twice(cast)
    with time_machine.travel(SUMMER):
        new = actions.add_theme(cast.femi, cast.area, code="cots", name="Cots", parent=themes.get(above))
        actions.branch_theme(cast.femi, themes[old], new)
    rows = compared(cast)
    assert {code for code in ("damp", "housing") if rows[code].obstacle == "defined anew"} == broken
    assert f"A part of “{themes[old].name}” became a theme of its own: “Cots”." in page(cast)


def test_few_conversations_are_not_compared(cast):
    themes = codebook(cast)
    coded(cast, themes, {"damp": 2}, 60, at=WINTER)
    next_round(cast)
    coded(cast, themes, {"damp": 9}, 12, at=AUTUMN)
    assert {row.obstacle for row in compared(cast).values()} == {"few"}
    shown = page(cast)
    assert "Fewer than 30 conversations were read at random" in shown
    assert "No theme can be compared between these two rounds" in shown


def test_what_was_not_read_at_random_is_not_compared(cast):
    themes = codebook(cast)
    coded(cast, themes, {"damp": 20}, 60, at=WINTER)
    next_round(cast)
    coded(cast, themes, {"damp": 20}, 60, at=AUTUMN)
    note(cast)  # one is not read, so the rest has to be a sample
    Coding.objects.update(coder="Ann")  # and comes from a file
    assert {row.obstacle for row in compared(cast).values()} == {"nothing read"}
    assert "Nothing was read at random" in page(cast)


def test_with_everybody_compared_the_reckoned_size_counts(cast):
    themes = coded_twice(cast)
    ended = run(cast, "suggestions")
    figures = {"share": 0.5, "low": 0.45, "high": 0.55, "num": 60, "num_clusters": 60, "found": 30}
    ThemeEstimate.objects.create(
        run=ended, theme=themes["damp"], unit="conversations", method="both", **figures
    )
    after = compared(cast, "all")["damp"].after
    assert after.share == 0.5 and after.low < 0.45 < 0.55 < after.high, "others might have been heard"
    assert compared(cast)["damp"].after.share == 0.6, "like with like rests on what was read"


def test_before_there_are_two_rounds_it_says_so(cast):
    assert "Nothing is coded yet" in page(cast)
    themes = codebook(cast)
    coded(cast, themes, {"damp": 20}, 60, at=WINTER)
    assert "Only notes of Autumn round are coded so far." in page(cast)
    assert "Of 100 conversations, this many spoke of it: 33" in page(cast, "theme_between", code="damp")
    next_round(cast)
    shown = page(cast)
    assert "Only notes of Autumn round" in shown and "Nothing of Spring round is coded yet" in shown
    client = cast.client("amina")
    assert client.get(reverse("download_between", args=["south"])).status_code == 404
    coded(cast, themes, {"damp": 20}, 60, at=AUTUMN)
    for bad in ("before=spring&after=autumn", "before=x", "after=autumn", "before=spring"):
        assert client.get(reverse("between_rounds", args=["south"]) + f"?{bad}").status_code == 404
    assert client.get(reverse("between_rounds", args=["south"]) + "?by=rubbish").status_code == 200


@pytest.mark.usefixtures("at_the_time")
def test_the_file_has_what_the_table_has(cast):
    themes = coded_twice(cast)
    change(cast, themes["money"], definition="=1+1")
    answer = cast.client("grace").get(reverse("download_between", args=["south"]))
    assert "south-autumn-spring-themes.csv" in answer["Content-Disposition"]
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))}
    damp, money = rows["damp"], rows["money"]
    assert (damp["share_before"], damp["share_after"], damp["difference"]) == ("0.2", "0.6", "0.4")
    assert (damp["read_before"], damp["what_it_means"], damp["part_of"]) == ("60", "More", "housing")
    assert (money["difference"], money["why"]) == ("", "Its definition changed.")
    assert money["definition_after"] == "'=1+1" and "30 June 2026" in money["changes_of_definition"]


def test_three_rounds_can_be_compared_two_by_two(cast):
    themes = coded_twice(cast)
    next_round(cast, "summer")
    coded(cast, themes, {"damp": 6}, 60, at=AUTUMN + 60 * DAY)
    assert compared(cast)["damp"].verdict == "less"
    assert page(cast).count("– Summer round") == 2
    assert "20 of 100 conversations, then 10." in page(cast, query="?before=autumn&after=summer")
    shown = page(cast, "theme_between", code="damp")
    assert shown.count("app-slope__dot") == 3 and shown.count("app-slope__line") == 2


def test_no_query_more_for_more_notes_and_themes(cast):
    themes = coded_twice(cast)
    client, address = cast.client("amina"), reverse("between_rounds", args=["south"])
    client.get(address)
    num = []
    for time in range(2):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        num.append(len(seen))
        themes |= {f"t{n}": theme(cast, f"t{n}") for n in range(6 * time, 6 * time + 6)}
        coded(cast, themes, {"t1": 5, "t2": 9}, 30, at=AUTUMN, start=100 * (time + 1))
    assert num[0] == num[1]


@pytest.mark.browser
@pytest.mark.usefixtures("at_the_time")
def test_in_a_browser(cast, page):
    themes = coded_twice(cast)
    change(cast, themes["money"], definition="Pay, rent and debt")
    sign_in(page, cast.amina)
    page.goto("/south/codebook/")
    page.get_by_role("link", name="From round to round").click()
    page.get_by_role("heading", name="No clear change").or_(
        page.get_by_role("heading", name="More")
    ).first.wait_for()
    check_page(page)
    picture(page, "between")
    page.get_by_role("link", name="Money").first.click()
    page.get_by_role("heading", name="Money from round to round").wait_for()
    check_page(page)
    picture(page, "theme-between")
