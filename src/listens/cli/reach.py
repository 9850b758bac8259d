"""`listens reach`: who was heard against who lives here, in words and as JSON."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from listens.cli.ballot_files import read_text
from listens.core import answers

if TYPE_CHECKING:
    from listens.methods.reach.measure import Reach
    from listens.methods.reach.tables import Table


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "reach",
        help="compare who was heard with who lives here",
        description="Compare the people heard in each group with the population: under, fair, over, or too few to say. "
        "The first table has the columns group and heard; the second group and one of population (people), "
        "share (0 to 1) or percent. A row “prefer not to say” in the first is kept apart.",
        epilog="ratio: the group's share of those heard, divided by its share of the population; low and high bound it "
        "(Wilson's 95 %% interval, divided likewise). under, over: chance alone would rarely show so much, "
        "all groups considered together. fair: neither, and the ratio is between a half and twice as far as can be "
        "known. All else, and everything below 30 people, is too few to say.",
    )
    parser.add_argument("heard", type=Path, metavar="HEARD.csv", help="people heard: group, heard")
    parser.add_argument("population", type=Path, metavar="POPULATION.csv", help="group, population")
    answers.add_json(parser)
    parser.set_defaults(run=run_reach, needs_site=False)


def run_reach(args: argparse.Namespace) -> int:
    """0: done; raises NotDone with one sentence. Nothing is left out: a share without one of its rows is wrong."""
    # Imported here: the numbers behind it take longer to load than any other command does to run.
    from listens.cli.reach_words import in_words
    from listens.methods.reach.measure import measure
    from listens.methods.reach.tables import matched, read_heard, read_population

    try:
        heard = read_heard(read_text(args.heard), args.heard.name)
        population = read_population(read_text(args.population), args.population.name)
        total = sum(population.numbers.values())
        shares = {name: number / total for name, number in population.numbers.items()}
        unsaid = {name: int(number) for name, number in heard.unsaid.items()}
        found = measure(matched(heard, population), shares, unsaid)
    except ValueError as error:
        raise answers.NotDone(str(error)) from error
    answer = as_dict(found, notices(heard, population, found))
    if args.json:
        answers.write_json(args.json, answer)
    if args.json != "-":
        answers.say(in_words(answer))
    return answers.DONE


def notices(heard: Table, population: Table, result: Reach) -> list[str]:
    """What the reader should know of the two tables, beyond the numbers."""
    said = {name.casefold() for name in heard.numbers}
    found = [
        f"{heard.name} has no row for “{name}”: counted as 0."
        for name in population.numbers
        if name.casefold() not in said
    ]
    if population.is_counted:
        numbers = {name.casefold(): number for name, number in population.numbers.items()}
        found += [
            f"More people of “{name}” were heard than live here; were some heard twice, or do they live elsewhere?"
            for name, number in heard.numbers.items()
            if number > numbers[name.casefold()]
        ]
    num_unsaid = int(sum(heard.unsaid.values()))
    num = sum(group.heard for group in result.groups) - num_unsaid
    found += [
        f"“{group.group}” is under, but would not be if all {num_unsaid} who did not say were of it."
        for group in result.groups
        if group.verdict == "under"
        and group.heard + num_unsaid >= (group.population_share or 0) * (num + num_unsaid)
    ]
    return found


def as_dict(found: Reach, notes: list[str]) -> dict[str, Any]:
    """The answer of the contract; what it holds beside `groups`, `fair_sampling_band` and `gaps` came later."""
    kept = ("group", "heard", "share", "population_share", "ratio", "low", "high", "verdict")
    return {
        "groups": [{name: getattr(group, name) for name in kept} for group in found.groups],
        "fair_sampling_band": [found.fair.low, found.fair.high],
        "gaps": [{"group": gap.group, "more": gap.more, "verdict": gap.verdict} for gap in found.gaps],
        "dissimilarity": found.dissimilarity,
        "fair_sampling_mean": found.fair.mean,
        "notices": notes,
    }
