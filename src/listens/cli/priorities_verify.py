"""`listens priorities verify`: a published result against the published ballots and their log.

All of it is `methods.priorities.verify_result`, the one file that is also handed to whoever wants to check without us.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from listens.methods.priorities.verify_result import Unreadable, in_words, verify

AGREES, DIFFERS, NOT_CHECKED = 0, 1, 2


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to `listens priorities`."""
    parser = verbs.add_parser("verify", help="count a published result again and check its log")
    parser.add_argument("result", type=Path, metavar="RESULT", help="the JSON of a result")
    parser.add_argument("ballots", type=Path, metavar="BALLOTS", help="the published ballots: a CSV or a .pb")
    parser.add_argument("--log", type=Path, metavar="LOG", help="the published ballot log (JSON lines)")
    parser.add_argument("--labels", action="store_true", help="draw the labels again, however many ballots")
    parser.add_argument("--json", metavar="FILE", help="write the report as JSON (- for standard output)")
    parser.set_defaults(run=run_verify, needs_site=False)


def run_verify(args: argparse.Namespace) -> int:
    """0: everything agrees; 1: something does not, with its file and line; 2: not checked, one sentence why."""
    try:
        report = verify(args.result, args.ballots, args.log, labels=args.labels)
        as_json = json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n"
        if args.json and args.json != "-":
            Path(args.json).write_text(as_json, encoding="utf-8")
    except Unreadable as error:
        print(f"Not checked: {error}", file=sys.stderr)
        return NOT_CHECKED
    except OSError as error:
        print(f"Not done: {args.json} cannot be written ({error.strerror}).", file=sys.stderr)
        return NOT_CHECKED
    sys.stdout.write(as_json if args.json == "-" else in_words(report) + "\n")
    return DIFFERS if report.differs else AGREES
