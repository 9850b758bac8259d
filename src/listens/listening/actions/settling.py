"""After the days for corrections a conversation forgets its link, its exact date and what its listener answered."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from listens.core.acting import acting
from listens.core.models import Actor, Area, Contact, ContactUse
from listens.listening.actions.cards import last_day_of_cards
from listens.listening.models import (
    Conversation,
    ConversationAnswer,
    ConversationReview,
    HeardTally,
    ListenerLink,
    Offer,
    Round,
    TallyClaim,
)
from listens.listening.unordered import forget_order


def monday_of(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def settle_conversations(actor: Actor, area: Area) -> int:
    """Drop the link and coarsen the dates of all that were accepted long enough ago. Returns how many."""
    today = area.today()
    until = today - dt.timedelta(days=area.correction_days)
    with acting(actor, "settle_conversations", area) as deed:
        due = list(_due(area, until).values_list("pk", "held_on", "received_on"))
        by_days: dict[tuple[dt.date | None, dt.date], list[UUID]] = {}
        for pk, held_on, received_on in due:
            week = monday_of(held_on) if held_on else None
            by_days.setdefault((week, monday_of(received_on)), []).append(pk)
        for (held_week, received_week), ids in by_days.items():
            for start in range(0, len(ids), 500):
                some = ids[start : start + 500]
                Conversation.objects.filter(pk__in=some).update(
                    link=None, held_on=held_week, received_on=received_week, settled_on=monday_of(today)
                )
                ConversationAnswer.objects.filter(conversation__in=some).delete()
        _mix(area, today)
        claims = _drop_claims(area)
        if due or claims:
            deed.record(None, settled=len(due), claims=claims)
        else:
            deed.unchanged()
    return len(due)


def _due(area: Area, until: dt.date) -> QuerySet[Conversation]:
    """Those whose newest review accepted them on or before that day."""
    newest = ConversationReview.objects.filter(conversation=OuterRef("pk")).order_by("-seq")
    accepted = Conversation.objects.accepted().filter(area=area, settled_on=None)
    return accepted.annotate(reviewed_at=Subquery(newest.values("at")[:1])).filter(
        reviewed_at__date__lte=until
    )


def _mix(area: Area, today: dt.date) -> None:
    """Write last week's contacts and offers, and the tallies, anew in random order (see `unordered`)."""
    weeks = {monday_of(today) - dt.timedelta(days=7)}
    weeks |= {monday_of(day) for day in area.rounds.values_list("opened_on", flat=True) if day}
    contacts = Contact.objects.filter(area=area, week__in=weeks)
    forget_order(Contact, contacts.values_list("pk", flat=True))
    forget_order(ContactUse, ContactUse.objects.filter(contact__in=contacts).values_list("pk", flat=True))
    forget_order(Offer, Offer.objects.filter(contact__in=contacts).values_list("pk", flat=True))
    forget_order(HeardTally, HeardTally.objects.filter(area=area).values_list("pk", flat=True))


def _drop_claims(area: Area) -> int:
    """The ids of counted cards are kept only while a card may come again: on paper, or through a link that sends.

    A phone whose answer was lost sends the same card again when it has a signal: forgotten, it would count twice.
    """
    sending = ListenerLink.objects.filter(area=area, revoked_on=None, expires_on__gte=area.today())
    rounds = Round.objects.filter(area=area).exclude(pk__in=sending.values("round"))
    over = [
        round.pk
        for round in rounds.prefetch_related("windows")
        if (last := last_day_of_cards(round)) and last < area.today()
    ]
    claims = TallyClaim.objects.filter(round__in=over)
    num = claims.count()
    claims.delete()
    return num
