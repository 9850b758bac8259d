"""`listens import KIND FILE --area SLUG`: the frame of every import; each room brings its kinds (`importers.py`)."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from listens.cli.setting_up import area_of
from listens.core import answers

if TYPE_CHECKING:
    from collections.abc import Callable

    from listens.core.tables import Outcome

MOST_SHOWN = 50
ABOUT = {
    "title": "what published data is called, where its columns do not say",
    "as_at": "the date of published data, as 2021-03-21",
    "source": "who published it",
    "licence": "under which licence, with the words it asks for",
    "unit": "what a table counts: people, households or scores",
}


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "import",
        help="bring in a file: organisations, people, notes, codings, ballots, pledges, a round, figures of places",
        description="The same file twice changes nothing. Each bad row is named with what to do about it.",
    )
    command.add_argument("kind", metavar="KIND", help="what the file holds; an unknown one lists them all")
    command.add_argument("file", metavar="FILE", type=Path)
    command.add_argument("--area", required=True, metavar="SLUG")
    command.add_argument("--round", metavar="SLUG")
    command.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="COLUMN=FIELD",
        help="a column of the file that has another name here; as often as needed",
    )
    command.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
    command.add_argument(
        "--all-or-nothing", action="store_true", help="keep nothing if any row has a problem"
    )
    for name, meaning in ABOUT.items():
        command.add_argument(f"--{name.replace('_', '-')}", metavar=name.upper(), help=meaning)
    answers.add_json(command)
    command.set_defaults(run=run_import)


def run_import(args: argparse.Namespace) -> int:
    from listens.core.importers import IMPORTERS, ImportOptions
    from listens.core.models import Actor

    importer = IMPORTERS.get(args.kind)
    if importer is None:
        kinds = "\n".join(f"  {kind}: {found.words}" for kind, found in sorted(IMPORTERS.items()))
        raise answers.NotDone(f"“{args.kind}” is not something to import. There are:\n{kinds}")
    if importer.needs_round and not args.round:
        raise answers.NotDone("Say which round: --round SLUG.")
    if not args.file.exists():
        raise answers.NotDone(f"There is no file {args.file}.")
    area = area_of(args.area)
    with progress_bar(args.kind, is_shown=args.json != "-") as progress:
        about = {name: value for name in ABOUT if (value := getattr(args, name))}
        options = ImportOptions(
            args.round, mapping_of(args.map), args.dry_run, args.all_or_nothing, progress, about
        )
        outcome = importer.run(Actor.system(), area, args.file, options)
    if args.json:
        answers.write_json(args.json, outcome.as_dict())
    if args.json != "-":
        for line in in_words(outcome):
            answers.say(line)
    return answers.SOME_REJECTED if outcome.findings else answers.DONE


def mapping_of(pairs: list[str]) -> dict[str, str]:
    """{column: field} of `--map COLUMN=FIELD`; a column's name may have `=` in it, a field's has not."""
    mapping: dict[str, str] = {}
    for pair in pairs:
        column, equals, field = pair.rpartition("=")
        if not (column and equals and field):
            raise answers.NotDone(f"--map {pair}: write it as COLUMN=FIELD.")
        mapping[column.strip()] = field.strip()
    return mapping


def in_words(outcome: Outcome) -> Iterator[str]:
    """What was done, then each finding: row, column, problem, what to do."""
    would = "would be " if outcome.is_dry_run else ""
    yield (
        f"{outcome.num_rows:,} rows: {outcome.num_added:,} {would}added, {outcome.num_unchanged:,} already here, "
        f"{outcome.num_rejected:,} with problems."
    )
    yield from outcome.notes
    for finding in outcome.findings[:MOST_SHOWN]:
        yield f"- {finding}"
    if (more := len(outcome.findings) - MOST_SHOWN) > 0:
        yield f"… and {more:,} more. Use --json FILE for all of them."


@contextmanager
def progress_bar(words: str, *, is_shown: bool = True) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal; elsewhere nothing."""
    if not (is_shown and sys.stdout.isatty()):
        yield lambda done, total: None
        return
    from rich.progress import Progress

    with Progress(transient=True) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
