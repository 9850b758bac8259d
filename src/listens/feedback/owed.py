"""Who is owed an answer: every organisation that listened in a round, and every contact who asked.

A conversation inherits its organisation's state. The peers count messages sent; we count those who spoke and have
not been told, which is what people complain of.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from listens.alliance.models import Organisation
from listens.core.models import Contact, ContactUse
from listens.feedback.models import ContactTelling
from listens.listening.models import Conversation, Round


@dataclass(frozen=True)
class Owed:
    """One organisation of one round. `told_on` is empty while its people have not been told.

    `since` is when its last conversation came in.
    """

    organisation: Organisation
    num_conversations: int
    told_on: dt.date | None
    since: dt.date | None = None


def listened(round: Round) -> QuerySet[Organisation]:
    """Who is owed an answer, on every page: organisations with a conversation of this round that was accepted."""
    accepted = Conversation.objects.filter(round=round).accepted()
    return Organisation.objects.filter(pk__in=accepted.values("organisation"))


def organisations_owed(round: Round) -> list[Owed]:
    """Every organisation that listened, those still owed first, the longest waiting first. One query."""
    rows: Iterable[Any] = (  # with what the query adds to each
        listened(round)
        .annotate(
            num=Count("conversations", filter=Q(conversations__round=round), distinct=True),
            told_on=Max("tellings__told_on", filter=Q(tellings__round=round)),
            since=Max("conversations__received_on", filter=Q(conversations__round=round)),
        )
        .order_by("name_key")
    )
    owed = [Owed(row, row.num, row.told_on, row.since) for row in rows]
    return sorted(owed, key=lambda row: (row.told_on is not None, row.since or dt.date.max))


def contacts_owed(round: Round, change: str) -> QuerySet[Contact]:
    """Those who asked to be told, have not said stop and have not been told of this change."""
    told = ContactTelling.objects.filter(change=change)
    wanting = Contact.objects.filter(
        area_id=round.area_id, unsubscribed_on=None, uses__use=ContactUse.Use.TOLD, uses__withdrawn_on=None
    )
    return wanting.exclude(pk__in=told.values("contact"))


@dataclass(frozen=True)
class Shares:
    """The two shares on the public page: organisations told, and people who asked and were told."""

    num_organisations: int
    num_organisations_told: int
    num_contacts: int
    num_contacts_told: int


def shares(round: Round) -> Shares:
    """Four numbers in three queries."""
    organisations = listened(round)
    wanting = Contact.objects.filter(
        area_id=round.area_id, uses__use=ContactUse.Use.TOLD, uses__withdrawn_on=None
    ).distinct()
    told = ContactTelling.objects.filter(round=round).values("contact").distinct()
    return Shares(
        organisations.count(),
        organisations.filter(tellings__round=round).distinct().count(),
        wanting.count(),
        told.count(),
    )
