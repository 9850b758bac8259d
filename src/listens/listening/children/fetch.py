"""The one way to a session with children, for the host, organisers and safeguarding leads."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from listens.alliance.access import own_things
from listens.core import access
from listens.core.models import Actor, Area
from listens.listening.models import ChildrenSession, Round
from listens.listening.round_fetch import fetch_round


def fetch_round_of_sessions(actor: Actor | None, area: Area, slug: str) -> Round:
    """A round in which this person may see some of the sessions."""
    round = fetch_round(actor, area, slug)
    access.require(actor, "see_children_sessions", area, within=own_things(actor, area))
    return round


def sessions_of(actor: Actor | None, round: Round) -> list[ChildrenSession]:
    """Newest first, those this person may see."""
    sessions = _whole().filter(round=round)
    return [one for one in sessions if _may(actor, one, "see_children_sessions")]


def fetch_session(actor: Actor | None, area: Area, pk: UUID, verb: str) -> ChildrenSession:
    """A session with which this person may do that; a stranger gets the 404 of a missing one."""
    found = _whole().filter(area=area, pk=pk).first()
    if found is None or not _may(actor, found, verb):
        raise Http404
    return found


def _may(actor: Actor | None, session: ChildrenSession, verb: str) -> bool:
    return bool(access.can(actor, verb, session.area, within=[session.organisation_id]))


def _whole() -> QuerySet[ChildrenSession]:
    return (
        ChildrenSession.objects.select_related(
            "area", "round__area", "organisation__area", "first_adult", "second_adult"
        )
        .prefetch_related("consents", "round__prompts")
        .order_by("-held_on", "pk")
    )
