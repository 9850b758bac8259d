"""The staff desk: what a person can do now and what is due. Each room offers its lines in its `desk.py`.

    @desk.offers
    def lines(actor, area):
        yield desk.line(actor, area, "review_conversation", _("Review new notes"), address, detail=_("12 waiting"))

A line is shown to those whose role has its verb; when they may not do it now, the reason stands in place of the link.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
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


@dataclass(frozen=True)
class Next:
    """What comes next for a role when nothing is for now."""

    words: str
    on: dt.date


@dataclass(frozen=True)
class Part:
    """One role's part of a desk: `dated` by day, what is overdue first; `others` can be done any time."""

    role: str
    dated: list[Line]
    others: list[Line]
    next: Next | None = None

    def is_quiet(self, today: dt.date) -> bool:
        """Nothing is due today, and nothing is late."""
        return not any(line.due_on and line.due_on <= today for line in self.dated)


Foretell = Callable[[Area, frozenset[str]], Next | None]
FORETELLERS: list[Foretell] = []


def foretells(foretell: Foretell) -> Foretell:
    """Decorator: ask this function for the next day that concerns a role, by the stages of its verbs."""
    FORETELLERS.append(foretell)
    return foretell


def parts(actor: Actor, area: Area) -> list[Part]:
    """The desk by role, with what comes next where nothing is for now."""
    today, found = area.today(), []
    for role, lines in lines_by_role(actor, area):
        part = Part(
            role,
            [line for line in lines if line.due_on],
            [line for line in lines if not line.due_on],
        )
        found.append(replace(part, next=_next(area, role)) if part.is_quiet(today) else part)
    return found


def _next(area: Area, role: str) -> Next | None:
    stages = frozenset(rule.stage for rule in access.VERBS.values() if rule.stage and role in rule.roles)
    told = [one for foretell in FORETELLERS if (one := foretell(area, stages))]
    return min(told, key=lambda one: one.on, default=None)


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
