"""Whether the extras are installed, and what they give: loaded once in a process, and only where it is needed."""

from __future__ import annotations

from functools import cache

from django.utils.translation import gettext as _

from listens.methods.themes import model
from listens.sensemaking.machine.engine import Assigner, Discoverer, Reader


def why_not(every_language: bool = False) -> str:
    """Empty when everything is there; else a sentence for whoever would start it."""
    if not model.is_installed():
        return _(
            "The part of the program that reads notes is not installed on this server. Coding by hand works without it."
            " Whoever keeps the server can add it: make themes"
        )
    if every_language and not model.is_multilingual():
        return _(
            "The notes of this round are to be read in every language, and the part of the program for that is not"
            " installed on this server. Whoever keeps the server can add it: make languages-model. Or let an organiser"
            " choose that only English is read."
        )
    return ""


def why_not_every_language() -> str:
    """The same for reading other languages than English."""
    if model.is_multilingual():
        return ""
    return _(
        "The part of the program that reads other languages is not installed on this server. Notes in other languages"
        " are left to people, and counted. Whoever keeps the server can add it: make languages-model"
    )


@cache
def reader(every_language: bool = False) -> Reader:
    from listens.sensemaking.machine.reading import EnglishReader, EveryLanguageReader

    return EveryLanguageReader() if every_language else EnglishReader()


@cache
def discoverer() -> Discoverer:
    from listens.sensemaking.machine.comparing import Comparer

    return Comparer()


@cache
def assigner() -> Assigner:
    from listens.sensemaking.machine.learning import Learner

    return Learner()
