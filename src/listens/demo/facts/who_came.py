"""Who fills in a card, and whom sorts of organisations reach. All of it is invented."""

from dataclasses import dataclass
from functools import cache

from . import pages


@dataclass(frozen=True)
class Question:
    """Of a hundred cards, how many tick each answer: `first` in the first round, `later` in those after it."""

    group: str
    first: dict[str, int]
    later: dict[str, int]


@dataclass(frozen=True)
class Reached:
    """Organisations of these `sorts` reach people who give these `answers` to the questions of the card."""

    sorts: tuple[str, ...]
    answers: dict[str, list[str]]


@cache
def who_came() -> tuple[Question, ...]:
    return tuple(pages.make(Question, row) for row in pages.table("who_came.toml")["question"])


@cache
def reached() -> tuple[Reached, ...]:
    return tuple(pages.make(Reached, row) for row in pages.table("who_came.toml")["reached"])
