"""One body (a council, a trust, a member that promised): all it was asked, answered and promised."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from listens.alliance.models import Organisation
from listens.assembly.models import Addressee
from listens.core.models import Area
from listens.pledges.models import Pledge
from listens.pledges.models.pledge_query import PledgeQuerySet
from listens.public import search, standings


@dataclass(frozen=True)
class BodyStory:
    pledges: PledgeQuerySet
    standings: standings.Standings
    answered: list[Addressee]


def fetch_body(area: Area, body: UUID) -> Organisation:
    """An organisation that promised or was asked in public. Others have no public page, and look like no other."""
    acted = Q(owns__isnull=False) | Q(offices__asked__answers__isnull=False)
    found = Organisation.objects.filter(acted, area=area, pk=body).distinct().first()
    if found is None:
        raise Http404
    return found


def tell(body: Organisation) -> BodyStory:
    pledges = Pledge.objects.of_area(body.area).owned_by(organisations=[body.pk])
    asked = Addressee.objects.filter(office__organisation=body, answers__isnull=False).distinct()
    asked = asked.select_related("ask", "office__organisation", "assembly")
    return BodyStory(
        search.listed(pledges.with_standing(body.area.today()), body.area),
        standings.summed_up(body.area, pledges),
        list(
            asked.prefetch_related("answers__explanations").order_by("ask__round__number", "ask__reference")
        ),
    )
