"""The one way to what a round still owes its people: for organisers all of it, for leads their own organisation's."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from listens.alliance.access import own_organisations
from listens.alliance.models import Organisation
from listens.core import access
from listens.core.models import Actor, Area
from listens.feedback.owed import Owed, listened, organisations_owed
from listens.listening import round_fetch
from listens.listening.models import Round


def fetch_round(actor: Actor | None, area: Area, slug: str) -> Round:
    """A round for somebody who may see what is owed in it, if only for their own organisation."""
    found = Round.objects.select_related("area").filter(area=area, slug=slug).first()
    within = own_organisations(actor, area)
    if found is None or not access.can(actor, "read_feedback_owed", area, within=[found.pk, *within]):
        raise Http404
    return found


def owed_to(actor: Actor | None, round: Round) -> list[Owed]:
    """What this person may see of it: everything, or their own organisations' lines."""
    owed = organisations_owed(round)
    if access.can(actor, "read_feedback_owed", round.area, within=[round.pk]):
        return owed
    own = own_organisations(actor, round.area)
    return [one for one in owed if one.organisation.pk in own]


def fetch_listened(actor: Actor | None, round: Round, organisation: UUID) -> Organisation:
    """An organisation that listened in this round, for somebody who may record that its people were told."""
    found = listened(round).filter(pk=organisation).first()
    within = [organisation, round.pk]
    if found is None or not access.can(actor, "record_telling", round.area, within=within):
        raise Http404
    return found


def fetch_reported(
    actor: Actor | None, area: Area, slug: str, organisation: UUID
) -> tuple[Round, Organisation]:
    """A round and one of the area's organisations, for somebody who may read that organisation's report of it."""
    round = round_fetch.rounds(area).filter(slug=slug).first()
    found = Organisation.objects.filter(area=area, pk=organisation).community().select_related("area").first()
    if round is None or found is None:
        raise Http404
    if not access.can(actor, "read_organisation_report", area, within=[organisation, round.pk]):
        raise Http404
    return round, found
