"""What adds up in a release, without a database: what an outsider would subtract, and what need not be hidden."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linprog

from listens.methods.disclosure.history import told
from listens.methods.disclosure.rules import Rule
from listens.methods.disclosure.tables import Key
from listens.public.counted import Counted, key
from listens.public.systems import Systems, Whole
from tests.public.people import Town

RULE = Rule(8, 1)
PLACES = ["heard_by_borough", "heard_by_kind"]
THEMES = ["themes_by_borough", "themes_by_kind"]


def hidden(counted: Counted, tables: Sequence[str], before: Sequence[str] = ()) -> frozenset[Key]:
    return Systems(Whole(counted, tables, before), []).hidden(RULE)


def outsider(
    counted: Counted, shown: set[Key], one: Key, sums: list[tuple[Key, list[Key]]]
) -> tuple[float, float]:
    """(least, most) of a count, from these sums and what is shown."""
    keys = sorted({key for whole, parts in sums for key in (whole, *parts)} | {one}, key=sorted)
    at = {key: n for n, key in enumerate(keys)}
    rows = np.zeros((len(sums), len(keys)))
    for row, (whole, parts) in zip(rows, sums, strict=True):
        row[at[whole]] = 1
        for part in parts:
            row[at[part]] -= 1
    counts = counted.conversations
    bounds = [(counts[k], counts[k]) if k in shown else (0, None) for k in keys]
    goal = np.zeros(len(keys))
    goal[at[one]] = 1
    low = linprog(goal, A_eq=rows, b_eq=np.zeros(len(rows)), bounds=bounds, method="highs")
    high = linprog(-goal, A_eq=rows, b_eq=np.zeros(len(rows)), bounds=bounds, method="highs")
    return low.fun, np.inf if high.status else -high.fun


def small_town() -> Town:
    """In Lambeth 3 of a school's conversations are about damp; in all there are plenty."""
    town = Town({"damp": [], "rent": []})
    for borough, num in (("Lambeth", 12), ("Lewisham", 30)):
        town.hear(num, f"{borough} faith", borough, "faith", "damp")
        town.hear(num, f"{borough} school", borough, "school", "rent")
    town.hear(3, "Lambeth school", "Lambeth", "school", "damp")
    town.hear(20, "Lewisham faith", "Lewisham", "faith", "damp", "rent", round="winter")
    return town


def test_themes_by_place_hide_nothing_where_no_such_table_goes_out() -> None:
    counted = small_town().count(RULE)
    of_themes = {
        one for one in hidden(counted, PLACES) if ("theme", "damp") in one or ("theme", "rent") in one
    }
    assert of_themes == {one for one in hidden(counted, []) if one in of_themes} == set()
    with_themes = hidden(counted, [*PLACES, *THEMES])
    assert key(theme="damp", kind="school") in with_themes
    whole = Whole(counted, PLACES)
    assert not [one for one in whole.themes(())[0].counts if dict(one).keys() >= {"theme", "borough"}]


def test_the_themes_of_one_organisation_cannot_be_worked_out_from_the_rest() -> None:
    """Of Southwark one organisation listened: its themes are not shown, and are not all less the other boroughs."""
    town = small_town()
    for _ in range(20):
        town.hear(1, "Southwark hall", "Southwark", "faith", "damp")
    counted = town.count(RULE)
    gone = hidden(counted, ["heard_by_borough", "themes_by_borough"])
    own = key(theme="damp", borough="Southwark")
    assert own in gone and counted.conversations[own] == 20
    row = [key(theme="damp", borough=borough) for borough in counted.boroughs]
    rounds = [key(theme="damp", round=round.slug) for round in counted.rounds]
    sums = [(key(theme="damp"), row), (key(theme="damp"), rounds)]
    shown = {one for whole, parts in sums for one in (whole, *parts) if one not in gone}
    low, high = outsider(counted, shown, own, sums)
    assert high - low >= 7


def test_what_a_theme_has_beyond_its_only_part_is_not_told() -> None:
    town = Town({"housing": ["damp"], "money": []})
    town.hear(30, "hall", "Lambeth", "faith", "damp")
    both = {key(theme="housing"), key(theme="damp")}
    assert both.isdisjoint(hidden(town.count(RULE), []))
    town.hear(1, "hall", "Lambeth", "faith", "housing")
    assert both & hidden(town.count(RULE), [])
    town.hear(8, "hall", "Lambeth", "faith", "housing")
    assert both.isdisjoint(hidden(town.count(RULE), []))


def test_boroughs_in_one_release_and_kinds_in_the_next_are_one_system() -> None:
    """Faith groups are in Lambeth only; so Lambeth without them is what its schools said: 3."""
    town = Town({"damp": []})
    town.hear(30, "faith", "Lambeth", "faith")
    town.hear(3, "school", "Lambeth", "school")
    town.hear(40, "college", "Lewisham", "school")
    counted = town.count(RULE)
    first = Systems(Whole(counted, ["heard_by_borough"]), [])
    out = {name: [one] for name, one in first.published("1", RULE, first.hidden(RULE)).items()}
    shown = out["conversations"][0].shown
    assert shown[key(borough="Lambeth")] == 33
    then = Systems(Whole(counted, ["heard_by_kind"], ["heard_by_borough"]), [])
    gone = then.hidden(RULE)
    now = then.published("2", RULE, gone)
    assert now["conversations"].shown[key(borough="Lambeth")] is None
    small = key(borough="Lambeth", kind="school")
    assert small in {one.key for one in told(out["conversations"], now["conversations"])}


def test_hidden_boroughs_together_bound_the_theme_of_the_others() -> None:
    """All 27 of Lambeth and Lewisham are hidden; 40 spoke of damp, so 13 at least did in Southwark."""
    town = Town({"damp": []}, rounds=("autumn",))
    town.hear(20, "lambeth", "Lambeth", "faith", "damp")
    town.hear(7, "lewisham", "Lewisham", "faith", "damp")
    town.hear(5, "southwark", "Southwark", "faith", "damp")
    town.hear(30, "southwark", "Southwark", "faith")
    counted = town.count(RULE)
    gone = hidden(counted, ["heard_by_borough", "themes_by_borough"])
    boroughs = [key(borough=borough) for borough in counted.boroughs]
    assert {one for one in boroughs if one in gone} == {key(borough="Lambeth"), key(borough="Lewisham")}
    known = sum(counted.conversations[one] for one in boroughs if one in gone)
    at_least = counted.conversations[key(theme="damp")] - known
    assert at_least > 1 and counted.conversations[key(theme="damp", borough="Southwark")] == 5
    assert key(theme="damp") in gone
