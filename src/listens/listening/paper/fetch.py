"""The one way to sheets, for the people who print them and type them in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.http import Http404

from listens.alliance.access import own_organisations
from listens.alliance.models import Organisation
from listens.core import access
from listens.core.models import Actor, Area
from listens.listening import sent_fetch
from listens.listening.models import Conversation, Round, Sheet, SheetStep
from listens.listening.round_fetch import fetch_round
from listens.listening.sent_fetch import Sent

WAITING = (None, SheetStep.State.FOUND)


def organisations_for(actor: Actor | None, area: Area, verb: str) -> list[Organisation]:
    """Community organisations for which this person may do that."""
    listening = Organisation.objects.filter(area=area, left_on=None).community()
    if not access.can(actor, verb, area):
        listening = listening.filter(pk__in=own_organisations(actor, area))
    allowed = [
        one for one in listening.select_related("area") if access.can(actor, verb, area, within=[one.pk])
    ]
    return sorted(allowed, key=lambda one: one.name_key)


def fetch_round_for(
    actor: Actor | None, area: Area, slug: str, verb: str
) -> tuple[Round, list[Organisation]]:
    """The round, and the organisations for which this person may do that in it; nobody else finds the page."""
    round = fetch_round(actor, area, slug)
    organisations = organisations_for(actor, area, verb)
    if not organisations:
        raise Http404
    return round, organisations


def sheets_of(round: Round, organisations: Iterable[Organisation]) -> list[Sheet]:
    """In the order of their numbers, each with its `state`."""
    found = Sheet.objects.with_state().filter(round=round, organisation__in=list(organisations))
    return list(found.select_related("area", "organisation", "round__area").order_by("number"))


def fetch_sheet(actor: Actor | None, area: Area, number: int, verb: str = "type_in_sheet") -> Sheet:
    """A sheet with which this person may do that, with its `state`; a stranger gets the 404 of a missing one."""
    found = (
        Sheet.objects.with_state()
        .filter(area=area, number=min(number, 2**31 - 1))
        .select_related("area", "round__area", "organisation")
        .first()
    )
    if found is None or not access.can(actor, verb, area, within=[found.organisation_id]):
        raise Http404
    return found


def typed_from(sheet: Sheet) -> Conversation | None:
    """What was typed in from it, for its facts; its words are for reviewers."""
    rows = Conversation.objects.filter(area=sheet.area_id, client_id=str(sheet.pk))
    return rows.select_related("ward").prefetch_related("notes").first()


def asked_about(actor: Actor | None, area: Area) -> list[Sent]:
    """What reviewers ask about paper of the organisations for which this person answers; else a 404."""
    organisations = organisations_for(actor, area, "answer_for_paper")
    if not organisations:
        raise Http404
    return sent_fetch.asked_of(area, organisations)


def sheet_numbers(conversations: Iterable[Conversation]) -> dict[UUID, int]:
    """Of those typed in from a sheet: {conversation: number}."""
    by_sheet = {UUID(one.client_id): one.pk for one in conversations}  # typed in, so it is a UUID
    sheets = Sheet.objects.filter(pk__in=list(by_sheet)).values_list("pk", "number")
    return {by_sheet[pk]: number for pk, number in sheets}


def next_waiting(sheets: Sequence[Sheet], after: int = 0) -> int | None:
    """The next number to type: the first one behind the sheet before, else the first of all."""
    waiting = [sheet.number for sheet in sheets if sheet.state in WAITING]  # type: ignore[attr-defined]
    return next((n for n in waiting if n > after), waiting[0] if waiting else None)
