"""The one way to a round's home: all of it for organisers, their own organisations for leads."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from listens.alliance.access import own_organisations
from listens.alliance.models import Organisation
from listens.core import access
from listens.core.models import Actor, Area
from listens.listening import round_fetch
from listens.listening.models import Round


@dataclass(frozen=True)
class Home:
    """`own` is None for whoever sees every organisation."""

    round: Round
    own: frozenset[UUID] | None


def fetch_home(actor: Actor | None, area: Area, slug: str) -> Home:
    round = round_fetch.fetch_round(actor, area, slug)
    if access.can(actor, "see_progress", area, within=[round.pk]):
        return Home(round, None)
    led = [
        pk for pk in own_organisations(actor, area) if access.can(actor, "see_progress", area, within=[pk])
    ]
    if not led:
        raise Http404
    return Home(round, frozenset(led))


def organisations_to_aim(area: Area) -> list[Organisation]:
    """Community organisations of today, for the form of targets."""
    return list(Organisation.objects.filter(area=area, left_on=None).community().order_by("name_key"))
