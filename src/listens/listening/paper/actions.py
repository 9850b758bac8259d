"""Numbered sheets: printed, typed in once, void or lost. And a wall of stickies, typed in as one conversation."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core.acting import Refused, acting
from listens.core.models import Actor
from listens.listening.actions.conversations import receive_conversations
from listens.listening.letters import CREATED, DUPLICATE, SCHEMA_VERSION
from listens.listening.models import Conversation, Round, Sheet, SheetStep
from listens.listening.paper.slips import slip_of

MOST_AT_ONCE = 200
State = SheetStep.State


def make_sheets(actor: Actor, round: Round, organisation: Organisation, how_many: int) -> list[Sheet]:
    """That many sheets with the area's next numbers.

    Raises Refused for a public body, for an organisation of another area, for a round that is not open (its
    questions may still change) and for none or more than 200.
    """
    area = round.area
    require_listener(round, organisation)
    if round.opened_on is None:
        raise Refused(_("Open the round first: until then its questions may still change."))
    if not 1 <= how_many <= MOST_AT_ONCE:
        raise Refused(_("Print from 1 to %(n)d sheets at once.") % {"n": MOST_AT_ONCE})
    with acting(actor, "make_sheets", area, within=[organisation.pk]) as deed:
        last = Sheet.objects.filter(area=area).aggregate(last=Max("number"))["last"] or 0
        sheets = [
            Sheet(area=area, round=round, organisation=organisation, number=last + n, made_on=area.today())
            for n in range(1, how_many + 1)
        ]
        Sheet.objects.bulk_create(sheets)
        deed.record(round, organisation=str(organisation.pk), first=last + 1, last=last + how_many)
    return sheets


def mark_sheet(actor: Actor, sheet: Sheet, state: str) -> None:
    """Void (spoiled, never used), lost, or found again. Raises Refused for one that was typed in."""
    if state not in (State.VOID, State.LOST, State.FOUND):
        raise Refused(_("Say what happened to the sheet."))
    with acting(actor, "mark_sheet", sheet.area, within=[sheet.organisation_id]) as deed:
        now = state_of(sheet)
        if now == State.TYPED:
            raise Refused(_("Sheet %(n)d was typed in already.") % {"n": sheet.number})
        if now == state or (now is None and state == State.FOUND):
            deed.unchanged()
            return
        _step(sheet, state)
        deed.record(sheet, number=sheet.number, state=state)


def type_in_sheet(actor: Actor, sheet: Sheet, item: dict[str, Any]) -> None:
    """Store what stands on the sheet, as a phone would have sent it. `item` as in `receive_conversations`.

    The conversation's id is the sheet's own, so it cannot be made twice; a note without a slip of its own gets the
    sheet's. Raises Refused for a sheet that was typed in, or is void or lost.
    """
    whole = {
        **item,
        "client_id": str(sheet.pk),
        "round": sheet.round.slug,
        "organisation": str(sheet.organisation_id),
        "notes": [{**note, "slip": note.get("slip") or slip_of(sheet)} for note in item["notes"]],
    }
    with transaction.atomic():
        require_waiting(sheet)
        _send(actor, sheet.organisation, "type_in_sheet", whole)
        _step(sheet, State.TYPED)


def type_in_wall(actor: Actor, round: Round, organisation: Organisation, item: dict[str, Any]) -> None:
    """Store one wall of stickies as one conversation. The same wall sent twice is kept once."""
    require_listener(round, organisation)
    whole = {
        **item,
        "channel": Conversation.Channel.WALL.value,
        "round": round.slug,
        "organisation": str(organisation.pk),
    }
    _send(actor, organisation, "type_in_wall", whole)


def require_waiting(sheet: Sheet) -> None:
    """Raises Refused, in words for whoever types, unless this sheet may be typed in."""
    words = {
        State.TYPED: _("Sheet %(n)d was typed in already. Nothing was stored twice."),
        State.VOID: _("Sheet %(n)d is marked as void. If it was used after all, mark it as found first."),
        State.LOST: _("Sheet %(n)d is marked as lost. If it turned up, mark it as found first."),
    }
    if problem := words.get(State(state_of(sheet) or State.FOUND)):
        raise Refused(problem % {"n": sheet.number})


def state_of(sheet: Sheet) -> str | None:
    newest = sheet.steps.order_by("-seq").first()
    return newest.state if newest else None


def _step(sheet: Sheet, state: str) -> None:
    seq = sheet.steps.aggregate(newest=Max("seq"))["newest"] or 0
    SheetStep.objects.create(sheet=sheet, seq=seq + 1, state=state, on=sheet.area.today())


def _send(actor: Actor, organisation: Organisation, verb: str, item: dict[str, Any]) -> None:
    area = organisation.area
    payload = {"schema_version": SCHEMA_VERSION, "items": [item]}
    [result] = receive_conversations(actor, area, payload, verb=verb, within=[organisation.pk])
    if result["outcome"] not in (CREATED, DUPLICATE):
        raise Refused(" ".join(result["problems"]))


def require_listener(round: Round, organisation: Organisation) -> None:
    """Raises Refused for a public body, and for an organisation of another area."""
    if organisation.area_id != round.area_id:
        raise Refused(_("This organisation is not part of %(area)s.") % {"area": round.area.name})
    if organisation.is_public_body:
        raise Refused(_("Paper is for community organisations. A public body does not collect notes."))
