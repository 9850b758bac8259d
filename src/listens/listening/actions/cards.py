"""Who was there: a card adds one to each of its tallies, and nothing keeps the answers of one card together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core import text
from listens.core.acting import Refused, Stale, acting
from listens.core.models import Actor, Area
from listens.listening.actions.contacts import round_of
from listens.listening.letters import CREATED, DUPLICATE, Result, open_letter, require_own
from listens.listening.models import Conversation, HeardTally, ListenerLink, Round, StageWindow, TallyClaim
from listens.listening.stages import last_day
from listens.listening.unordered import forget_order
from listens.listening.who_was_there import CARD, values_of
from listens.places.models import Place

FEWEST_ALIKE = 5  # conversations of an organisation (and ward), before cards are counted under it
PAPER_COMES_LATE = dt.timedelta(days=28)  # after the listening: so long a card that came before is known


@dataclass(frozen=True)
class Counted:
    """Where a card was counted: what it takes to take it back. Nobody keeps it but the page that shows it."""

    claimed: UUID
    organisation: Organisation | None
    ward: Place | None
    answers: dict[str, str]


def receive_card(actor: Actor, area: Area, payload: Any) -> Result:
    """Count one card, once: {"client_id", "outcome": created | duplicate | invalid, "problems"}.

    `payload` is {"schema_version": 1, "client_id", "ward": code, "answers": {group: value}}.
    """
    require_own(actor, payload)
    result, payload = open_letter(area, payload)
    if payload is None:
        return result
    round = round_of(actor, area, "send_card", payload)
    try:
        claimed = UUID(result["client_id"])
    except ValueError:
        return {**result, "problems": [_("The card has no id of its own.")]}
    link = ListenerLink.objects.filter(pk=actor.pk).select_related("organisation").first()
    try:
        count_card(
            Actor.system("who was there"),
            "count_card",
            round,
            link.organisation if link else None,
            claimed=claimed,
            ward=payload.get("ward"),
            answers=payload.get("answers"),
        )
    except Stale:
        return {**result, "outcome": DUPLICATE}
    except Refused as refused:
        return {**result, "problems": [str(refused)]}
    return {**result, "outcome": CREATED}


def count_card(
    actor: Actor,
    verb: str,
    round: Round,
    organisation: Organisation | None,
    *,
    claimed: UUID,
    ward: Any,
    answers: Any,
    within: Iterable[UUID] = (),
) -> Counted:
    """Count one card under its own id. Raises Stale when it was counted before, Refused for no answer of the card."""
    if not isinstance(answers, dict) or any(
        group not in CARD or value not in values_of(group) for group, value in answers.items()
    ):
        raise Refused(_("Choose from the answers on the card."))
    if not answers:
        raise Refused(_("Answer at least one question, or leave the card."))
    place = _place(round, organisation, _ward(round.area, ward))
    with acting(actor, verb, round.area, within=within) as deed:
        TallyClaim.objects.create(round=round, claimed_id=claimed)
        _count(round, *place, answers)
        deed.record(answers=len(answers))
    return Counted(claimed, *place, answers)


def uncount_card(
    actor: Actor, verb: str, round: Round, counted: Counted, *, within: Iterable[UUID] = ()
) -> None:
    """Take one off each of its tallies. Raises Refused for a card that is not counted any more."""
    with acting(actor, verb, round.area, within=within) as deed:
        if not TallyClaim.objects.filter(round=round, claimed_id=counted.claimed).delete()[0]:
            raise Refused(_("This card is not counted any more. Type it in again if it should count."))
        for group, value in counted.answers.items():
            cell = HeardTally.objects.filter(
                round=round,
                organisation=counted.organisation,
                ward=counted.ward,
                group=group,
                value=value,
            )
            cell.filter(n__gt=0).update(n=F("n") - 1)
            cell.filter(n=0).delete()
        deed.record(answers=len(counted.answers))


def last_day_of_cards(round: Round) -> dt.date | None:
    """Until then the ids of counted cards are kept; none while the round has no dates for listening."""
    ends = [last_day(one) for one in round.windows.all() if one.stage == StageWindow.Stage.LISTENING]
    return max(ends) + PAPER_COMES_LATE if ends else None


def _place(
    round: Round, organisation: Organisation | None, ward: Place | None
) -> tuple[Organisation | None, Place | None]:
    """Where the card counts: a place with few conversations would point from the card to one of them."""
    if organisation is None:
        return None, None
    of_organisation = Conversation.objects.filter(round=round, organisation=organisation)
    if of_organisation[:FEWEST_ALIKE].count() < FEWEST_ALIKE:
        return None, None
    if ward is None or of_organisation.filter(ward=ward)[:FEWEST_ALIKE].count() < FEWEST_ALIKE:
        return organisation, None
    return organisation, ward


def _count(
    round: Round, organisation: Organisation | None, ward: Place | None, answers: dict[str, str]
) -> None:
    for group, value in answers.items():
        cell = {"round": round, "organisation": organisation, "ward": ward, "group": group, "value": value}
        if HeardTally.objects.filter(**cell).update(n=F("n") + 1):
            continue
        try:
            with transaction.atomic():
                made = HeardTally.objects.create(area=round.area, n=1, **cell)
        except IntegrityError:  # another card made the cell just now
            HeardTally.objects.filter(**cell).update(n=F("n") + 1)
        else:
            forget_order(HeardTally, [made.pk])


def _ward(area: Area, code: Any) -> Place | None:
    if not isinstance(code, str) or not code or text.problem_with(code):
        return None
    return Place.objects.filter(area=area, kind=Place.Kind.WARD, code=code[:12]).first()
