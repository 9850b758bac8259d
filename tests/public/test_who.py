"""Who was heard, as the public reads it: released, hidden where small, and compared by its printed numbers alone."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from listens.places.models import Figures as FiguresOfPlaces
from listens.public.actions import make_release
from tests.browser import check_page, no_sideways_scroll, picture
from tests.cast import TODAY, Cast, organisation
from tests.listening.reached import LIVES_HERE, borough, cards, lives_here
from tests.public import build
from tests.public.pages import stray_digits

pytestmark = pytest.mark.django_db
ETHNIC = {"white": 153, "black": 12, "asian": 31, "mixed": 9, "other": 8, "not said": 13}
FEW_MIXED = ETHNIC | {"mixed": 4}


def page(query: str = "", language: str = "en-gb") -> str:
    answer = Client(headers={"accept-language": language}).get(f"/south/who/{query}")
    assert answer.status_code == 200
    seen = answer.content.decode()
    assert stray_digits(seen) == []
    return seen


def rows(seen: str) -> dict[str, list[str]]:
    """The cells of every table by the label of their row."""
    found = {}
    for row in re.findall(r"<tr.*?</tr>", seen, re.S):
        cells = re.findall(r"<td.*?</td>", row, re.S)
        words = [
            re.sub(r"<span class=\"app-table__label\".*?</span>|<[^>]+>", "", cell).strip() for cell in cells
        ]
        if words:
            found[words[0]] = words[1:]
    return found


def test_nothing_before_a_release(cast: Cast) -> None:
    lives_here(cast, "ethnicity")
    cards(cast, "ethnicity", ETHNIC)
    assert "Nothing is published yet" in page()


def test_a_release_compares_its_own_rounded_numbers(cast: Cast) -> None:
    lives_here(cast, "ethnicity")
    cards(cast, "ethnicity", ETHNIC)
    make_release(cast.amina, cast.area, TODAY)
    found = rows(page())
    assert found["White"] == ["155", "72 (66 to 78)", "55", "Heard more often"]
    assert found["Black, Black British, Caribbean or African"][3] == "Heard less often"
    assert found["Would rather not say"] == ["15", "–", "–", "No figure"]
    assert found["All who said"][0] == "215"
    cards(cast, "age", {"16-24": 90, "25-34": 90})
    assert "by age" not in page()  # live cards change no public page
    assert "/south/who/" in Client().get("/south/heard/").content.decode()


def test_the_same_words_stand_there_once(cast: Cast) -> None:
    lives_here(cast, "ethnicity")
    lives_here(cast, "disability")
    cards(cast, "ethnicity", {"white": 100, "black": 100})
    cards(cast, "disability", {"limited a lot": 100, "not limited": 100})
    make_release(cast.amina, cast.area, TODAY)
    seen = page()
    assert seen.count('class="app-reach"') > 1
    assert seen.count("points of a hundred too high or too low") == 1


def test_a_hidden_group_stays_hidden_and_nothing_is_said_of_it(cast: Cast) -> None:
    lives_here(cast, "ethnicity")
    cards(cast, "ethnicity", FEW_MIXED)
    make_release(cast.amina, cast.area, TODAY)
    seen = page()
    found = rows(seen)
    hidden = [label for label, cells in found.items() if cells and cells[0] == "not shown"]
    assert "Mixed or multiple ethnic groups" in hidden and len(hidden) == 2
    assert all(cells[1:] == ["–", "–", "Hidden"] for label, cells in found.items() if label in hidden)
    assert found["White"][3] == "Heard more often"
    assert seen.count('class="app-ratio__label"') == 6 and seen.count('class="app-ratio__dot" d="M') == 3 + 1


def test_where_every_group_is_hidden_the_counts_stand_alone(cast: Cast) -> None:
    lives_here(cast, "disability")
    cards(cast, "disability", {"limited a lot": 3, "not limited": 42})
    south = borough(cast, "E09000028", "Southwark")
    for place in (south, cast.ward.parent):
        lives_here(cast, "ethnicity", place=place)
    build.conversations(cast, 42)
    build.conversations(cast, 3, organisation=organisation(cast.area, "Peckham Hall", borough=south))
    make_release(cast.amina, cast.area, TODAY)
    seen = page()
    found = rows(seen)
    for label in ("Yes, a lot or a little", "No", "Lambeth", "Southwark"):
        assert found[label] == ["not shown"], label
    assert found["All who said"] == ["45"] == found["All"]
    assert seen.count("Too few were counted, or too many numbers are hidden") == 2


def test_a_few_who_would_not_say_hide_nobody_else(cast: Cast) -> None:
    lives_here(cast, "ethnicity")
    cards(cast, "ethnicity", ETHNIC | {"not said": 2})
    make_release(cast.amina, cast.area, TODAY)
    found = rows(page())
    assert found["Would rather not say"] == ["not shown", "–", "–", "Hidden"]
    assert found["White"][0] == "155" and found["Other ethnic group"][0] == "10"


def test_boroughs_of_all_rounds_by_their_conversations(cast: Cast) -> None:
    south = borough(cast, "E09000028", "Southwark")
    for place in (south, cast.ward.parent):
        lives_here(cast, "ethnicity", place=place)
    build.conversations(cast, 70, people=5)
    build.conversations(cast, 20, organisation=organisation(cast.area, "Peckham Hall", borough=south))
    make_release(cast.amina, cast.area, TODAY)
    found = rows(page())
    assert found["Lambeth"] == ["70", "78 (68 to 85)", "50", "Heard more often"]
    assert found["Southwark"][3] == "Heard less often" and found["All"][0] == "90"


def test_a_borough_where_nobody_was_heard_is_there_too(cast: Cast) -> None:
    south, west = borough(cast, "E09000028", "Southwark"), borough(cast, "E09000032", "Wandsworth")
    for place in (south, west, cast.ward.parent):
        lives_here(cast, "ethnicity", place=place)
    build.conversations(cast, 70)
    build.conversations(cast, 20, organisation=organisation(cast.area, "Peckham Hall", borough=south))
    make_release(cast.amina, cast.area, TODAY)
    seen = page()
    assert rows(seen)["Wandsworth"] == ["0", "0 (0 to 4)", "33", "Heard less often"]
    assert "Of a hundred conversations" in seen and "Of a hundred heard" not in seen
    build.conversations(cast, 3, organisation=organisation(cast.area, "Everywhere Union"))
    make_release(cast.amina, cast.area, TODAY)
    seen = page()
    found = rows(seen)
    assert found["Not named"] == ["not shown"] and found["Wandsworth"] == ["0"]
    assert "Too few were counted, or too many numbers are hidden" in seen


def test_more_people_than_any_area_has_break_no_page(cast: Cast) -> None:
    lives_here(cast, "ethnicity")
    for row in FiguresOfPlaces.objects.all():
        row.pairs = [[name, 900_000_000] for name, _number in row.pairs]
        row.save()
    cards(cast, "ethnicity", ETHNIC)
    make_release(cast.amina, cast.area, TODAY)
    assert "Heard more often" in page()
    assert cast.client("amina").get("/south/rounds/autumn/reach/").status_code == 200


def test_too_few_to_compare_and_too_few_to_publish(cast: Cast) -> None:
    for key in ("ethnicity", "disability"):
        lives_here(cast, key)
    cards(cast, "ethnicity", {"white": 10, "asian": 9})
    cards(cast, "disability", {"not limited": 7})
    make_release(cast.amina, cast.area, TODAY)
    seen = page()
    assert "Too few were counted" in seen and "by ethnic group" in seen and "by disability" not in seen


def test_without_figures_the_counts_stand_alone(cast: Cast) -> None:
    cards(cast, "age", {"16-24": 20, "65-79": 9, "80+": 3})
    lives_here(cast, "tenure", {"Tents": 4, "Boats": 3})
    cards(cast, "tenure", {"owned": 40, "temporary": 20})
    make_release(cast.amina, cast.area, TODAY)
    seen = page()
    assert "No published figures of this have been brought in" in seen
    assert "divided in another way" in seen
    assert rows(seen)["65 or over"] == ["10"]


def test_each_round_has_its_own_cards(cast: Cast) -> None:
    other = build.round_of(cast, 2)
    cards(cast, "age", {"16-24": 20, "25-34": 30})
    cards(cast, "age", {"16-24": 80, "25-34": 40}, other)
    make_release(cast.amina, cast.area, TODAY)
    assert rows(page())["16 to 24"] == ["80"] and rows(page("?round=autumn"))["16 to 24"] == ["20"]
    assert Client().get("/south/who/?round=none").status_code == 404


def test_more_rounds_and_groups_cost_no_more_queries(cast: Cast) -> None:
    for key in LIVES_HERE:
        lives_here(cast, key)
        cards(cast, key, {"black": 30, "16-24": 20, "owned": 20, "not limited": 20, "not said": 11})

    def queries() -> int:
        page()
        with CaptureQueriesContext(connection) as asked:
            page()
        return len(asked)

    make_release(cast.amina, cast.area, TODAY)
    few = queries()
    for number in range(2, 6):
        cards(cast, "age", {"16-24": 80, "25-34": 40}, build.round_of(cast, number))
        cards(cast, "ethnicity", ETHNIC, build.round_of(cast, 10 + number))
    make_release(cast.amina, cast.area, TODAY)
    assert queries() <= few < 20


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_in_a_browser(cast: Cast, new_page) -> None:
    for key in LIVES_HERE:
        lives_here(cast, key)
    cards(cast, "ethnicity", FEW_MIXED)
    cards(cast, "tenure", {"owned": 50, "social": 40, "private": 20, "temporary": 9, "other": 8})
    cards(cast, "age", {"16-24": 9, "25-34": 20, "35-49": 30, "50-64": 30, "65-79": 20, "80+": 15})
    make_release(cast.amina, cast.area, TODAY)
    for locale in ("en-GB", "ar"):
        reader = new_page(locale=locale)
        reader.goto("/south/who/")
        check_page(reader)
        picture(reader, f"public-who-{locale}")
        no_sideways_scroll(reader, 320)
        picture(reader, f"public-who-{locale}-320")
