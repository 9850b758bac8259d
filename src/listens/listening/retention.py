"""How long what was said is kept, and who listened for how long a link shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db.models import QuerySet

from listens.core import retention
from listens.core.models import Area
from listens.listening.actions.erasing import erase_again
from listens.listening.actions.withdrawal import KIND as WITHDRAWN
from listens.listening.models import (
    ChildrenSession,
    Conversation,
    ConversationReview,
    ListenerLink,
    Note,
    Sheet,
)

YEAR = 365


def _delete(
    rows: QuerySet[Conversation] | QuerySet[Note] | QuerySet[ListenerLink] | QuerySet[Sheet],
) -> int:
    num = rows.count()
    rows.delete()
    return num


def delete_conversations(area: Area, before: dt.date) -> int:
    return _delete(Conversation.objects.filter(area=area, received_on__lt=before))


def delete_set_aside(area: Area, before: dt.date) -> int:
    """Set aside by their newest review, and that long ago."""
    aside = Conversation.objects.with_state().filter(area=area, state=ConversationReview.State.SET_ASIDE)  # type: ignore[misc]
    recent = ConversationReview.objects.filter(at__date__gte=before).values("conversation")
    return _delete(Conversation.objects.filter(pk__in=aside.exclude(pk__in=recent).values("pk")))


def delete_withdrawn(area: Area, before: dt.date) -> int:
    return _delete(Note.objects.filter(area=area, withdrawal__on__lt=before))


def forget_withdrawn(area: Area, is_known: Callable[[object], bool]) -> int:
    """A restored backup may hold notes that were taken back since: they go at once."""
    notes = Note.objects.filter(area=area)
    return _delete(notes.filter(pk__in=retention.recognised(notes, is_known)))


def forget_struck(area: Area, is_known: Callable[[object], bool]) -> int:
    """A restored backup may hold letters that were erased since: the register knows where they stood."""
    notes = Note.objects.filter(area=area)
    some = notes.filter(pk__in=retention.recognised(notes, is_known))
    return sum(erase_again(note, is_known) for note in some)


def delete_links(area: Area, before: dt.date) -> int:
    return _delete(ListenerLink.objects.filter(area=area, expires_on__lt=before))


def delete_sheets(area: Area, before: dt.date) -> int:
    return _delete(Sheet.objects.filter(area=area, made_on__lt=before))


def delete_children_sessions(area: Area, before: dt.date) -> int:
    num, _each = ChildrenSession.objects.filter(area=area, held_on__lt=before).delete()
    return num


retention.declare(
    "sessions with children",
    "Which two adults were there, and that host and parents agreed: so long as somebody may ask. No child's name",
    6 * YEAR,
    delete_children_sessions,
    covers=["listening.childrensession", "listening.childrenconsent"],
)
retention.declare(
    "conversations",
    "What people said, until the promises made of it have been followed up",
    6 * YEAR,
    delete_conversations,
    covers=[
        "listening.conversation",
        "listening.conversationreview",
        "listening.conversationanswer",
        "listening.note",
        "listening.notetranslation",
    ],
)
retention.declare(
    "conversations set aside",
    "What never counts, until its reason can be asked about no more",
    90,
    delete_set_aside,
)
retention.declare(
    WITHDRAWN,
    "Words that were taken back: out of sight at once, erased a month later",
    30,
    delete_withdrawn,
    covers=["listening.notewithdrawal"],
    forget=forget_withdrawn,
)
retention.declare(
    "listeners' links",
    "That a link existed, its secret long gone",
    YEAR,
    delete_links,
    covers=["listening.listenerlink"],
)
retention.declare(
    "paper sheets",
    "That a numbered sheet was printed, and whether it came back: no words and no names",
    YEAR,
    delete_sheets,
    covers=["listening.sheet", "listening.sheetstep"],
)
retention.declare_kept(
    "words taken out",
    "Where in a note words stood that were taken out, and why: it goes when the note goes",
    covers=["listening.notestrike"],
    forget=forget_struck,
)
retention.declare_kept(
    "offers to help",
    "What a contact offered to do: it goes when the contact goes",
    covers=["listening.offer", "listening.offerfollowup"],
)
retention.declare_kept(
    "whom an organisation reaches",
    "An organiser's note, so that a later round hears those who were missing: it goes when the organisation goes",
    covers=["listening.reachnote"],
)
retention.declare_kept(
    "rounds and their counts",
    "When we listened, what we asked, and how many of whom we reached: no words and no names. The ids of counted "
    "cards go four weeks after the round's listening ends, when no link sends any more",
    covers=[
        "listening.round",
        "listening.stagewindow",
        "listening.moment",
        "listening.prompt",
        "listening.concern",
        "listening.roundtarget",
        "listening.reviewreason",
        "listening.heardtally",
        "listening.tallyclaim",
    ],
)
