"""The staff desk: what a person can do now and what is due. Each room offers its lines in its `desk.py`.

    @desk.offers
    def lines(actor, area):
        yield desk.line(actor, area, "review_conversation", _("Review new notes"), address, detail=_("12 waiting"))

A line is shown to those whose role has its verb; when they may not do it now, the reason stands in place of the link.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from listens.core import access
from listens.core.models import Actor, Area
from listens.core.roles import ROLES


@dataclass(frozen=True)
class Line:
    """`words` says what to do, `detail` how much of it waits, `due_on` by when."""

    verb: str
    words: str
    address: str
    decision: access.Decision
    detail: str = ""
    due_on: dt.date | None = None


Offer = Callable[[Actor, Area], Iterable[Line]]
OFFERS: list[Offer] = []


def offers(offer: Offer) -> Offer:
    """Decorator: ask this function for lines, for everybody's desk."""
    OFFERS.append(offer)
    return offer


def line(
    actor: Actor,
    area: Area,
    verb: str,
    words: str,
    address: str,
    *,
    within: Iterable[UUID] = (),
    gate: access.Decision = access.ALLOWED,
    detail: str = "",
    due_on: dt.date | None = None,
) -> Line:
    """A line with the answer of `access` to whether this person may do it now."""
    decision = access.can(actor, verb, area, within=within, gate=gate)
    return Line(verb, words, address, decision, detail, due_on)


def lines_by_role(actor: Actor, area: Area) -> list[tuple[str, list[Line]]]:
    """The person's roles in the order of the table, each with its lines; what is due first, then as offered.

    A line that two roles share stands below the first of them.
    """
    offered = [found for offer in OFFERS for found in offer(actor, area)]
    offered.sort(key=lambda one: (one.due_on is None, one.due_on or dt.date.max))
    held = access.roles_of(actor, area)
    shown: set[int] = set()
    desk: list[tuple[str, list[Line]]] = []
    for role in ROLES:
        if role in held:
            mine = [
                n for n, one in enumerate(offered) if role in access.VERBS[one.verb].roles and n not in shown
            ]
            shown |= set(mine)
            desk.append((role, [offered[n] for n in mine]))
    return desk
