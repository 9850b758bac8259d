"""How long it is kept who was told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from listens.core import retention
from listens.core.models import Area
from listens.feedback import striking
from listens.feedback.models import ContactTelling, Reply, SlipReplies
from listens.feedback.replies import KIND
from listens.listening.actions.erasing import erase_again


def delete_contact_tellings(area: Area, before: dt.date) -> int:
    return ContactTelling.objects.filter(round__area=area, message__queued_at__date__lt=before).delete()[0]


def delete_replies(area: Area, before: dt.date) -> int:
    return Reply.objects.filter(area=area, week__lt=before).delete()[0]


def forget_replies(area: Area, is_known: Callable[[object], bool]) -> int:
    """A restored backup may hold replies that were erased since: they go at once."""
    replies = Reply.objects.filter(area=area)
    return replies.filter(pk__in=retention.recognised(replies, is_known)).delete()[0]


def forget_struck(area: Area, is_known: Callable[[object], bool]) -> int:
    """A restored backup may hold letters that were erased since: the register knows where they stood."""
    replies = Reply.objects.filter(area=area)
    some = replies.filter(pk__in=retention.recognised(replies, is_known))
    return sum(erase_again(one, is_known) for one in some)


def delete_counts(area: Area, before: dt.date) -> int:
    return SlipReplies.objects.filter(area=area, week__lt=before).delete()[0]


retention.declare(
    "who was written to",
    "Which contact was sent which news, so that nobody is told twice",
    2 * 365,
    delete_contact_tellings,
    covers=["feedback.contacttelling"],
)
retention.declare_kept(
    "what organisations were told",
    "How and when an organisation's people were told",
    covers=["feedback.telling"],
)
retention.declare(
    KIND,
    "What people said back to what they were told, until another round could learn from it",
    2 * 365,
    delete_replies,
    covers=["feedback.reply"],
    forget=forget_replies,
)
retention.declare_kept(
    striking.KIND,
    "Where in a reply words stood that were taken out, and why: it goes when the reply goes",
    covers=["feedback.replystrike"],
    forget=forget_struck,
)
retention.declare(
    "replies counted by slip",
    "How many replies came with one slip, so that nobody fills the list: no words, and no way to the reply",
    90,
    delete_counts,
    covers=["feedback.slipreplies"],
)
