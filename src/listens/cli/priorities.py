"""`listens priorities count`: an exact count of a file of ballots, in words and as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress

from listens.cli import priorities_verify
from listens.cli.ballot_files import BallotFile, read_ballots, read_sizes
from listens.cli.priorities_words import in_words
from listens.methods.findings import Finding
from listens.methods.priorities.count import RULES, count
from listens.methods.priorities.election import BadFile
from listens.methods.priorities.equal_shares import UTILITIES
from listens.methods.priorities.weights import SCHEMES, Profile, weigh

DONE, SOME_REJECTED, NOT_DONE = 0, 1, 2
LONG_FROM = 3000
FINDINGS_SHOWN = 20


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `priorities` with its verbs to the `listens` command."""
    priorities = subparsers.add_parser("priorities", help="count ballots and explain the result")
    verbs = priorities.add_subparsers(dest="verb", required=True, metavar="VERB")
    parser = verbs.add_parser("count", help="who is chosen, who paid, and what the others lacked")
    parser.add_argument(
        "ballots", type=Path, metavar="BALLOTS", help="a CSV (ballot, organisation, choices) or a .pb"
    )
    size = parser.add_mutually_exclusive_group(required=True)
    size.add_argument("--seats", type=_at_least(1), metavar="K", help="how many proposals to choose")
    size.add_argument("--budget", choices=["file"], help="spend the .pb file's own budget at its own costs")
    parser.add_argument("--rule", choices=RULES, default="drip", help="default: drip (sequential Phragmén)")
    parser.add_argument("--utility", choices=UTILITIES, default="cost", help="what a chosen project is worth")
    parser.add_argument(
        "--weights", choices=SCHEMES, help="default: organisation (.pb without a column: ballot)"
    )
    parser.add_argument("--organisation-column", metavar="C", help="the column that names the organisation")
    parser.add_argument(
        "--sizes", type=Path, metavar="FILE", help="CSV with the columns organisation and size"
    )
    parser.add_argument(
        "--min-ballots", type=_at_least(0), default=0, metavar="N", help="for a full share (0: off)"
    )
    parser.add_argument("--min-ticks", type=_at_least(0), default=3, metavar="N", help="of a CSV ballot (3)")
    parser.add_argument("--max-ticks", type=_at_least(1), default=5, metavar="N", help="of a CSV ballot (5)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="for the clear or close labels")
    parser.add_argument(
        "--tie-seed", type=int, default=0, metavar="N", help="the seed drawn in the room for lots"
    )
    parser.add_argument(
        "--json", metavar="FILE", help="write the whole result as JSON (- for standard output)"
    )
    parser.set_defaults(run=run_count, needs_site=False)
    priorities_verify.add_parser(verbs)


def run_count(args: argparse.Namespace) -> int:
    """0: done; 1: done, some rows left out; 2: not done, one sentence why."""
    try:
        result, file = _count(args)
        if args.json and args.json != "-":
            Path(args.json).write_text(_as_json(result), encoding="utf-8")
    except (BadFile, ValueError) as error:
        print(f"Not counted: {error}", file=sys.stderr)
        return NOT_DONE
    except OSError as error:
        print(f"Not done: {args.json} cannot be written ({error.strerror}).", file=sys.stderr)
        return NOT_DONE
    if args.json == "-":
        sys.stdout.write(_as_json(result))
    else:
        print(in_words(result, file.names))
    _print_findings("Left out", file.findings)
    _print_findings("Counted, but odd", list(file.remarks))
    return SOME_REJECTED if file.findings else DONE


def _count(args: argparse.Namespace) -> tuple[dict[str, Any], BallotFile]:
    if args.max_ticks < args.min_ticks:
        raise BadFile("--max-ticks is below --min-ticks.")
    sizes, wrong_sizes = read_sizes(args.sizes) if args.sizes else ({}, [])
    file = read_ballots(
        args.ballots,
        organisation_column=args.organisation_column,
        by_organisation=args.weights != "ballot",
        min_ticks=args.min_ticks,
        max_ticks=args.max_ticks,
    )
    file.findings += wrong_sizes
    if not any(ballot.choices for ballot in file.ballots):
        raise BadFile(
            f"No ballot could be counted. {file.findings[0]}" if file.findings else "There is no ballot."
        )
    nameless = file.costs is not None and args.organisation_column is None
    scheme = args.weights or ("ballot" if nameless else "organisation")
    profile = weigh(file.ballots, scheme, sizes, args.min_ballots, file.proposals)
    unsized = [name for name in profile.num_ballots if name not in sizes] if sizes else []
    for name in unsized:
        problem = f"“{name}” is not in {args.sizes.name}."
        file.remarks = [
            *file.remarks,
            Finding(0, "size", problem, "Its number of ballots stands in for its size."),
        ]
    result = _with_progress(profile, args, file)
    # Whoever counts again must leave out the same ballots.
    result["settings"] |= {"organisation_column": args.organisation_column}
    if file.costs is None:
        result["settings"] |= {"min_ticks": args.min_ticks, "max_ticks": args.max_ticks}
    result["findings"] = [finding.as_dict() for finding in file.findings]
    result["remarks"] = [remark.as_dict() for remark in file.remarks]
    return result, file


def _with_progress(profile: Profile, args: argparse.Namespace, file: BallotFile) -> dict[str, Any]:
    costs, budget = None, None
    if args.budget:
        costs, budget = file.costs, file.budget
        if costs is None or budget is None:
            raise BadFile("--budget file needs a .pb file whose header states a budget.")
    console = Console(stderr=True)
    is_long = len(file.ballots) >= LONG_FROM
    with Progress(console=console, disable=not (console.is_terminal and is_long), transient=True) as bar:
        task = bar.add_task("Counting again with other people", total=None)
        return count(
            profile,
            rule=args.rule,
            seats=args.seats,
            budget=Fraction(budget) if budget is not None else None,
            costs=costs,
            utility=args.utility,
            tie_seed=args.tie_seed,
            seed=args.seed,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )


def _as_json(result: dict[str, Any]) -> str:
    return json.dumps(result, ensure_ascii=False, indent=1) + "\n"


def _print_findings(title: str, findings: list[Finding]) -> None:
    if not findings:
        return
    print(f"{title}: {len(findings)}", file=sys.stderr)
    for finding in findings[:FINDINGS_SHOWN]:
        print(f"  {finding}", file=sys.stderr)
    if len(findings) > FINDINGS_SHOWN:
        print(f"  and {len(findings) - FINDINGS_SHOWN} more (all are in the JSON)", file=sys.stderr)


def _at_least(least: int) -> Any:
    def whole(text: str) -> int:
        if not (text.isascii() and text.isdecimal()) or int(text) < least:
            raise argparse.ArgumentTypeError(f"write a whole number from {least} up")
        return int(text)

    return whole
