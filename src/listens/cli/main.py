"""The `listens` command: collects each room's `commands.py`, as config collects its `urls.py`.

A `commands.py` has `add_commands(commands)`; each command sets `run`, a function of the parsed arguments that
returns the exit code, and `needs_site=False` when it needs no database. They import models inside `run`, because
Django is set up only for a command that needs it: `listens priorities count` runs anywhere.
"""

from __future__ import annotations

import argparse
import os
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec

import listens
from listens.core import answers


def command_modules() -> Iterator[str]:
    """The command's own modules, then every room's."""
    yield from (
        f"listens.cli.{name}"
        for name in (
            "site",
            "setting_up",
            "importing",
            "exporting",
            "backup",
            "reach",
            "disclosure",
            "themes",
        )
    )
    for room in pkgutil.iter_modules(listens.__path__):
        if room.ispkg and room.name != "cli" and find_spec(f"listens.{room.name}.commands"):
            yield f"listens.{room.name}.commands"


def make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="listens", description=listens.__doc__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for module in command_modules():
        import_module(module).add_commands(commands)
    if find_spec("listens.cli.priorities"):
        import_module("listens.cli.priorities").add_parser(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 (done), 1 (done, some input rejected) or 2 (not done, and why)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "listens.config.settings")
    try:
        args = make_parser().parse_args(argv)
    except SystemExit as exit:
        return int(exit.code or 0)
    try:
        if getattr(args, "needs_site", True):
            return _on_site(args)
        return int(args.run(args))
    except answers.NotDone as error:
        answers.complain(f"listens: {error}")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        answers.complain("listens: stopped.")
    return answers.NOT_DONE


def _on_site(args: argparse.Namespace) -> int:
    """Set Django up, then run; what the site refuses becomes one sentence."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except (ImproperlyConfigured, ValueError, OSError) as error:  # a setting that cannot be
        if os.environ.get("LISTENS_TRACEBACK"):
            raise
        raise answers.NotDone(str(error)) from error
    from django.core.management import CommandError
    from django.db import DatabaseError

    from listens.core.access import Denied
    from listens.core.acting import Refused
    from listens.core.tables import UnreadableTable

    try:
        return int(args.run(args))
    except (Refused, Denied, UnreadableTable, CommandError) as error:
        raise answers.NotDone(str(error)) from error
    except DatabaseError as error:
        if os.environ.get("LISTENS_TRACEBACK"):
            raise
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise answers.NotDone(
            f"The database says: {reason}. Is it up to date? Try: listens migrate"
        ) from error


if __name__ == "__main__":
    sys.exit(main())
