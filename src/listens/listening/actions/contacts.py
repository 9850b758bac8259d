"""Contact details and offers to help: a request of their own, with nothing in them that names a conversation.

The contact store keeps and records them as the system (core.contacts): the link that sent them leaves no trace.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from listens.core import access, contacts, text
from listens.core.acting import Refused
from listens.core.models import Actor, Area, Contact, ContactUse
from listens.listening.actions.links import usable
from listens.listening.envelope import CHILDREN, no_contact_words
from listens.listening.letters import CONFLICT, CREATED, Result, open_letter, require_own
from listens.listening.models import Concern, Conversation, ListenerLink, Offer, Round
from listens.listening.unordered import forget_order

FEWEST_ALIKE = 5  # conversations in a language that week, before a contact says that it is of that language


def receive_contact(actor: Actor, area: Area, payload: Any) -> Result:
    """Keep one contact: {"outcome": created | duplicate | conflict | invalid, "problems": [...]}.

    `payload` is {"schema_version": 1, "client_id", "name", "email", "phone", "language", "uses": [...],
    "offers": [{"kind", "concern"}]}; a concern is its id. Without a link it also names its round (slug). One that
    says "channel": "children" is refused: nobody under 16 leaves details.
    """
    require_own(actor, payload)
    result, payload = open_letter(area, payload)
    if payload is None:
        return result
    return keep_details(round_of(actor, area, "send_contact", payload), payload, result)


def keep_details(round: Round, payload: dict[str, Any], result: Result) -> Result:
    """The answer about `payload`, kept once under the id in `result`. Whoever calls has asked who may."""
    area = round.area
    if payload.get("channel") == CHILDREN:
        result["problems"] = [no_contact_words()]
        return result
    try:
        client_id = UUID(result["client_id"])
        fields = {name: _text(payload.get(name)) for name in ("name", "email", "phone", "language")}
        offers = _offers(round, payload.get("offers") or [])
        uses = {str(use) for use in payload.get("uses") or []} | (
            {ContactUse.Use.OFFER.value} if offers else set()
        )
    except (ValueError, TypeError, AttributeError, KeyError):
        result["problems"] = [_("These details cannot be read. Type them again.")]
        return result
    language, week = common_enough(area, round, fields.pop("language") or "en")
    try:
        with transaction.atomic():
            result["outcome"] = str(
                contacts.keep_contact(area, id=client_id, language=language, uses=uses, **fields)
            )
            if result["outcome"] == CREATED:
                _keep(area, client_id, round, offers, week)
    except Refused as error:
        result["problems"] = [str(error)]
    if result["outcome"] == CONFLICT:
        result["problems"] = [
            _("Other details came under the same id before. They were kept; these were not.")
        ]
    return result


def round_of(actor: Actor, area: Area, verb: str, payload: dict[str, Any]) -> Round:
    """The round that a contact or card belongs to: the link's, or the one it names. Raises Refused."""
    if actor.kind == Actor.Kind.LINK:
        link = (
            ListenerLink.objects.select_related("round__area", "area").filter(pk=actor.pk, area=area).first()
        )
        if link and not (answer := usable(link)):
            raise Refused(answer.reason)
        access.require(actor, verb, area, within=[link.organisation_id] if link else [])
        assert link is not None  # a link of another area has no grant here
        return link.round
    access.require(actor, verb, area)
    slug = str(payload.get("round", ""))[:50]
    round = None if text.problem_with(slug) else Round.objects.filter(area=area, slug=slug).first()
    if round is None:
        raise Refused(_("There is no such round here."))
    return round


def common_enough(area: Area, round: Round, language: str) -> tuple[str, dt.date | None]:
    """The language to keep, and a week to say instead of this one.

    A language that few spoke that week would point from a contact to their conversation: then the contact is dated
    by the week the round opened in, and when few spoke it in the whole round, the area's first language is kept.
    """
    first = (area.languages or ["en"])[0]
    if language not in area.languages:
        return first, None
    monday = area.today() - dt.timedelta(days=area.today().weekday())
    alike = Conversation.objects.filter(round=round, language=language)
    if language == first or alike.filter(received_on__gte=monday).count() >= FEWEST_ALIKE:
        return language, None
    if alike.count() >= FEWEST_ALIKE and round.opened_on:
        return language, round.opened_on - dt.timedelta(days=round.opened_on.weekday())
    return first, None


def _keep(
    area: Area, client_id: UUID, round: Round, offers: list[tuple[str, Concern | None]], week: dt.date | None
) -> None:
    contact = Contact.objects.get(area=area, client_id=client_id)
    if week:
        Contact.objects.filter(pk=contact.pk).update(week=week)
        contact.uses.update(agreed_week=week)
    kept = Offer.objects.bulk_create(
        Offer(contact=contact, round=round, kind=kind, concern=concern) for kind, concern in offers
    )
    forget_order(Contact, [contact.pk])
    forget_order(ContactUse, contact.uses.values_list("pk", flat=True))
    forget_order(Offer, [offer.pk for offer in kept])


def _offers(round: Round, raw: Any) -> list[tuple[str, Concern | None]]:
    concerns = {str(concern.pk): concern for concern in round.concerns.all()}
    wanted = {(str(offer["kind"]), str(offer.get("concern") or "")) for offer in raw}
    if any(
        kind not in Offer.Kind.values or (concern and concern not in concerns) for kind, concern in wanted
    ):
        raise ValueError("an offer that the round does not know")
    return [(kind, concerns.get(concern)) for kind, concern in sorted(wanted)]


def _text(value: Any) -> str:
    if value is not None and not isinstance(value, str):
        raise TypeError("not text")
    return value or ""
