"""The one place that says who may do what: role x stage x scope, answered as `(allowed, reason)`.

Each room's `access.py` declares its verbs here; views, imports, jobs and commands all ask `can`. The peers we
looked at check a permission string and answer yes or no; we answer with a reason in plain words, so that a page
can say why a button is missing and when it will be there, and the whole table can be walked by a test and printed
(docs/roles.md) because it is data.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from listens.core.models import Actor, Area, Grant
from listens.core.roles import ROLES


@dataclass(frozen=True)
class Decision:
    """Truthy when allowed; `reason` is a sentence for the person who may not."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Decision(True)
Condition = Callable[[Actor, Area], Decision]


@dataclass(frozen=True)
class Verb:
    """`words` finishes the sentence "may ..."; `stage` names the round's window that must be open."""

    name: str
    room: str
    words: str
    roles: frozenset[str]
    stage: str | None = None
    is_public: bool = False
    condition: Condition | None = None


VERBS: dict[str, Verb] = {}


class Denied(PermissionDenied):
    """Raised by `require`; its text is the reason, shown to the person."""


def declare(
    name: str,
    words: str,
    roles: Iterable[str] = (),
    *,
    room: str,
    stage: str | None = None,
    is_public: bool = False,
    condition: Condition | None = None,
) -> None:
    """Put one verb in the table. Raises ValueError for an unknown role or a name declared twice."""
    wanted = frozenset(roles)
    if unknown := wanted - set(ROLES):
        raise ValueError(f"{name}: no such role: {', '.join(sorted(unknown))}")
    if name in VERBS:
        raise ValueError(f"{name} is declared twice")
    VERBS[name] = Verb(name, room, words, wanted, stage, is_public, condition)


def grants_of(actor: Actor, area: Area, on: dt.date | None = None) -> list[Grant]:
    """The actor's grants in this area that run today; read once per actor object, so once per request."""
    cache: dict[UUID, list[Grant]] = actor.__dict__.setdefault("_grants", {})
    if area.pk not in cache:
        cache[area.pk] = list(Grant.objects.filter(actor=actor, area=area).current(on or area.today()))
    return cache[area.pk]


def roles_of(actor: Actor | None, area: Area) -> frozenset[str]:
    return frozenset(grant.role for grant in grants_of(actor, area)) if actor else frozenset()


def can(
    actor: Actor | None,
    verb: str,
    area: Area,
    *,
    within: Iterable[UUID] = (),
    gate: Decision = ALLOWED,
) -> Decision:
    """May `actor` do `verb` in `area`?

    `within` holds the ids (organisation, round, office, pledge) that the thing belongs to: a grant for one of
    them counts, a grant for another does not. `gate` is the stage's answer (listening.stages) for verbs that have
    a stage. Raises KeyError for a verb that no room declared.
    """
    rule = VERBS[verb]
    if rule.is_public:
        return ALLOWED
    if actor is None:
        return Decision(False, _("Sign in to see this page."))
    if not actor.is_system:
        places = set(within)
        held = [
            grant
            for grant in grants_of(actor, area)
            if grant.role in rule.roles and (grant.scope == Grant.Scope.AREA or grant.scope_id in places)
        ]
        if not held:
            return Decision(False, _("Your role here does not let you %(do)s.") % {"do": _(rule.words)})
        if rule.condition and not (answer := rule.condition(actor, area)):
            return answer
    answer = gate if rule.stage else ALLOWED
    if answer:
        actor.__dict__.setdefault("_allowed", set()).add((verb, area.pk))
    return answer


def was_allowed(actor: Actor, verb: str, area: Area) -> bool:
    """Whether `can` was asked this, of this actor object (so in this request), and said yes."""
    return (verb, area.pk) in actor.__dict__.get("_allowed", ())


def require(
    actor: Actor | None, verb: str, area: Area, *, within: Iterable[UUID] = (), gate: Decision = ALLOWED
) -> None:
    """As `can`, but raises Denied with the reason."""
    decision = can(actor, verb, area, within=within, gate=gate)
    if not decision:
        raise Denied(decision.reason)
