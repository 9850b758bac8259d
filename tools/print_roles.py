"""Prints docs/roles.md: every role with what it may do, from the access tables of the rooms.

python tools/print_roles.py > docs/roles.md
"""

from __future__ import annotations

import os
import sys
from itertools import groupby
from pathlib import Path

import django

HEADING = """# Who may do what

Printed from the access tables of the rooms (`tools/print_roles.py docs/roles.md`). A test fails when this page and
the code differ, and another walks every line of it for every role, stage, scope and side.

A role is given for a whole area, or for one organisation, round, office or pledge in it: then it counts for that one
only. **Stage**: only while that window of the round is open, with its days of grace. **Community side**: never for
people of a public body, even when they hold the role. *Everybody* needs no sign-in. *The system* is a command or a job:
it may do everything that the stage allows.

## The roles

| role | who it is |
|---|---|
"""


def table() -> str:
    """The whole page. Needs Django to be set up."""
    from django.conf import settings

    from listens.config import urls  # noqa: F401 (a page may declare its own verb)
    from listens.core.access import VERBS
    from listens.core.roles import ROLES
    from listens.listening.models import StageWindow

    page = HEADING + "".join(f"| `{role}` | {words} |\n" for role, words in ROLES.items())
    stages = dict(StageWindow.Stage.choices)
    order = {room: n for n, room in enumerate(settings.ROOMS)}
    verbs = sorted(VERBS.values(), key=lambda verb: (order.get(verb.room, len(order)), verb.room))
    for room, rows in groupby(verbs, key=lambda verb: verb.room):
        page += (
            f"\n## {room.capitalize()}\n\n| verb | may ... | who | stage | side |\n|---|---|---|---|---|\n"
        )
        for verb in sorted(rows, key=lambda verb: verb.name):
            who = [role for role in ROLES if role in verb.roles]
            people = (
                "*everybody*" if verb.is_public else ", ".join(f"`{role}`" for role in who) or "*the system*"
            )
            stage = str(stages[verb.stage]) if verb.stage else ""
            side = side_of(verb.condition)
            page += f"| `{verb.name}` | {verb.words} | {people} | {stage} | {side} |\n"
    return page


def side_of(condition: object) -> str:
    """What a verb's condition is called on the page. Raises KeyError for one that has no words yet."""
    from listens.alliance.access import not_of_public_body

    return {None: "", not_of_public_body: "community side"}[condition]  # type: ignore[index]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "listens.config.settings")
    django.setup()
    page = table()
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(page, encoding="utf-8")
    else:
        sys.stdout.write(page)
