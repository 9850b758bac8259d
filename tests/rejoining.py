"""Attacks that try to put contacts and cards back together with the conversations they came after.

They know everything a copy of the database holds: values, times, the order in which rows lie, the audit trail.
Each gives guesses {contact: conversation}; tests/test_rejoining.py knows the truth and counts the hits.
"""

from __future__ import annotations

import base64
import datetime as dt
import itertools
import struct
from typing import Any
from uuid import UUID

from django.db import connection, models

from listens.core.models import AuditEvent, Contact, ContactUse
from listens.feedback.models import Reply, SlipReplies
from listens.listening.models import (
    Conversation,
    ConversationAnswer,
    ConversationReview,
    HeardTally,
    Note,
    Offer,
    OfferFollowUp,
    TallyClaim,
)

Guesses = dict[UUID, UUID]
OF_PEOPLE = (Contact, ContactUse, Offer, OfferFollowUp, HeardTally, TallyClaim)
OF_REPLIES = (Reply, SlipReplies)
OF_WORDS = (Conversation, ConversationReview, ConversationAnswer, Note)


def as_stored(model: type[models.Model]) -> list[UUID]:
    """Primary keys in the order of which the database itself keeps track: SQLite's row numbers, PostgreSQL's
    numbers of transaction and command."""
    order = "rowid" if connection.vendor == "sqlite" else "xmin::text::bigint, cmin::text::bigint"
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{key}" FROM "{table}" ORDER BY {order}')
        return [UUID(str(row[0])) for row in cursor.fetchall()]


def by_order_and_trail(of: type[models.Model] = Contact) -> Guesses:
    """The k-th contact is the k-th "keep_contact" of the trail, and belongs to the conversation sent just before."""
    conversations, people = iter(as_stored(Conversation)), as_stored(of)
    owner = {pk: pk for pk in people}
    if of is not Contact:
        owner = dict(of.objects.values_list("pk", "contact_id"))
    contacts = iter(list(dict.fromkeys(owner[pk] for pk in people)))
    guesses: Guesses = {}
    last = None
    for verb, detail in AuditEvent.objects.order_by("seq").values_list("verb", "detail"):
        if verb in ("send_conversations", "type_in_sheet"):
            for _ in range(detail["created"]):
                last = next(conversations)
        elif verb == "keep_contact" and last and (contact := next(contacts, None)):
            guesses[contact] = last
    return guesses


def by_what_the_trail_says() -> Guesses:
    """The only contact of the week that agreed to just what one row of the trail says, after that conversation."""
    guesses: Guesses = {}
    last, conversations = None, iter(as_stored(Conversation))
    agreed = {one.pk: sorted(one.uses.values_list("use", flat=True)) for one in Contact.objects.all()}
    for verb, detail in AuditEvent.objects.order_by("seq").values_list("verb", "detail"):
        if verb == "send_conversations":
            for _ in range(detail["created"]):
                last = next(conversations)
        elif verb == "keep_contact" and last:
            alike = [pk for pk, uses in agreed.items() if uses == detail.get("uses")]
            if len(alike) == 1:
                guesses[alike[0]] = last
    return guesses


def by_rank_in_the_week() -> Guesses:
    """Contacts and conversations of a week, laid beside each other in the order they lie in."""
    weeks = dict(Contact.objects.values_list("pk", "week"))
    days = dict(Conversation.objects.values_list("pk", "received_on"))
    guesses: Guesses = {}
    for week in set(weeks.values()):
        contacts = [pk for pk in as_stored(Contact) if weeks[pk] == week]
        there = [pk for pk in as_stored(Conversation) if week <= days[pk] < week + dt.timedelta(days=7)]
        for rank, contact in enumerate(contacts):
            if there:
                guesses[contact] = there[rank * len(there) // len(contacts)]
    return guesses


def by_time_in_the_seal() -> Guesses:
    """A Fernet token begins with the second it was made; the trail has the second of each conversation."""
    sent: list[tuple[float, UUID]] = []
    conversations = iter(as_stored(Conversation))
    for at, detail in (
        AuditEvent.objects.filter(verb="send_conversations").order_by("seq").values_list("at", "detail")
    ):
        sent += [(at.timestamp(), next(conversations)) for _ in range(detail["created"])]
    guesses: Guesses = {}
    for pk, sealed in Contact.objects.values_list("pk", "sealed"):
        made = struct.unpack(">Q", base64.urlsafe_b64decode(bytes(sealed))[1:9])[0]
        before = [one for one in sent if one[0] <= made + 1]
        if before:
            guesses[pk] = max(before)[1]
    return guesses


def by_being_the_only_one() -> Guesses:
    """A language that one contact and one conversation of a week share."""
    guesses: Guesses = {}
    for contact in Contact.objects.all():
        after = contact.week + dt.timedelta(days=7)
        there = Conversation.objects.filter(
            language=contact.language, received_on__gte=contact.week, received_on__lt=after
        )
        alike = Contact.objects.filter(week=contact.week, language=contact.language)
        if there.count() == 1 and alike.count() == 1:
            guesses[contact.pk] = there.get().pk
    return guesses


def shared_values() -> set[Any]:
    """Values that stand in rows of two of: people, replies, counts of a slip, words; and tell one row from others."""
    telling = _telling(OF_PEOPLE), _telling((Reply,)), _telling((SlipReplies,)), _telling(OF_WORDS)
    return {value for one, other in itertools.combinations(telling, 2) for value in one & other}


def replies_by_order_and_trail() -> Guesses:
    """The k-th reply is the k-th "send_reply" of the trail: {reply: the audit row of its sending}."""
    sent = AuditEvent.objects.filter(verb="send_reply").order_by("seq").values_list("pk", flat=True)
    return dict(zip(as_stored(Reply), sent, strict=True))


def replies_of_one_conversation() -> list[Reply]:
    """Replies whose organisation and language fit hardly any conversation of their round."""
    found = []
    for reply in Reply.objects.all():
        there = Conversation.objects.filter(round=reply.round)
        if reply.language:
            there = there.filter(language=reply.language)
        if reply.organisation_id:
            there = there.filter(organisation=reply.organisation_id)
        if (reply.organisation_id or reply.language) and there.count() < 5:
            found.append(reply)
    return found


def tallies_of_one_conversation() -> list[tuple[HeardTally, int]]:
    """Tallies under a place where hardly anybody was heard."""
    found = []
    for tally in HeardTally.objects.exclude(organisation=None):
        there = Conversation.objects.filter(round=tally.round, organisation=tally.organisation)
        if tally.ward:
            there = there.filter(ward=tally.ward)
        if there.count() < 5:
            found.append((tally, there.count()))
    return found


def _telling(tables: tuple[type[models.Model], ...]) -> set[Any]:
    values: set[Any] = set()
    for model in tables:
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model not in (*OF_PEOPLE, *OF_REPLIES, *OF_WORDS):
                continue  # an area, a round, an organisation: shared by many
            for value in model.objects.values_list(field.attname, flat=True):
                if isinstance(value, (UUID, dt.datetime)) or (isinstance(value, str) and len(value) > 12):
                    values.add(str(value))
    return values
