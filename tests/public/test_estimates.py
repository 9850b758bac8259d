"""How many conversations spoke of a theme, as an estimate in a release: what is given, what is not, and what stays."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from listens.core.models import Release
from listens.listening.models import Note
from listens.methods.disclosure.estimates import Sampled, reach, tell
from listens.methods.disclosure.rules import Rule
from listens.methods.themes.estimate import estimate
from listens.public.actions import make_release
from listens.public.draft import draft
from listens.public.estimates import Chosen
from listens.sensemaking import actions
from listens.sensemaking.models import Theme, ThemeEstimate
from tests.cast import TODAY, Cast
from tests.public import build
from tests.public.reckoned import reckon

pytestmark = pytest.mark.django_db


@pytest.fixture
def themes(cast: Cast) -> dict[str, Theme]:
    """400 conversations; of housing 60 were found, of damp 40 of them, of buses five."""
    made = {"housing": build.theme(cast.area, "housing"), "buses": build.theme(cast.area, "buses")}
    made["damp"] = build.theme(cast.area, "damp", parent=made["housing"])
    build.conversations(cast, 40, made["damp"])
    build.conversations(cast, 20, made["housing"])
    build.conversations(cast, 5, made["buses"])
    build.conversations(cast, 335)
    return made


def counts(themes: dict[str, Theme]) -> dict[Theme, int]:
    return {themes["housing"]: 60, themes["damp"]: 40, themes["buses"]: 5}


def release(cast: Cast, *without: str) -> dict:
    chosen = Chosen([cast.round.slug], [f"{cast.round.slug}:{code}" for code in without])
    return make_release(cast.amina, cast.area, TODAY, estimates=chosen).estimates[cast.round.slug]


def states(cast: Cast) -> dict[str, str]:
    offered = draft(cast.area).offered[cast.round.slug]["themes"]
    return {code: one["state"] for code, one in offered.items()}


def test_a_release_holds_the_estimates_of_a_round(cast: Cast, themes: dict[str, Theme]) -> None:
    reckon(cast, counts(themes), 200)
    kept = release(cast)
    assert (kept["num_all"], kept["num_read"], kept["worked_out_on"]) == (400, 200, TODAY.isoformat())
    value, low, high = kept["themes"]["housing"]["of_hundred"]
    row = ThemeEstimate.objects.get(theme=themes["housing"])
    assert low < 100 * row.share < high and low < value < high
    most = [4 * share for share in (low, value, high)]
    assert kept["themes"]["housing"]["of_all"] == pytest.approx([most[1], most[0], most[2]], abs=6)
    assert kept["themes"]["housing"]["version"] == 1 and not kept["themes"]["housing"]["by_machine"]


def test_of_too_few_no_number_is_given(cast: Cast, themes: dict[str, Theme]) -> None:
    reckon(cast, counts(themes), 200)
    kept = release(cast)["themes"]
    assert kept["buses"]["state"] == "too few" and "of_hundred" not in kept["buses"]


def test_nothing_goes_out_unless_it_is_chosen_and_again_what_was(
    cast: Cast, themes: dict[str, Theme]
) -> None:
    reckon(cast, counts(themes), 200)
    assert make_release(cast.amina, cast.area, TODAY).estimates == {}
    assert set(release(cast, "damp")["themes"]) == {"housing", "buses"}
    again = make_release(cast.amina, cast.area, TODAY).estimates[cast.round.slug]
    assert set(again["themes"]) == {"housing", "buses"}


def test_what_a_release_holds_stays_as_it_was(cast: Cast, themes: dict[str, Theme]) -> None:
    reckon(cast, counts(themes), 200)
    before = release(cast)
    reckon(cast, {themes["housing"]: 100}, 200)
    assert Release.objects.get().estimates[cast.round.slug] == before


def test_what_was_read_in_full_is_a_count_and_no_estimate(cast: Cast, themes: dict[str, Theme]) -> None:
    reckon(cast, counts(themes), 400)
    kept = release(cast)["themes"]
    assert {one["state"] for one in kept.values()} == {"counted"}
    assert not any("of_hundred" in one or "of_all" in one for one in kept.values())


def test_a_hidden_count_has_no_estimate(cast: Cast, themes: dict[str, Theme]) -> None:
    """Whatever hides it: here that rent, the other part of housing, is small."""
    rent = build.theme(cast.area, "rent", parent=themes["housing"])
    build.conversations(cast, 3, rent)
    reckon(cast, {**counts(themes), rent: 30}, 200)
    made = draft(cast.area, None, Chosen([cast.round.slug]))
    key = f"round:{cast.round.slug}:theme:{{}}:conversations"
    for code, one in made.estimates[cast.round.slug]["themes"].items():
        hidden = made.figures[key.format(code)]["value"] is None
        assert not (hidden and one["state"] == "given"), code
    assert made.figures[key.format("rent")]["value"] is None


def test_a_count_that_a_release_since_the_run_hid_has_none(cast: Cast, themes: dict[str, Theme]) -> None:
    reckon(cast, {themes["buses"]: 12}, 200)  # as if seven were taken back after the run
    make_release(cast.amina, cast.area, TODAY)
    build.conversations(cast, 20, themes["buses"])
    assert states(cast)["buses"] == "too few"


def test_what_the_machine_may_not_count_any_more_is_not_published(
    cast: Cast, themes: dict[str, Theme]
) -> None:
    Theme.objects.filter(code="housing").update(status="may_count")
    reckon(cast, {themes["housing"]: 60}, 200, by_machine=True)
    assert ThemeEstimate.objects.get().method == "both"
    assert states(cast)["housing"] == "given"
    Theme.objects.filter(code="housing").update(status="people_only")
    assert states(cast)["housing"] == "not by machine"
    assert "housing" not in release(cast)["themes"]


@pytest.mark.parametrize("code", ["housing", "damp"])
def test_a_theme_with_another_meaning_waits_for_the_next_run(
    cast: Cast, themes: dict[str, Theme], code: str
) -> None:
    """Also where a part of it has another meaning."""
    reckon(cast, counts(themes), 200)
    actions.change_theme(
        cast.femi, themes[code], name=themes[code].name, definition="Wet walls.", parent=themes[code].parent
    )
    assert states(cast)["housing"] == states(cast)[code] == "changed" and states(cast)["buses"] == "too few"
    assert "housing" not in release(cast)["themes"]
    reckon(cast, counts(themes), 200)
    kept = release(cast)["themes"][code]
    assert (kept["state"], kept["version"]) == ("given", 2)
    assert kept["defined_on"] == cast.area.today().isoformat()


def test_a_new_theme_is_not_worked_out_yet(cast: Cast, themes: dict[str, Theme]) -> None:
    reckon(cast, counts(themes), 200)
    build.theme(cast.area, "trees")
    assert states(cast)["trees"] == "not yet" and "trees" not in release(cast)["themes"]


def test_a_round_that_is_left_out_has_none(cast: Cast, themes: dict[str, Theme]) -> None:
    other = build.round_of(cast, 2)
    build.conversations(cast, 5, themes["housing"], round=other)
    reckon(cast, {themes["housing"]: 3}, 4, round=other)
    assert draft(cast.area).offered == {}


def test_more_read_since_one_looked_makes_one_look_again(cast: Cast, themes: dict[str, Theme]) -> None:
    from listens.public.inputs import digest

    reckon(cast, counts(themes), 200)
    before = digest(cast.area)
    assert digest(cast.area) == before
    ThemeEstimate.objects.filter(theme__code="housing").update(found=61)
    assert digest(cast.area) != before


RULES = [Rule(8, 5), Rule(8, 1), Rule(5, 10), Rule(10, 1)]


def plain(found: int, num: int, num_all: int) -> Sampled:
    places = np.arange(num_all)
    one = estimate(np.zeros(num_all), places < num, places < found)
    return Sampled(one.share, one.low, one.high, num, found, by_machine=False)


@pytest.mark.parametrize("rule", RULES)
def test_one_more_or_less_is_told_of_in_stretches_only(rule: Rule) -> None:
    """Whatever the sample: what is printed is the same for as many counts in a row as are hidden, or more."""
    told = [tell(plain(n, 400, 2000), 2000, 150, rule) for n in range(1, 200)]
    runs, width = [1], max(rule.hide_below, rule.round_to)
    for one, after in zip(told, told[1:], strict=False):
        if one == after:
            runs[-1] += 1
        else:
            runs.append(1)
    assert told[width - 1] is None and told[-1] is not None and len(runs) > 10
    assert all(length >= width for length in runs[:-1])


@pytest.mark.parametrize("rule", RULES)
def test_the_stretch_never_says_that_a_printed_count_is_not_the_least_it_can_be(rule: Rule) -> None:
    for exact in range(rule.hide_below, 80):
        least = max(rule.rounded(exact) - rule.round_to // 2, rule.hide_below)
        for found in range(1, exact + 1):
            fewest, most = reach(found, least, rule)
            assert fewest <= least and fewest <= found <= most


@pytest.mark.parametrize("num", [200, 1600])
def test_the_interval_told_holds_the_truth_as_often_as_it_says(num: int) -> None:
    """Also where all that was coded is the sample, so that the stretch ends where the printed count does."""
    chance, rule, num_all = np.random.default_rng(1), Rule(), 5000
    held, widths = [], []
    for share in (0.08, 0.15, 0.3):
        for found in chance.hypergeometric(
            int(num_all * share), int(num_all * (1 - share)), num, 250
        ).tolist():
            row = plain(found, num, num_all)
            told = tell(row, num_all, max(rule.rounded(found) - 2, 8), rule)
            if told is not None:
                held.append(told.of_hundred[1] <= 100 * share <= told.of_hundred[2])
                widths.append((told.of_hundred[2] - told.of_hundred[1]) / 100 / (row.high - row.low))
    assert len(held) > 300 and 0.94 <= np.mean(held) <= 0.99
    assert 1 <= np.mean(widths) < 1.35, "told coarsely, not uselessly"


def test_a_sample_that_is_no_plain_one_is_given_with_its_own_interval() -> None:
    narrow, wide = (Sampled(0.3, 0.3 - half, 0.3 + half, 200, 60, False) for half in (0.06, 0.15))
    assert tell(narrow, 5000, 60, Rule()) == tell(plain(60, 200, 5000), 5000, 60, Rule())
    told = tell(wide, 5000, 60, Rule())
    assert told is not None and told.of_hundred[1] <= 16 and told.of_hundred[2] >= 44


def test_taken_back_words_change_no_estimate_that_was_printed(cast: Cast, themes: dict[str, Theme]) -> None:
    reckon(cast, counts(themes), 200)
    before = release(cast)
    Note.objects.filter(conversation__client_id="c0").delete()
    assert Release.objects.get().estimates[cast.round.slug] == before
    assert dt.date.fromisoformat(before["worked_out_on"]) == TODAY
