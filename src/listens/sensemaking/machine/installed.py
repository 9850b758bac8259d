"""Whether the extra is installed, and what it gives: loaded once in a process, and only where it is needed."""

from __future__ import annotations

from functools import cache

from django.utils.translation import gettext as _

from listens.methods.themes import model
from listens.sensemaking.machine.engine import Assigner, Discoverer, Reader


def why_not() -> str:
    """Empty when everything is there; else a sentence for whoever would start it."""
    if model.is_installed():
        return ""
    return _(
        "The part of the program that reads notes is not installed on this server. Coding by hand works without it."
        " Whoever keeps the server can add it: make themes"
    )


@cache
def reader() -> Reader:
    from listens.sensemaking.machine.reading import EnglishReader

    return EnglishReader()


@cache
def discoverer() -> Discoverer:
    from listens.sensemaking.machine.comparing import Comparer

    return Comparer()


@cache
def assigner() -> Assigner:
    from listens.sensemaking.machine.learning import Learner

    return Learner()
