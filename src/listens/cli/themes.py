"""`listens themes`: what a machine proposes of thousands of notes, and how far people and machine agree."""

from __future__ import annotations

import argparse
from importlib import import_module
from importlib.util import find_spec

MODULES = ("themes_discover", "themes_assign", "themes_agreement")


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `themes` with its own commands, each from a module of its own."""
    parser = commands.add_parser(
        "themes",
        help="propose themes for notes, give notes the themes of a codebook, see how far coders agree",
        description="Themes in thousands of notes. A machine proposes; people decide.",
    )
    own = parser.add_subparsers(metavar="COMMAND", required=True)
    for name in MODULES:
        if find_spec(f"listens.cli.{name}"):
            import_module(f"listens.cli.{name}").add_commands(own)
