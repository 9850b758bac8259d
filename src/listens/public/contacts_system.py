"""Who asked to be told, and who was told, as a system of its own beside that of what was said."""

from __future__ import annotations

from collections.abc import Iterable

from listens.core.figure_names import key_of
from listens.core.models import Area
from listens.feedback.owed import shares
from listens.listening.models import Round
from listens.methods.disclosure.system import Sum, System
from listens.methods.disclosure.tables import Key
from listens.public.counting import ASKED, ASKED_TOLD, FEEDBACK, People
from listens.public.systems import WORTH_ROUND

CONTACTS = ("of", "contacts")


def contacts(area: Area, rounds: Iterable[Round]) -> tuple[System, dict[str, People]]:
    """Who asked to be told, and who was; those who still wait could be worked out, so they are counted too."""
    asked = frozenset([CONTACTS])
    counts: dict[Key, int] = {}
    sums: list[Sum] = []
    unsaid: list[Key] = []
    found: dict[str, People] = {}
    for round in rounds:
        shared = shares(round)
        told, waiting = asked | {("told", round.slug)}, asked | {("waiting", round.slug)}
        counts |= {asked: shared.num_contacts, told: shared.num_contacts_told}
        if (rest := shared.num_contacts - shared.num_contacts_told) >= 0:
            counts[waiting] = rest
            sums.append((asked, [told, waiting]))
            unsaid.append(waiting)
        for what, one, definition in (("asked", asked, ASKED), ("asked_told", told, ASKED_TOLD)):
            found[key_of(what, round=round.slug)] = People(one, counts[one], definition, FEEDBACK)
    return System(counts, sums, unsaid=unsaid, worth={asked: WORTH_ROUND}), found
