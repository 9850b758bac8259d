"""The one way to an organisation, an office or a file that waits: fetched and authorised within the area.

A missing one and one that the person has no part in give the same 404.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db.models import Prefetch
from django.http import Http404

from listens.alliance.models import Clearance, Holding, Office, Organisation, Person, WaitingFile
from listens.alliance.models.organisation import OrganisationQuerySet
from listens.core import access
from listens.core.models import Actor, Area


def organisations(area: Area) -> OrganisationQuerySet:
    """All of the area's organisations with their places, for a page that asked `see_organisations`."""
    return Organisation.objects.filter(area=area).select_related("borough", "ward")


def fetch_organisation(actor: Actor | None, area: Area, pk: UUID) -> Organisation:
    found = organisations(area).filter(pk=pk).first()
    if found is None or not access.can(actor, "see_organisation", area, within=[pk]):
        raise Http404
    return found


def fetch_office(actor: Actor | None, area: Area, pk: UUID) -> Office:
    """An office, with its organisation and every holder it had."""
    offices = Office.objects.filter(area=area).select_related("organisation", "area")
    found = (
        offices.prefetch_related(Prefetch("holdings", Holding.objects.order_by("-starts")))
        .filter(pk=pk)
        .first()
    )
    if found is None or not access.can(actor, "see_office", area, within=[pk, found.organisation_id]):
        raise Http404
    return found


def people_of(organisation: Organisation) -> list[Person]:
    """Those who act for it now, with the roles they hold. Three queries, however many."""
    today = organisation.area.today()
    people = Person.objects.filter(organisation=organisation).here(today).select_related("account__actor")
    return list(people.prefetch_related("account__actor__grants"))


def fetch_person(actor: Actor | None, area: Area, pk: UUID) -> Person:
    found = Person.objects.filter(area=area, pk=pk).select_related("organisation__area", "area").first()
    if found is None or not access.can(actor, "see_organisation", area, within=[found.organisation_id]):
        raise Http404
    return found


def cleared_people(organisation: Organisation, on: dt.date) -> list[Person]:
    """Those who act for it and may be with children on that day."""
    here = Person.objects.filter(organisation=organisation).here(organisation.area.today())
    return list(here.filter(pk__in=Clearance.objects.running(on).values("person")))


def cleared_until(organisation: Organisation) -> dict[UUID, dt.date]:
    """For each of its people who is or was cleared, the last day of it."""
    rows = Clearance.objects.filter(person__organisation=organisation).order_by("runs_until")
    return dict(rows.values_list("person_id", "runs_until"))


def offices_of(organisation: Organisation) -> list[Office]:
    return list(Office.objects.filter(organisation=organisation).prefetch_related("holdings"))


def fetch_waiting(actor: Actor, area: Area, kind: str, pk: UUID) -> WaitingFile:
    found = WaitingFile.objects.filter(area=area, sent_by=actor, kind=kind, pk=pk).first()
    if found is None:
        raise Http404
    return found
