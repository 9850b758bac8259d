"""Alpha and kappa against published examples and other libraries (tests/facts/agreement.json)."""

import json
from pathlib import Path

import numpy as np
import pytest

from listens.methods.themes import agreement as ag
from listens.methods.themes.standing import Standing, judge

FACTS = json.loads((Path(__file__).parents[2] / "facts" / "agreement.json").read_text(encoding="utf-8"))


def units_of(coders):
    return [[value for value in unit if value != "."] for unit in zip(*coders, strict=True)]


def pairs_of(coders):
    return [(one, other) for one, other in zip(*coders[:2], strict=True) if "." not in (one, other)]


def codings_of(coders):
    """As the tables have it: {unit: {coder: codes}}, one code each."""
    return {
        f"u{at}": {f"k{who}": frozenset(value) for who, value in enumerate(unit) if value != "."}
        for at, unit in enumerate(zip(*coders, strict=True))
    }


@pytest.mark.parametrize("case", FACTS["published"], ids=lambda case: case["source"][-40:])
def test_alpha_as_published(case):
    assert ag.alpha(units_of(case["coders"])) == pytest.approx(case["alpha"], abs=5e-4)
    assert ag.agreement(codings_of(case["coders"])).alpha == pytest.approx(case["alpha"], abs=5e-4)


@pytest.mark.parametrize("case", FACTS["random"])
def test_alpha_and_kappa_as_other_libraries(case):
    assert ag.alpha(units_of(case["coders"])) == pytest.approx(case["alpha"], abs=1e-12)
    assert ag.kappa(pairs_of(case["coders"])) == pytest.approx(case["kappa_first_two"], abs=1e-12)
    found = ag.agreement(codings_of(case["coders"]))
    assert found.kappas["k0", "k1"] == pytest.approx(case["kappa_first_two"], abs=1e-12)


def test_alpha_of_sets_as_another_library():
    case = FACTS["sets"]
    units = [
        [frozenset(codes) for codes in unit if codes is not None]
        for unit in zip(*case["coders"], strict=True)
    ]
    assert ag.alpha(units, ag.masi) == pytest.approx(case["alpha"], abs=1e-12)


@pytest.mark.parametrize("case", FACTS["kappa_published"], ids=lambda case: case["source"])
def test_kappa_as_published(case):
    pairs = [(i, j) for i, row in enumerate(case["table"]) for j, num in enumerate(row) for _ in range(num)]
    assert ag.kappa(pairs) == pytest.approx(case["kappa"], abs=5e-4)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("ab", "ab", 0), ("", "", 0), ("a", "", 1), ("a", "b", 1), ("a", "ab", 2 / 3), ("ab", "bc", 8 / 9)],
)
def test_how_far_sets_differ(one, other, apart):
    assert ag.masi(one, other) == ag.masi(other, one) == pytest.approx(apart)


def test_each_code_is_given_or_not_and_missing_is_not_none():
    codings = {
        "n1": {"Ana": frozenset({"damp", "rent"}), "Bo": frozenset({"damp"})},
        "n2": {"Ana": frozenset(), "Bo": frozenset()},
        "n3": {"Ana": frozenset({"damp"}), "Bo": frozenset({"rent"})},
        "n4": {"Ana": frozenset({"damp"})},
    }
    found = ag.agreement(codings)
    assert (found.units, found.coders, set(found.by_code)) == (3, ("Ana", "Bo"), {"damp", "rent"})
    assert found.by_code["damp"].num == 2
    assert found.by_code["damp"].alpha == pytest.approx(ag.alpha([[1, 1], [0, 0], [1, 0]]))
    assert found.by_code["rent"].alpha == pytest.approx(ag.alpha([[1, 0], [0, 0], [0, 1]]))


def test_the_interval_holds_the_value_and_is_the_same_for_the_same_seed():
    rng = np.random.default_rng(0)
    have = rng.random(150) < 0.3
    codings = {
        str(at): {
            "A": frozenset(["x"] if has else []),
            "B": frozenset(["x"] if has ^ (rng.random() < 0.1) else []),
        }
        for at, has in enumerate(have)
    }
    one = ag.agreement(codings, seed=4).by_code["x"]
    assert one == ag.agreement(codings, seed=4).by_code["x"]
    assert one.low < one.alpha < one.high and 0.1 < one.high - one.low < 0.4


@pytest.mark.parametrize(
    "codings", [{}, {"n": {}}, {"n": {"A": frozenset("x")}}, {"n": {"A": frozenset(), "B": frozenset()}}]
)
def test_nothing_to_compare(codings):
    found = ag.agreement(codings)
    assert found.alpha is None and not found.by_code


def blind(num, people_agree, machine_agrees, seed=0, share=0.3):
    """Notes that two people and the machine coded; each differs from the truth so often."""
    rng = np.random.default_rng(seed)
    people, machine = {}, {}
    for at in range(num):
        has = rng.random() < share
        seen = [has ^ (rng.random() > people_agree) for _ in range(2)]
        people[str(at)] = {
            who: frozenset(["x"] if here else []) for who, here in zip("AB", seen, strict=True)
        }
        machine[str(at)] = bool(has ^ (rng.random() > machine_agrees))
    return people, machine


@pytest.mark.parametrize(
    ("num", "people_agree", "machine_agrees", "standing"),
    [
        (300, 0.97, 0.97, Standing.COUNT),  # alpha far above 0.667
        (800, 0.80, 0.95, Standing.COUNT),  # people differ so much that the machine is no worse than they are
        (300, 0.97, 0.80, Standing.SUGGEST),
        (80, 0.99, 0.99, Standing.SUGGEST),  # too few looked at
        (300, 0.97, 0.50, Standing.PEOPLE),
    ],
)
def test_what_the_machine_may_do(num, people_agree, machine_agrees, standing):
    found = judge("x", *blind(num, people_agree, machine_agrees))
    assert found.standing is standing
    assert found.low <= found.machine <= found.high


def test_a_code_nobody_gave_is_for_people_only():
    people = {str(at): {"A": frozenset(), "B": frozenset()} for at in range(200)}
    found = judge("x", people, dict.fromkeys(people, False))
    assert (found.standing, found.machine, found.units) == (Standing.PEOPLE, None, 200)
    assert judge("x", {}, {}).standing is Standing.PEOPLE
