"""The one way to an ask, an assembly or a slot: fetched and authorised within the area.

A missing one and one that the person has no part in give the same 404.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404

from listens.alliance.access import own_things
from listens.alliance.models import Office
from listens.assembly.models import Addressee, Answer, Ask, Assembly, Transcript
from listens.assembly.models.ask import AskQuerySet
from listens.core import access, text
from listens.core.models import Actor, Area
from listens.listening.models import Round


def may(actor: Actor | None, verb: str, area: Area) -> access.Decision:
    """In the hall a role for one organisation counts for the whole assembly."""
    return access.can(actor, verb, area, within=own_things(actor, area))


def asks(area: Area) -> AskQuerySet:
    """All of the area's asks, for a page that asked `see_asks`."""
    return Ask.objects.filter(area=area).for_list()


def as_listed(asks: Iterable[Ask]) -> list[Ask]:
    """The newest round's first; in a round 2 comes before 10."""
    return sorted(asks, key=lambda ask: (-ask.round.number, text.in_order(ask.reference)))


def rounds(area: Area) -> list[Round]:
    """Newest first, with their windows."""
    return list(
        Round.objects.filter(area=area).select_related("area").prefetch_related("windows").order_by("-number")
    )


def fetch_round(area: Area, slug: str) -> Round:
    """For a page whose verb was asked for the whole area."""
    found = next((round for round in rounds(area) if round.slug == slug), None)
    if found is None:
        raise Http404
    return found


def fetch_ask(actor: Actor | None, area: Area, pk: UUID) -> Ask:
    found = asks(area).select_related("round__area", "proposal", "area").filter(pk=pk).first()
    if found is None or not may(actor, "see_asks", area):
        raise Http404
    return found


def assemblies(area: Area) -> list[Assembly]:
    return list(
        Assembly.objects.filter(area=area)
        .select_related("round")
        .prefetch_related("addressees__answers")
        .order_by("-held_on")
    )


def fetch_assembly(actor: Actor | None, area: Area, pk: UUID) -> Assembly:
    found = Assembly.objects.filter(area=area, pk=pk).select_related("round__area", "area").first()
    if found is None or not may(actor, "see_assemblies", area):
        raise Http404
    return found


def running_order(assembly: Assembly) -> list[Addressee]:
    return list(assembly.addressees.for_running_order())


def ready_asks(assembly: Assembly) -> list[Ask]:
    """Ratified asks of the assembly's round that are not on its running order."""
    found = asks(assembly.area).ratified().filter(round=assembly.round)
    return as_listed(found.exclude(addressees__assembly=assembly))


def fetch_slot(actor: Actor | None, area: Area, pk: UUID, verb: str) -> Addressee:
    """One office's slot for one ask; on the running order where `verb` needs it there."""
    slots = Addressee.objects.for_running_order().select_related(
        "ask__round__area", "ask__area", "office__organisation", "assembly__round__area", "assembly__area"
    )
    found = slots.filter(pk=pk, ask__area=area).first()
    if found is None or not may(actor, verb, area):
        raise Http404
    return found


def fetch_placed_slot(actor: Actor | None, area: Area, pk: UUID, verb: str) -> Addressee:
    found = fetch_slot(actor, area, pk, verb)
    if found.assembly is None:
        raise Http404
    return found


def fetch_answer(actor: Actor | None, area: Area, pk: UUID) -> Answer:
    """An office's answer, for that office's own people and for organisers."""
    answers = Answer.objects.select_related(
        "addressee__office__organisation", "addressee__ask", "addressee__assembly__round__area"
    )
    found = answers.filter(pk=pk, addressee__ask__area=area).first()
    if found is None:
        raise Http404
    office = found.addressee.office
    if not access.can(actor, "explain_absence", area, within=[office.pk, office.organisation_id]):
        raise Http404
    return found


def fetch_transcript(slot: Addressee, pk: str) -> Transcript | None:
    return next((one for one in slot.transcripts.all() if str(one.pk) == pk), None)


def offices(area: Area) -> list[Office]:
    return list(Office.objects.filter(area=area).select_related("organisation"))
