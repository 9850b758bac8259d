"""All themes at once: counts by hand, what comes together, and the same queries whatever the number of notes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from listens.sensemaking import overview
from listens.sensemaking.actions import decide_note
from tests.browser import check_page, picture, sign_in
from tests.sensemaking.build import codebook, note, notes, theme, withdraw


def conversations(cast, themes, *told):
    """One conversation for each list of codes, of one note."""
    made = []
    for codes in told:
        one = note(cast)
        decide_note(cast.femi, one, [themes[code] for code in codes])
        made.append(one)
    return made


def test_pairs_by_hand(cast):
    themes = codebook(cast) | {"school": theme(cast, "school")}
    told = [["damp", "money"]] * 4 + [["repairs"]] * 2 + [["school", "money"]] + [["school"]] * 5 + [[]] * 3
    conversations(cast, themes, *told)
    found = overview.heard(cast.area, cast.round)
    assert found.met.shape == (15, 5)
    [pair] = overview.pairs(found)
    assert (pair.one.code, pair.other.code, pair.num) == ("housing", "money", 4)
    assert pair.lift == pytest.approx(4 * 15 / (6 * 5))  # six have housing, five have money


def test_a_pair_that_would_be_told_as_one_time_chance_is_none(cast):
    themes = codebook(cast) | {"school": theme(cast, "school")}
    conversations(cast, themes, *[["school", "money"]] * 6, *[["school"]] * 6, *[["money"]] * 6, *[[]] * 7)
    assert overview.pairs(overview.heard(cast.area)) == []  # 6 * 25 / (12 * 12) is 1.04
    conversations(cast, themes, [], [])
    assert len(overview.pairs(overview.heard(cast.area))) == 1  # and 6 * 27 / (12 * 12) is told as 1.1


def test_two_notes_of_one_conversation_are_one_and_what_was_taken_back_is_none(cast):
    themes = codebook(cast)
    one, other = notes(cast, 2, together=True)
    decide_note(cast.femi, one, [themes["damp"]])
    decide_note(cast.femi, other, [themes["money"]])
    assert overview.heard(cast.area).met.sum(axis=1).tolist() == [2]
    withdraw(cast, other)
    assert overview.heard(cast.area).met.sum(axis=1).tolist() == [1]


def test_two_themes_side_by_side(cast):
    themes = codebook(cast)
    conversations(cast, themes, ["damp", "money"], ["housing"], ["money"], [])
    client = cast.client("amina")
    address = reverse("compare_themes", args=["south"])
    page = client.get(address, {"one": "housing", "other": "money"})
    found = page.context["found"]
    assert (found.num, found.sides[0].num, found.sides[1].num, found.num_both) == (4, 2, 2, 1)
    assert "2 (50%)" in page.content.decode()
    same = client.get(address, {"one": "money", "other": "money"})
    assert "Choose two different themes" in same.content.decode() and same.context["found"] is None
    rubbish = client.get(address, {"one": "nowhere", "other": ""})
    assert rubbish.status_code == 200 and rubbish.context["found"] is None


def test_whether_there_is_more_to_hear(cast):
    themes = codebook(cast)
    conversations(cast, themes, *[["damp"]] * 12, *[["money"]] * 12)
    sentences = cast.client("amina").get(reverse("themes_overview", args=["south"])).context["newness"]
    assert sentences[0] == "Hardly anything new comes up any more."
    for n in range(6):
        conversations(cast, {"new": theme(cast, f"new-{n}")}, ["new"])
    sentences = cast.client("amina").get(reverse("themes_overview", args=["south"])).context["newness"]
    assert sentences[0] == "There is more to hear." and sentences[1].startswith("6 themes came up in one")


def test_no_query_more_for_more_notes(cast):
    themes = codebook(cast)
    client, address = cast.client("amina"), reverse("themes_overview", args=["south"])
    conversations(cast, themes, ["damp"])
    num = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        num.append(len(seen))
        conversations(cast, themes, *[["damp", "money"]] * 6)
    assert num[0] == num[1]


@pytest.mark.browser
def test_in_a_browser(cast, page):
    themes = codebook(cast) | {"school": theme(cast, "school")}
    sign_in(page, cast.amina)
    page.goto("/south/codebook/overview/")
    check_page(page)
    conversations(cast, themes, *[["damp", "money"]] * 12, *[["repairs"]] * 4, ["school"], *[["money"]] * 7)
    page.goto("/south/codebook/overview/")
    check_page(page)
    picture(page, "overview")
    page.get_by_role("link", name="Put two themes side by side").click()
    page.get_by_label("A theme").select_option("housing")
    page.get_by_label("And another").select_option("money")
    page.get_by_role("button", name="Put them side by side").click()
    page.get_by_role("heading", name="By borough").or_(page.get_by_text("By borough")).first.wait_for()
    check_page(page)
    picture(page, "compare")
