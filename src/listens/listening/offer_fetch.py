"""The one way to the offers of a round, without the names behind them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404

from listens.core import access
from listens.core.models import Actor, Area, ContactUse
from listens.listening.models import Offer, OfferFollowUp, Round

WITHIN = dt.timedelta(days=14)
A_WEEK = dt.timedelta(days=6)  # only the week of an offer is known: the days are counted from its Sunday


@dataclass(frozen=True)
class OfferDue:
    """One offer, what came of it, and by when somebody should have got in touch."""

    offer: Offer
    newest: OfferFollowUp | None
    due_on: dt.date
    is_owed: bool


def fetch_offer(actor: Actor | None, area: Area, pk: UUID) -> OfferDue:
    offers = _wanting(Offer.objects.filter(round__area=area, pk=pk))
    offer = offers.first()
    if offer is None or not access.can(actor, "see_offers", area, within=[offer.round_id]):
        raise Http404
    return _due(offer, area.today())


def offers_of(round: Round) -> list[OfferDue]:
    """Those nobody has followed up first, the longest waiting first. Three queries."""
    today = round.area.today()
    found = [_due(offer, today) for offer in _wanting(Offer.objects.filter(round=round))]
    return sorted(found, key=lambda one: (one.newest is not None, one.due_on, one.offer.pk))


def num_owed(round: Round) -> int:
    """How many offers nobody has followed up although the 14 days are over."""
    return _open(round.area).filter(round=round, contact__week__lt=_owed_before(round.area)).count()


def num_offers(round: Round) -> int:
    """All offers of the round, followed up or not, of people who have not said stop."""
    return _of_the_willing(Offer.objects.filter(round=round)).count()


def rounds_with_open_offers(area: Area) -> list[tuple[Round, int]]:
    """Rounds in which somebody still has to get in touch, each with how many offers are owed."""
    is_owed = Q(contact__week__lt=_owed_before(area))
    rows = _open(area).values("round").annotate(owed=Count("pk", filter=is_owed))
    owed = {row["round"]: row["owed"] for row in rows}
    return [(one, owed[one.pk]) for one in Round.objects.filter(pk__in=owed)]


def _owed_before(area: Area) -> dt.date:
    return area.today() - WITHIN - A_WEEK


def _open(area: Area) -> QuerySet[Offer]:
    return _of_the_willing(Offer.objects.filter(round__area=area, follow_ups__isnull=True))


def _of_the_willing(offers: QuerySet[Offer]) -> QuerySet[Offer]:
    """Without those who said stop: nobody owes them a call."""
    willing = ContactUse.objects.filter(use=ContactUse.Use.OFFER, withdrawn_on=None)
    return offers.filter(contact__unsubscribed_on=None, contact__in=willing.values("contact"))


def _wanting(offers: QuerySet[Offer]) -> QuerySet[Offer]:
    follow_ups = OfferFollowUp.objects.select_related("by__account")
    return (
        _of_the_willing(offers)
        .select_related("contact__area", "concern", "round__area")
        .prefetch_related("contact__uses", Prefetch("follow_ups", follow_ups))
    )


def _due(offer: Offer, today: dt.date) -> OfferDue:
    newest = max(offer.follow_ups.all(), key=lambda one: one.seq, default=None)
    due_on = offer.contact.week + A_WEEK + WITHIN
    return OfferDue(offer, newest, due_on, newest is None and due_on < today)
