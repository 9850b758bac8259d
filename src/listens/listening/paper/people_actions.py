"""What people filled in themselves on paper, typed in once: cards of who was there, and slips with contact details.

Neither names a conversation, and a pile of them is typed in apart from the sheets. What is printed on them is known
only once it was typed, and then as an id worked out with the area's key: it says neither who printed it nor when.
The last one typed can be taken back with a receipt that the page holds and nobody keeps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core import signing
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core import access, contacts, sealing
from listens.core.acting import Refused, Stale
from listens.core.models import Actor, Area
from listens.listening import codes
from listens.listening.actions.cards import Counted, count_card, last_day_of_cards, uncount_card
from listens.listening.actions.contacts import keep_details
from listens.listening.letters import CONFLICT, CREATED, DUPLICATE, INVALID
from listens.listening.models import Round
from listens.listening.paper.actions import require_listener
from listens.places.models import Place

HIGHEST_NUMBER = 999  # of a card in its pile
TO_TAKE_BACK = 15 * 60  # seconds


@dataclass(frozen=True)
class PaperCard:
    """What stands on one card: the code of its pile and its number, the ward's code, {group: value}."""

    pile: str
    number: int
    ward: str
    answers: dict[str, str]


def type_in_card(actor: Actor, round: Round, organisation: Organisation, card: PaperCard) -> str:
    """Count one card, and give the receipt to take it back with.

    Raises Refused for a card that was counted before, for a mistyped code, for a round that is not open, and when
    the listening is so long over that a card typed twice would not be known any more.
    """
    require_listener(round, organisation)
    _require_cards_known(round)
    if not codes.is_pile(card.pile) or not 1 <= card.number <= HIGHEST_NUMBER:
        raise Refused(_("There is a typing error in the code of the pile or the number. Check them."))
    try:
        counted = count_card(
            actor,
            "type_in_card",
            round,
            organisation,
            claimed=_id_of(round.area, "card", round.pk, codes.plain(card.pile), card.number),
            ward=card.ward,
            answers=card.answers,
            within=[organisation.pk],
        )
    except Stale:
        raise Refused(
            _(
                "Card %(n)d of this pile was counted already. Nothing was counted twice. If this is another card "
                "(a photocopy, say), give it a new code: see below."
            )
            % {"n": card.number}
        ) from None
    return _receipt(
        actor,
        round,
        pile=card.pile,
        number=card.number,
        typed_ward=card.ward,
        typed_for=str(organisation.pk),
        claimed=str(counted.claimed),
        organisation=str(counted.organisation.pk) if counted.organisation else None,
        ward=str(counted.ward.pk) if counted.ward else None,
        answers=counted.answers,
    )


def take_back_card(actor: Actor, round: Round, receipt: str) -> tuple[UUID, PaperCard]:
    """Uncount the card of that receipt: for which organisation it was typed in, and what stood on it.

    Raises Refused for an old or strange receipt, and when it was taken back already.
    """
    typed = _opened(actor, round, receipt)
    if "claimed" not in typed:
        raise Refused(_too_late())
    counted = Counted(
        UUID(typed["claimed"]),
        Organisation.objects.filter(area=round.area, pk=typed["organisation"]).first(),
        Place.objects.filter(area=round.area, pk=typed["ward"]).first(),
        typed["answers"],
    )
    organisation = UUID(typed["typed_for"])
    uncount_card(actor, "take_back_card", round, counted, within=[organisation])
    return organisation, PaperCard(typed["pile"], typed["number"], typed["typed_ward"], typed["answers"])


def type_in_contact(
    actor: Actor, round: Round, code: str, payload: dict[str, Any], *, within: Iterable[UUID]
) -> str:
    """Keep one slip's details (as `receive_contact` has them), and give the receipt to take it back with.

    `within` names the organisations that whoever types works for; the contact names none. Raises Refused for a slip
    that was typed in before, and for what cannot be kept.
    """
    access.require(actor, "type_in_contact", round.area, within=within)
    if round.opened_on is None:
        raise Refused(_("Open the round first."))
    if not codes.is_slip(code):
        raise Refused(_("There is a typing error in the code of the slip. Check it."))
    client_id = _id_of(round.area, "contact slip", codes.plain(code))
    result = keep_details(round, payload, {"client_id": str(client_id), "outcome": INVALID, "problems": []})
    if result["outcome"] in (DUPLICATE, CONFLICT):
        raise Refused(
            _(
                "A slip with this code was typed in already, and nothing was kept twice. If this is another slip (a "
                "photocopy, say), give it a new code: see below."
            )
        )
    if result["outcome"] != CREATED:
        raise Refused(" ".join(result["problems"]))
    return _receipt(actor, round, contact=str(client_id))


def take_back_contact(actor: Actor, round: Round, receipt: str, *, within: Iterable[UUID]) -> None:
    """Erase the contact of that receipt. Raises Refused for an old or strange one, and when it was taken back."""
    access.require(actor, "take_back_contact", round.area, within=within)
    typed = _opened(actor, round, receipt)
    if "contact" not in typed or not contacts.forget_contact(round.area, UUID(typed["contact"])):
        raise Refused(_too_late())


def _require_cards_known(round: Round) -> None:
    if round.opened_on is None:
        raise Refused(_("Open the round first."))
    last = last_day_of_cards(round)
    if last and last < round.area.today():
        raise Refused(
            _(
                "Cards of this round could be typed in until %(day)s. After that nobody could tell any more whether "
                "one was counted before."
            )
            % {"day": date_format(last)}
        )


def _id_of(area: Area, *what: object) -> UUID:
    return UUID(sealing.blind_index(area, "\n".join(map(str, what)))[:32])


def _receipt(actor: Actor, round: Round, **facts: Any) -> str:
    whole = {"by": str(actor.pk), "round": str(round.pk), **facts}
    return signing.dumps(whole, salt="typed from paper", compress=True)


def _opened(actor: Actor, round: Round, receipt: str) -> dict[str, Any]:
    try:
        typed = dict(signing.loads(receipt, salt="typed from paper", max_age=TO_TAKE_BACK))
    except signing.BadSignature:
        raise Refused(_too_late()) from None
    if (typed["by"], typed["round"]) != (str(actor.pk), str(round.pk)):
        raise Refused(_too_late())
    return typed


def _too_late() -> str:
    return _(
        "This cannot be taken back any more. It can be for a quarter of an hour, by whoever typed it in."
    )
