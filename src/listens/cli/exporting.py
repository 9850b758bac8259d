"""`listens export KIND [NAME] --area SLUG --to PATH`: each room brings its kinds (`exporters.py`)."""

from __future__ import annotations

import argparse
from pathlib import Path

from listens.cli.setting_up import area_of
from listens.core import answers


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("export", help="take out a round, the pledges, … as files")
    command.add_argument("kind", metavar="KIND", help="what to take out; an unknown one lists them all")
    command.add_argument("name", metavar="NAME", nargs="?", default="", help="which one, as in: round autumn")
    command.add_argument("--area", required=True, metavar="SLUG")
    command.add_argument("--to", required=True, type=Path, metavar="PATH")
    answers.add_json(command)
    command.set_defaults(run=run_export)


def run_export(args: argparse.Namespace) -> int:
    from listens.core.exporters import EXPORTERS
    from listens.core.models import Actor

    exporter = EXPORTERS.get(args.kind)
    if exporter is None:
        kinds = "\n".join(f"  {kind}: {found.words}" for kind, found in sorted(EXPORTERS.items()))
        raise answers.NotDone(f"“{args.kind}” is not something to export. There are:\n{kinds}")
    if exporter.needs_name and not args.name:
        raise answers.NotDone(f"Say which one: listens export {args.kind} NAME.")
    area = area_of(args.area)
    try:
        lines = exporter.run(Actor.system(), area, args.name, args.to)
    except OSError as error:
        raise answers.NotDone(f"{args.to}: {error.strerror}.") from error
    if args.json:
        answers.write_json(args.json, {"to": str(args.to), "notes": lines})
    if args.json != "-":
        for line in lines:
            answers.say(line)
    return answers.DONE
