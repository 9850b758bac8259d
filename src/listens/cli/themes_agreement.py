"""`listens themes agreement`: how far coders agree, in words and as JSON."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from listens.cli.ballot_files import read_text
from listens.cli.themes_words import plain
from listens.core import answers
from listens.methods.priorities.election import BadFile

if TYPE_CHECKING:
    from listens.methods.themes.agreement import Agreement
    from listens.methods.themes.tables import CodingsTable

ENOUGH, RELIABLE = 0.667, 0.8


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "agreement",
        help="how far coders agree about the same notes",
        description="Compares what several coders gave to the same notes, each without seeing the others. "
        "The table has the columns unit, coder and code, one row for each code; an empty code means: looked, none. "
        "With a column pass only the rows that say blind count.",
        epilog="1 is full agreement, 0 what chance alone would bring. From 0.667 cautious conclusions are usual, from "
        "0.8 firm ones (Krippendorff). A code's interval comes from drawing the notes anew 2,000 times.",
    )
    parser.add_argument(
        "codings", type=Path, metavar="CODINGS.csv", help="unit, coder, code, and any of pass"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="for drawing the notes anew (0)")
    answers.add_json(parser)
    parser.set_defaults(run=run_agreement, needs_site=False)


def run_agreement(args: argparse.Namespace) -> int:
    """0: done; 1: done, some rows left out. Raises NotDone with one sentence."""
    from listens.methods.themes.agreement import agreement
    from listens.methods.themes.tables import BadTable, read_codings

    if args.seed < 0:
        raise answers.NotDone("--seed: write 0 or more.")
    try:
        table = read_codings(read_text(args.codings), args.codings.name)
    except (BadFile, BadTable) as error:
        raise answers.NotDone(str(error)) from error
    found = agreement(table.as_codings(), args.seed)
    if not found.units:
        raise answers.NotDone(why_not(table, args.codings.name))
    if args.json:
        answers.write_json(args.json, as_dict(found, table))
    if args.json != "-":
        answers.say(in_words(found, table))
    for finding in table.findings:
        answers.complain(f"Left out: {finding}")
    return answers.SOME_REJECTED if table.findings else answers.DONE


def why_not(table: CodingsTable, name: str) -> str:
    if not table.blind and table.num_other:
        return f"{name}: no row says “blind” in the column pass, and only those are compared."
    return f"{name}: no unit was coded by two people, so there is nothing to compare."


def as_dict(found: Agreement, table: CodingsTable) -> dict[str, Any]:
    """The answer of the contract; what it holds beside came later. `null`: chance alone could not disagree."""
    return {
        "krippendorff_alpha": found.alpha,
        "cohen_kappa": {f"{one}|{other}": value for (one, other), value in found.kappas.items()},
        "by_code": {
            name: {"alpha": code.alpha, "n": code.num, "low": code.low, "high": code.high}
            for name, code in found.by_code.items()
        },
        "units": found.units,
        "coders": list(found.coders),
        "not_blind": table.num_other,
        "findings": [finding.as_dict() for finding in table.findings],
    }


def in_words(found: Agreement, table: CodingsTable) -> str:
    lines = [
        f"{found.units} notes were coded by two people or more, {len(found.coders)} people in all.",
        f"All codes together: {_number(found.alpha)} ({_verdict(found.alpha)}).",
    ]
    lines += [
        f"  {plain(one)} and {plain(other)}: {_number(value)}" for (one, other), value in found.kappas.items()
    ]
    if found.by_code:
        lines.append("By code:")
    for name, code in sorted(found.by_code.items(), key=lambda item: (-(item[1].alpha or -2), item[0])):
        between = (
            f" ({code.low:.2f} to {code.high:.2f})" if code.low is not None and code.high is not None else ""
        )
        given = f"given to {code.num} notes" if code.num != 1 else "given to 1 note"
        lines.append(f"  {plain(name)}: {_number(code.alpha)}{between}, {_verdict(code.alpha)}; {given}")
    if table.num_other:
        lines.append(f"{table.num_other} rows were not blind, and were left aside.")
    return "\n".join(lines)


def _number(value: float | None) -> str:
    return "cannot be said" if value is None else f"{value:.3f}"


def _verdict(value: float | None) -> str:
    if value is None:
        return "nobody could have disagreed"
    if value >= RELIABLE:
        return "firm"
    return "for cautious conclusions" if value >= ENOUGH else "too little to build on"
