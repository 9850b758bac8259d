"""Who is told when somebody in a note may be at risk, and what they are told: a date and a link, never words.

First the safeguarding leads of the listener's own organisation; those of the whole area always as well.
"""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from listens.core import messages
from listens.core.models import Account, Area, Event, Grant
from listens.listening.models import Note


def leads_for(note: Note) -> list[Account]:
    """Own organisation's first. Empty when nobody is named: then the page says so and what to do."""
    scope = Q(scope=Grant.Scope.AREA)
    if note.conversation.organisation_id:
        scope |= Q(scope=Grant.Scope.ORGANISATION, scope_id=note.conversation.organisation_id)
    grants = Grant.objects.filter(
        scope, area=note.area_id, role="safeguarding_lead", actor__account__is_active=True
    ).current(note.area.today())
    found = grants.select_related("actor__account").order_by("-scope", "actor__account__name")
    return list(dict.fromkeys(grant.actor.account for grant in found if grant.actor.account))


def alert(area: Area, event: Event, note: Note) -> int:
    """Put a message to each lead in the outbox, once an event however often it is delivered."""
    leads = leads_for(note)
    held_on = event.payload.get("held_on") or _("no date")
    link = event.payload.get("link") or _("none")
    organisation = note.conversation.organisation
    lines = [
        _("Somebody who read notes in %(area)s thinks that a person may be at risk.") % {"area": area.name},
        _("The conversation was held on: %(day)s") % {"day": held_on},
        _("Organisation: %(name)s") % {"name": organisation.name if organisation else _("none named")},
        _("Listener's link: %(link)s") % {"link": link},
        _("Note: %(note)s") % {"note": note.pk},
        _("Find the listener through the organisation's lead, and follow your safeguarding plan now."),
        _("If somebody is in danger, ring 999."),
    ]
    for lead in leads:
        messages.queue(
            area,
            once_key=f"note_flagged:{event.pk}:{lead.pk}",
            to=lead.email,
            subject=_("Urgent: somebody may be at risk (%(area)s)") % {"area": area.name},
            body="\n".join(lines) + "\n",
        )
    return len(leads)
