"""The one way to an alarm, a report and a number to ring: fetched and authorised within the area."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from listens.alliance.access import own_organisations
from listens.alliance.models import Organisation
from listens.core import access
from listens.core.models import Actor, Area, Grant
from listens.listening.models import ListenerLink, Note
from listens.safeguarding.actions.reports import sender_of
from listens.safeguarding.leads import LEAD
from listens.safeguarding.models import Alarm, AlarmStep, RingNumber
from listens.safeguarding.models.alarm import AlarmQuerySet


def alarms(actor: Actor, area: Area) -> AlarmQuerySet:
    """What this lead answers for, the longest waiting first. Raises Denied for somebody who is no lead here."""
    found = Alarm.objects.filter(area=area).select_related("area", "organisation").with_state()
    if access.can(actor, "see_alarms", area):
        return found
    led = {
        grant.scope_id
        for grant in access.grants_of(actor, area)
        if grant.role == LEAD and grant.scope == Grant.Scope.ORGANISATION and grant.scope_id
    }
    access.require(actor, "see_alarms", area, within=led)
    return found.filter(organisation__in=led)


def open_alarms(actor: Actor, area: Area) -> AlarmQuerySet:
    return alarms(actor, area).exclude(steps__state=AlarmStep.State.CLOSED)


def fetch_alarm(actor: Actor, area: Area, pk: UUID) -> Alarm:
    """One of another organisation and a missing one give the same 404."""
    found = alarms(actor, area).select_related(
        "report__area", "flag__by__account", "flag__note__conversation"
    )
    alarm = found.filter(pk=pk).first()
    if alarm is None:
        raise Http404
    return alarm


def steps_of(alarm: Alarm) -> list[AlarmStep]:
    return list(alarm.steps.select_related("by__account", "alarm__area").order_by("seq"))


def own_reports(link: ListenerLink) -> list[Alarm]:
    """What was sent through this very link, newest first: how far it is, never its words."""
    mine = Alarm.objects.filter(area=link.area, report__sender=sender_of(link))
    return list(mine.select_related("area", "report").with_state().order_by("-raised_at"))


def find_own_report(link: ListenerLink, client_id: UUID) -> Alarm | None:
    """A report of another link is as if it were not there."""
    mine = Alarm.objects.filter(area=link.area, report__sender=sender_of(link), report__client_id=client_id)
    return mine.select_related("area", "report").with_state().first()


def ring_numbers(actor: Actor, area: Area) -> list[RingNumber]:
    """Those this person keeps: the area's and everybody's, or those of their own organisations."""
    numbers = RingNumber.objects.filter(area=area).select_related(
        "area", "organisation", "checked_by__account"
    )
    if not access.can(actor, "keep_numbers", area):
        numbers = numbers.filter(organisation__in=[one.pk for one in organisations(actor, area)])
    return list(numbers.order_by("organisation__name_key", "position", "name"))


def organisations(actor: Actor, area: Area) -> list[Organisation]:
    """Community organisations whose numbers this person may keep. Raises Denied when there is none."""
    found = Organisation.objects.filter(area=area, left_on=None).community()
    if access.can(actor, "keep_numbers", area):
        return list(found)
    own = own_organisations(actor, area)
    access.require(actor, "keep_numbers", area, within=own)
    mine = found.filter(pk__in=own)
    return [one for one in mine if access.can(actor, "keep_numbers", area, within=[one.pk])]


def fetch_number(actor: Actor, area: Area, pk: UUID) -> RingNumber:
    found = RingNumber.objects.filter(area=area, pk=pk).select_related("area", "organisation").first()
    within = [found.organisation_id] if found and found.organisation_id else []
    if found is None or not access.can(actor, "keep_numbers", area, within=within):
        raise Http404
    return found


def fetch_note(actor: Actor, area: Area, pk: UUID) -> Note:
    """A note that this person reads and may flag: standing or withdrawn, accepted or not."""
    access.require(actor, "flag_note", area)
    notes = Note.objects.filter(area=area, pk=pk)
    found = notes.select_related("area", "conversation__organisation", "conversation__round").first()
    if found is None:
        raise Http404
    return found
