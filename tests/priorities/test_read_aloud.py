"""The text that a chair reads out: short, easy, and true for the rule and the shares of this vote."""

from __future__ import annotations

import random
from typing import Any

import pytest

from listens.methods.priorities.ballots import Ballot
from listens.methods.priorities.count import count
from listens.methods.priorities.weights import SCHEMES, weigh
from listens.priorities.read_aloud import MOST_WORDS, read_aloud
from tests.priorities.readability import grade, syllables, without_names

LONGEST = (
    "A warm and affordable home for every family that waits in temporary accommodation, with repairs in 20 days, "
    "by people who answer the telephone, now"
)
HARDEST = 7


def titles(num: int, text: str = "Safer streets for children of part") -> dict[str, str]:
    return {f"P{n:02}": f"{text} {chr(65 + n % 26)}{n}" for n in range(num)}


def counted(
    *, seats: int = 4, proposals: int = 12, organisations: int = 9, seed: int = 1, scheme: str = "organisation",
    rule: str = "drip", names: str = "Organisation", resamples: int = 5,
) -> dict[str, Any]:  # fmt: skip
    chance = random.Random(seed)
    references = sorted(titles(proposals))
    ballots = [
        Ballot(f"{org}-{n}", f"{names}-{org}", tuple(chance.sample(references, min(4, proposals))))
        for org in range(organisations)
        for n in range(chance.randint(1, 9))
    ]
    sizes = {f"{names}-{org}": chance.randint(5, 900) for org in range(organisations)}
    return count(
        weigh(ballots, scheme, sizes, proposals=references), rule=rule, seats=seats, resamples=resamples
    )


def level(num_seats: int, *ticks: tuple[str, ...]) -> dict[str, Any]:
    """A vote of one ballot for each of these, of an organisation of its own."""
    ballots = [Ballot(str(n), f"small-{n}", each) for n, each in enumerate(ticks)]
    return count(weigh(ballots, proposals=sorted(titles(12))), seats=num_seats, resamples=10)


MANY = [
    *(counted(scheme=scheme, rule=rule) for scheme in SCHEMES for rule in ("drip", "equal-shares")),
    *(counted(seed=seed, seats=seats) for seed, seats in ((2, 1), (3, 3), (4, 8), (5, 11))),
    counted(names="small", organisations=3),
    counted(proposals=20, seats=19, organisations=60, resamples=1),
    counted(resamples=0),
    level(1, ("P01", "P02")),
    level(2, ("P01",), ("P02",), ("P03",)),
    level(3, ("P01", "P02"), ("P03", "P04"), ("P05", "P06")),
    level(8, ("P01",)),
    {**counted(seed=6), "checks": {"ejr_plus": False, "left_out": ["P03"]}},
]


@pytest.mark.parametrize("content", MANY, ids=range(len(MANY)))
@pytest.mark.parametrize("text", ["Buses of part", LONGEST], ids=["short titles", "long titles"])
def test_it_is_short_and_easy(content: dict[str, Any], text: str) -> None:
    names = titles(20, text)
    told = read_aloud(content, names)
    assert len(told.split()) <= MOST_WORDS
    assert grade(without_names(told, names.values())) <= HARDEST
    assert len(told.splitlines()) > 6  # it was not cut down to nothing


@pytest.mark.parametrize("content", MANY, ids=range(len(MANY)))
def test_it_says_what_was_chosen_in_order_or_how_many_more(content: dict[str, Any]) -> None:
    for names in (titles(20), titles(20, LONGEST)):
        told = read_aloud(content, names)
        chosen = [names[each["proposal"]] for each in content["winners"]]
        listed = [line for line in told.splitlines() if line.startswith("Number ")]
        assert listed == [f"Number {rank}: {title}." for rank, title in enumerate(chosen[: len(listed)], 1)]
        more = len(chosen) - len(listed)
        assert (f"{more} more w" in told) == (more > 0)
    if len(content["winners"]) < 10:
        assert "more w" not in read_aloud(content, titles(20))


@pytest.mark.parametrize("rule", ["drip", "equal-shares"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_it_is_true_for_the_rule_and_the_shares(scheme: str, rule: str) -> None:
    told = read_aloud(counted(scheme=scheme, rule=rule), titles(12))
    assert ("one equal share" in told) == (scheme == "organisation")
    assert ("Each ballot counts the same" in told) == (scheme == "ballot")
    assert ("larger share" in told) == (scheme in ("square-root", "bands"))
    assert ("jug" in told) == (rule == "drip")
    assert ("purse" in told) == (rule == "equal-shares")


def test_it_says_what_was_close_tied_left_empty_and_left_out() -> None:
    tied = level(1, ("P01", "P02"))
    assert "There was a tie for place 1. A lot was drawn." in read_aloud(tied, titles(12))
    assert "We had 8 places and filled 1" in read_aloud(level(8, ("P01",)), titles(12))
    violated = read_aloud({**tied, "checks": {"ejr_plus": False, "left_out": ["P02"]}}, titles(12, LONGEST))
    assert "Please note." in violated and titles(12, LONGEST)["P02"] in violated
    close = counted()
    close["winners"][0]["firmness"] = "close"
    assert "close: " in read_aloud(close, titles(12))
    for each in close["winners"]:
        each["firmness"] = "clear"
    assert "None of them was close." in read_aloud(close, titles(12))
    assert "close" not in read_aloud(counted(resamples=0), titles(12))


def test_one_ballot_of_nobody_is_counted_in_the_singular() -> None:
    content = count(weigh([Ballot("1", None, ("P01",))], "ballot", proposals=("P01", "P02")), seats=1)
    told = read_aloud(content, titles(3))
    assert told.startswith("We counted 1 ballot.")
    assert "organisation" not in told.splitlines()[0]


@pytest.mark.parametrize(
    ("word", "num"),
    [("made", 1), ("filled", 1), ("table", 2), ("counted", 2), ("organisation", 5), ("times", 1), ("issues", 2),
     ("the", 1), ("250", 3), ("chosen", 2), ("places", 2), ("people", 2)],
)  # fmt: skip
def test_syllables(word: str, num: int) -> None:
    assert syllables(word) == num


def test_the_grade_of_known_sentences() -> None:
    assert grade("The cat sat on the mat.") < 0
    assert grade("Proportional representation necessitates comprehensible documentation procedures.") > 20
    assert (
        abs(grade("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.") - 11.3)
        < 2
    )
