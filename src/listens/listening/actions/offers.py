"""What came of an offer to help: rung, written to or met, or not wanted any more."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max
from django.utils.translation import gettext as _

from listens.core import contacts
from listens.core.acting import Refused, Stale, acting
from listens.core.models import Actor
from listens.listening.models import Offer, OfferFollowUp


def open_offer(actor: Actor, offer: Offer) -> contacts.Opened:
    """How to reach the person. Recorded with its reason. Raises Refused when they asked us to stop."""
    if not may_be_rung(offer):
        raise Refused(_("This person asked us to stop. Do not get in touch."))
    return contacts.open_contact(actor, offer.contact, why="an offer to help")


def follow_up_offer(
    actor: Actor, offer: Offer, *, outcome: str, way: str, on: dt.date, seen_seq: int
) -> OfferFollowUp:
    """Append what came of it. `seen_seq` is the newest follow-up the person saw (0 for none)."""
    area = offer.round.area
    if outcome not in OfferFollowUp.Outcome.values or way not in OfferFollowUp.Way.values:
        raise Refused(_("Say what came of it, and how you got in touch."))
    if on > area.today():
        raise Refused(_("That day has not come yet. Write it down once you have been in touch."))
    if on < offer.contact.week:
        raise Refused(_("That day is before the offer was made. Check the date."))
    with acting(actor, "follow_up_offer", area, within=[offer.round_id]) as deed:
        newest = offer.follow_ups.aggregate(newest=Max("seq"))["newest"] or 0
        if newest != seen_seq:
            raise Stale(_("Somebody else wrote something down meanwhile. Read it first."))
        followed = OfferFollowUp.objects.create(
            offer=offer, seq=newest + 1, outcome=outcome, way=way, on=on, by=actor
        )
        deed.record(offer, outcome=outcome, way=way)
    return followed


def may_be_rung(offer: Offer) -> bool:
    """The person agreed to be rung about the offer and has not said stop since."""
    contact = offer.contact
    return contact.unsubscribed_on is None and any(
        use.use == use.Use.OFFER and use.withdrawn_on is None for use in contact.uses.all()
    )
