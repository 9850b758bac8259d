"""Who is called when somebody may be at risk: the organisation's own leads first, then the area's, then everybody."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from listens.alliance.models import Organisation
from listens.core import text
from listens.core.models import Account, Area, Grant
from listens.listening.models import Note
from listens.safeguarding.models import Alarm, AlarmCall

LEAD = "safeguarding_lead"
Reach = AlarmCall.Reach


def leads(area: Area, organisation: UUID | None = None) -> list[Account]:
    """The safeguarding leads of the whole area, or of one organisation."""
    if organisation:
        return _holders(area, Q(role=LEAD, scope=Grant.Scope.ORGANISATION, scope_id=organisation))
    return _holders(area, Q(role=LEAD, scope=Grant.Scope.AREA))


def leads_for(note: Note) -> list[Account]:
    """Own organisation's first. Empty when nobody is named: then the page says so and what to do."""
    own = leads(note.area, note.conversation.organisation_id) if note.conversation.organisation_id else []
    return list(dict.fromkeys([*own, *leads(note.area)]))


def called(alarm: Alarm, reach: str) -> dict[str, str]:
    """{a key that stays the same: an e-mail address} of that circle."""
    if reach == Reach.ORGANISATION:
        found = leads(alarm.area, alarm.organisation_id) if alarm.organisation_id else []
    elif reach == Reach.AREA:
        found = leads(alarm.area)
    else:
        return {str(one.pk): one.email for one in _organisers_and_host(alarm.area)} | (
            {"host": alarm.area.contact_email} if alarm.area.contact_email else {}
        )
    return {str(one.pk): one.email for one in found}


def _organisers_and_host(area: Area) -> list[Account]:
    """The host is named by its name in the area's settings; its own leads speak for it."""
    host = Organisation.objects.filter(area=area, name_key=text.key(area.community_host)).values("pk")
    of_host = Q(role="organisation_lead", scope=Grant.Scope.ORGANISATION, scope_id__in=host)
    return _holders(area, Q(role="organiser") | of_host)


def _holders(area: Area, which: Q) -> list[Account]:
    grants = Grant.objects.filter(which, area=area, actor__account__is_active=True).current(area.today())
    found = grants.select_related("actor__account").order_by("actor__account__name")
    return list(dict.fromkeys(grant.actor.account for grant in found if grant.actor.account))
