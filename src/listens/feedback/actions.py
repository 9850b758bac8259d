"""Telling people, and recording that they were told."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core import contacts, messages, text
from listens.core.acting import Refused, acting
from listens.core.models import Actor, Area, ContactUse
from listens.feedback.models import ContactTelling, Telling
from listens.listening.models import Round

LONGEST = 5_000


def record_telling(
    actor: Actor, round: Round, organisation: Organisation, *, way: str, told_on: dt.date, words: str
) -> Telling:
    """Record that an organisation's people were told, how, when and what. The same day and way once.

    Raises Refused for a day to come, no words, or an organisation that did not listen in this round.
    """
    with acting(actor, "record_telling", round.area, within=[organisation.pk, round.pk]) as deed:
        if told_on > round.area.today():
            raise Refused(_("That day has not come yet. Record it once people have been told."))
        if not words.strip():
            raise Refused(_("Write what people were told, in the words that were used."))
        if problem := text.problem_with(words, longest=LONGEST):
            raise Refused(problem)
        if not organisation.conversations.filter(round=round).exists():
            raise Refused(_("%(name)s did not listen in this round.") % {"name": organisation})
        telling, is_new = Telling.objects.get_or_create(
            round=round,
            organisation=organisation,
            told_on=told_on,
            way=way,
            defaults={"area": round.area, "words": words, "by": actor},
        )
        if is_new:
            deed.record(telling, way=way)
        else:
            deed.unchanged()
    return telling


def tell_contacts(actor: Actor, round: Round, *, change: str, subject: str, body: str) -> int:
    """Queue one message to everybody who asked to be told, once per `change`; returns how many are new.

    Every message says how to answer with one's slip, and carries the link that stops all others.
    """
    with acting(actor, "tell_contacts", round.area) as deed:
        for words, most in ((change, 60), (subject, 200), (body, LONGEST)):
            if not words.strip():
                raise Refused(_("Fill in what changed, the subject and the message."))
            if problem := text.problem_with(words, longest=most):
                raise Refused(problem)
        told = set(ContactTelling.objects.filter(change=change).values_list("contact_id", flat=True))
        num_new = 0
        for opened in contacts.open_for(actor, round.area, ContactUse.Use.TOLD, why=f"telling: {change}"):
            if opened.contact.pk in told:
                continue
            message = messages.queue(
                round.area,
                once_key=messages.key_of_contact(opened.contact, text.key(change)),
                channel="email" if opened.email else "text",
                to=opened.email or opened.phone,
                subject=subject,
                body=f"{body}\n\n{_say_back(round.area)}\n\n{_('To stop these messages:')} {_stop_link(opened)}",
            )
            ContactTelling.objects.create(round=round, contact=opened.contact, message=message, change=change)
            num_new += 1
        if num_new:
            deed.record(round, told=num_new)
        else:
            deed.unchanged()
    return num_new


def _say_back(area: Area) -> str:
    """The page, and the telephone for those who would rather ring. Neither says who was written to."""
    words = _("Did we hear you right? What is missing? Say so with the code on your slip:")
    address = settings.SITE_URL + reverse("reply", args=[area.slug])
    ring = _("or ring %(number)s") % {"number": area.contact_phone} if area.contact_phone else ""
    return " ".join(part for part in (words, address, ring) if part)


def _stop_link(opened: contacts.Opened) -> str:
    token = contacts.unsubscribe_token(opened.contact)
    return settings.SITE_URL + reverse("stop_messages", args=[opened.contact.area.slug, token])
