"""Who was there: a card adds one to each of its tallies, and nothing keeps the answers of one card together."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core import text
from listens.core.acting import Stale, acting
from listens.core.models import Actor, Area
from listens.listening.actions.contacts import round_of
from listens.listening.actions.conversations import (
    CREATED,
    DUPLICATE,
    INVALID,
    SCHEMA_VERSION,
    BadEnvelope,
    Result,
)
from listens.listening.envelope import Unopened, client_id_of
from listens.listening.letters import opened, require_own
from listens.listening.models import Conversation, HeardTally, ListenerLink, Round, TallyClaim
from listens.listening.unordered import forget_order
from listens.listening.who_was_there import CARD, values_of
from listens.places.models import Place

FEWEST_ALIKE = 5  # conversations of an organisation (and ward), before cards are counted under it


def receive_card(actor: Actor, area: Area, payload: Any) -> Result:
    """Count one card, once: {"client_id", "outcome": created | duplicate | invalid, "problems"}.

    `payload` is {"schema_version": 1, "client_id", "ward": code, "answers": {group: value}}.
    """
    require_own(actor, payload)
    try:
        payload = opened(area, payload)
    except Unopened as error:
        return {"client_id": client_id_of(payload), "outcome": INVALID, "problems": error.problems}
    if not isinstance(payload, dict) or payload.get("schema_version") != SCHEMA_VERSION:
        raise BadEnvelope(_("This phone's page is out of date. Open your link again."))
    round = round_of(actor, area, "send_card", payload)
    result: Result = {
        "client_id": str(payload.get("client_id", ""))[:120],
        "outcome": INVALID,
        "problems": [],
    }
    answers = payload.get("answers")
    try:
        claimed = UUID(result["client_id"])
    except ValueError:
        result["problems"] = [_("The card has no id of its own.")]
        return result
    if not isinstance(answers, dict) or any(
        group not in CARD or value not in values_of(group) for group, value in answers.items()
    ):
        result["problems"] = [_("Choose from the answers on the card.")]
        return result
    if not answers:
        result["problems"] = [_("Answer at least one question, or leave the card.")]
        return result
    link = ListenerLink.objects.filter(pk=actor.pk).select_related("organisation").first()
    ward = _ward(area, payload.get("ward"))
    place = _place(round, link.organisation if link else None, ward)
    try:
        with acting(Actor.system("who was there"), "count_card", area) as deed:
            TallyClaim.objects.create(round=round, claimed_id=claimed)
            _count(round, *place, answers)
            deed.record(answers=len(answers))
    except Stale:
        result["outcome"] = DUPLICATE
        return result
    result["outcome"] = CREATED
    return result


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
