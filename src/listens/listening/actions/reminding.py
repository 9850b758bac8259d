"""Reminders of what waits too long: how many and where, never what was said."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.core import messages
from listens.core.acting import acting
from listens.core.models import Account, Actor, Area, Message
from listens.listening import ageing
from listens.methods import working_days


def remind_of_reviews(actor: Actor, area: Area) -> int:
    """One message a working day to each reviewer while something waits unread for more than a working day, and to
    each organiser while something is undecided for more than three. Returns how many were queued.
    """
    with acting(actor, "remind_of_reviews", area) as deed:
        deed.unchanged()
        if not working_days.is_working_day(area.today()):
            return 0
        unread, undecided = ageing.late_to_read(area).count(), ageing.late_to_decide(area).count()
        num = 0
        if unread:
            words = ngettext(
                "%(n)d conversation has waited for a reviewer for more than one working day.",
                "%(n)d conversations have waited for a reviewer for more than one working day.",
                unread,
            ) % {"n": unread}
            to = ageing.holders(area, "reviewer", "review_conversation")
            num += _queue(area, "reviewer", to, words, _("Please read them and decide."))
        if undecided:
            words = ngettext(
                "%(n)d conversation has waited for a decision for more than three working days.",
                "%(n)d conversations have waited for a decision for more than three working days.",
                undecided,
            ) % {"n": undecided}
            to = ageing.holders(area, "organiser", "see_queue")
            num += _queue(
                area, "organiser", to, words, _("Ask the reviewers what they need, or find another.")
            )
        if num:
            deed.record(messages=num, unread=unread, undecided=undecided)
    return num


def _queue(area: Area, role: str, to: Iterable[Account], words: str, what_to_do: str) -> int:
    queue = settings.SITE_URL + reverse("review_queue", kwargs={"area": area.slug})
    keys = {f"review:{role}:{area.pk}:{area.today()}:{account.pk}": account for account in to}
    known = set(Message.objects.filter(once_key__in=keys).values_list("once_key", flat=True))
    for key in keys.keys() - known:
        messages.queue(
            area,
            once_key=key,
            to=keys[key].email,
            subject=_("Conversations wait for review (%(area)s)") % {"area": area.name},
            body="\n".join([words, what_to_do, _("They do not count before."), queue]) + "\n",
        )
    return len(keys.keys() - known)
