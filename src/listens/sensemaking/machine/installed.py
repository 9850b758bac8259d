"""Whether the extra is installed, and what it gives: loaded once in a process, and only where it is needed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from listens.sensemaking.machine.engine import Assigner, Discoverer, Reader


def why_not() -> str:
    """Empty when everything is there; else a sentence for whoever would start it."""
    return _(
        "The part of the program that reads notes is not installed on this server. Coding by hand works without it."
        " Whoever keeps the server can add it."
    )


def reader() -> Reader:
    raise LookupError(why_not())


def discoverer() -> Discoverer:
    raise LookupError(why_not())


def assigner() -> Assigner:
    raise LookupError(why_not())
