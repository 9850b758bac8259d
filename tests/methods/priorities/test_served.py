"""Why not mine: ballots behind what was not chosen, and what they got; long fractions read back."""

from fractions import Fraction

import pytest

from listens.methods.priorities.fraction_text import as_fraction, as_text
from listens.methods.priorities.served import Served, served


def test_ballots_behind_and_what_they_got() -> None:
    ballots = [
        ("home", "bus"),
        ("home", "bus"),
        ("bus",),
        ("bus", "work"),
        ("work", "home", "bus"),
        ("tree",),
    ]
    found = served(ballots, ["work", "home"])
    assert found["bus"] == Served(5, 4, (("home", 3), ("work", 2)))
    assert found["tree"] == Served(1, 0, ())
    assert set(found) == {"bus", "tree"}


def test_what_was_got_equally_often_stands_in_the_order_of_the_result() -> None:
    assert served([("bus", "work", "home")], ["work", "home"])["bus"].got == (("work", 1), ("home", 1))


@pytest.mark.parametrize(
    "number",
    [Fraction(0), Fraction(1), Fraction(-2, 3), Fraction(7**9000, 10**9000 + 1), Fraction(-(3**20000))],
)
def test_every_fraction_is_read_as_it_was_written(number: Fraction) -> None:
    assert as_fraction(as_text(number)) == number


@pytest.mark.parametrize("text", ["", "1/", "/2", "1.5", "one", "1/2/3", "²", "1 /2"])
def test_what_is_no_fraction_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no fraction"):
        as_fraction(text)
