"""The one way to who was heard in a round, and to the organisation whose reach is noted."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from listens.alliance.models import Organisation
from listens.core import access
from listens.core.models import Actor, Area
from listens.listening.models import ReachNote, Round
from listens.listening.round_fetch import fetch_round
from listens.places.models import Place


def fetch_reached(actor: Actor | None, area: Area, slug: str) -> Round:
    """A round whose reach this person may see. Raises Denied with the reason; a stranger gets a 404."""
    round = fetch_round(actor, area, slug)
    access.require(actor, "see_reach", area, within=[round.pk])
    return round


def boroughs(area: Area) -> list[Place]:
    return list(Place.objects.filter(area=area, kind=Place.Kind.BOROUGH))


def fetch_borough(area: Area, code: str) -> Place | None:
    """The borough of that code; None for no code. Raises Http404 for another's or a made-up one."""
    if not code:
        return None
    boroughs = Place.objects.filter(area=area, kind=Place.Kind.BOROUGH)
    found = boroughs.filter(code=code).first() if code.isalnum() else None  # PostgreSQL bears no NUL
    if found is None:
        raise Http404
    return found


def fetch_organisation(actor: Actor | None, area: Area, pk: UUID) -> Organisation:
    found = Organisation.objects.filter(area=area, pk=pk).select_related("area").first()
    if found is None or not access.roles_of(actor, area):
        raise Http404
    access.require(actor, "note_reaches", area, within=[found.pk])
    return found


def noted_reaches(organisation: Organisation) -> list[tuple[str, str]]:
    notes = ReachNote.objects.filter(organisation=organisation)
    return list(notes.order_by().values_list("group", "value"))
