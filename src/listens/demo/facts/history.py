"""The two past rounds as published: priorities, asks, answers, pledges, measures. Nothing here is invented."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from . import pages
from .measures import Measure, measure
from .past import Answer, Ask, Assembly, PastRound, Pledge, Priority, Progress, Prompt, Unowned
from .when import When


@dataclass(frozen=True)
class History:
    rounds: tuple[PastRound, ...]
    priorities: tuple[Priority, ...]
    assemblies: tuple[Assembly, ...]
    asks: tuple[Ask, ...]
    answers: tuple[Answer, ...]
    pledges: tuple[Pledge, ...]
    measures: tuple[Measure, ...]
    unowned: tuple[Unowned, ...]


def _round(row: dict[str, Any]) -> PastRound:
    prompts = tuple(pages.make(Prompt, prompt) for prompt in row["prompt"])
    rest = {key: value for key, value in row.items() if key != "prompt"}
    return pages.make(
        PastRound, rest, prompts=prompts, opened=When(row["opened"]), closed=When(row["closed"])
    )


def _pledge(row: dict[str, Any]) -> Pledge:
    progress = tuple(pages.make(Progress, line, on=When(line["on"])) for line in row.get("progress", ()))
    due = When(row["due"]) if row["due"] else None
    return pages.make(Pledge, row, progress=progress, due=due, spoken=When(row["spoken"]))


@cache
def history() -> History:
    """The two past rounds and what came of them."""
    page = pages.table("history.toml")

    def each(name: str, build: Callable[[dict[str, Any]], Any]) -> tuple[Any, ...]:
        return tuple(build(row) for row in page[name])

    return History(
        rounds=each("round", _round),
        priorities=each("priority", lambda row: pages.make(Priority, row)),
        assemblies=each("assembly", lambda row: pages.make(Assembly, row, held=When(row["held"]))),
        asks=each("ask", lambda row: pages.make(Ask, row)),
        answers=each("answer", lambda row: pages.make(Answer, row, given=When(row["given"]))),
        pledges=each("pledge", _pledge),
        measures=each("measure", measure),
        unowned=each("unowned", lambda row: pages.make(Unowned, row, spoken=When(row["spoken"]))),
    )
