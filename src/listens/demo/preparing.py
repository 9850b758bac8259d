"""Making the demonstration once, and new sign-in codes for its people at every start."""

from __future__ import annotations

from django.core.management import call_command
from django.db import transaction
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from listens.core.models import Area
from listens.core.roles import ROLES
from listens.demo import facts
from listens.demo.generate import chapters
from listens.demo.signing_in import new_codes


def prepare(seed: int) -> list[tuple[str, str, str]]:
    """(name, role, code) of everybody who can sign in; makes the area first when it is not there."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if not Area.objects.filter(slug=facts.people().area.slug).exists():
        generate(seed)
    cast = [member for member in facts.people().cast if member.role != "listener"]
    codes = new_codes([member.email for member in cast])
    return [(member.name, ROLES[member.role], codes[member.email]) for member in cast]


def generate(seed: int) -> None:
    """All chapters in one transaction: the demonstration is whole or not there."""
    steps = chapters()
    with (
        Progress(TextColumn("{task.description:<34}"), BarColumn(), TimeElapsedColumn()) as progress,
        transaction.atomic(),
    ):
        task = progress.add_task("Making the demonstration", total=len(steps))
        story = None
        for words, chapter in steps:
            progress.update(task, description=words)
            story = chapter(seed) if story is None else chapter(story) or story
            progress.advance(task)
