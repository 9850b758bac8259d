"""`listens disclose`: a table of counts made safe to publish, in words and as JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from listens.cli.ballot_files import read_text
from listens.core.answers import DONE, NotDone, add_json, complain, say, write_json
from listens.methods.disclosure.reading import read_csv
from listens.methods.disclosure.rules import PRESETS, SECONDS, Rule
from listens.methods.disclosure.safe import PRIMARY, Safe
from listens.methods.disclosure.tables import Frame, Table, Unfit
from listens.methods.priorities.election import BadFile

if TYPE_CHECKING:
    from listens.methods.disclosure.releases import Release

HIDDEN = "*"


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `disclose` to the `listens` command."""
    parser = commands.add_parser(
        "disclose",
        help="make a table of counts safe to publish",
        description=(
            "Hides small counts, hides the fewest others so that no small one can be worked out from the totals, "
            "rounds the rest, and says how near an outsider can come. Publish the table only: the reasons and the "
            "audit are for those who may see the counts."
        ),
    )
    parser.add_argument(
        "table", type=Path, metavar="TABLE.csv", help="labels, then counts; totals are named Total"
    )
    parser.add_argument("--preset", choices=sorted(PRESETS), default="hes", help="default: hes (8 and 5)")
    parser.add_argument("--hide-below", type=_from_one, metavar="N", help="hide counts from 1 to N-1 (8)")
    parser.add_argument("--round-to", type=_from_one, metavar="N", help="round the others to N (5)")
    parser.add_argument(
        "--as-at", default="", metavar="DATE", help="the day of the figures, kept in the JSON"
    )
    parser.add_argument(
        "--after",
        type=Path,
        action="append",
        default=[],
        metavar="RESULT.json",
        help="what was published before: refuse what the two together would give away (may be repeated)",
    )
    parser.add_argument(
        "--seconds", type=_from_one, default=int(SECONDS), metavar="N", help="give up after this time (50)"
    )
    add_json(parser)
    parser.set_defaults(run=run_disclose, needs_site=False)


def run_disclose(args: argparse.Namespace) -> int:
    """0: done. Raises NotDone with one sentence; then nothing was written."""
    from listens.methods.disclosure.protect import disclose  # SciPy is slow to load: only for this command
    from listens.methods.disclosure.releases import Release, check

    try:
        rule = PRESETS[args.preset]
        rule = replace(
            rule, hide_below=args.hide_below or rule.hide_below, round_to=args.round_to or rule.round_to
        )
        table = read_csv(read_text(args.table))
        safe = disclose(table, rule, args.seconds)
        check([_release(path) for path in args.after], Release.of(args.as_at, table, safe, rule))
    except (BadFile, Unfit) as error:
        raise NotDone(f"nothing may be published. {error}") from error
    if args.json:
        write_json(args.json, _answer(table, safe, rule, args.as_at))
    if args.json != "-":
        _print(table, safe)
    return DONE


def _answer(table: Table, safe: Safe, rule: Rule, as_at: str) -> dict[str, Any]:
    return {
        **safe.as_dict(),
        "rows": [list(labels) for labels in table.rows],
        "columns": list(table.columns),
        "names": list(table.names),
        "hide_below": rule.hide_below,
        "round_to": rule.round_to,
        "as_at": as_at,
        "secondary": {"hidden": safe.num_secondary, "at_least": safe.at_least},
    }


def _release(path: Path) -> Release:
    """What an earlier call wrote with --json. Raises BadFile."""
    from listens.methods.disclosure.releases import Release

    try:
        was = json.loads(read_text(path))
        rows = [tuple(labels) for labels in was["rows"]]
        return Release.of_frame(
            was["as_at"],
            Frame(rows, was["columns"], was["names"]),
            was["table"],
            Rule(was["hide_below"], was["round_to"]),
            frozenset((row, column) for row, column, why in was["hidden"] if why == PRIMARY),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadFile(f"{path.name} was not written by listens disclose --json.") from error


def _print(table: Table, safe: Safe) -> None:
    lines: list[Sequence[str]] = [[*table.names[:-1], *table.columns]]
    for labels, counts in zip(table.rows, safe.table, strict=True):
        lines.append([*labels, *(HIDDEN if count is None else str(count) for count in counts)])
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    labels_wide = len(table.names) - 1
    for line in lines:
        cells = [
            cell.ljust(width) if at < labels_wide else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        say("  ".join(cells).rstrip())
    num_small = len(safe.hidden) - safe.num_secondary
    complain(
        f"{num_small} small {'count' if num_small == 1 else 'counts'} hidden, and {safe.num_secondary} beside "
        + (
            "(the fewest that will do)."
            if safe.num_secondary == safe.at_least
            else f"(at least {safe.at_least} were needed)."
        )
    )


def _from_one(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError("write a whole number from 1 up")
    return int(text)
