"""What waits for a reviewer, in the order to read it in, and the area's reasons."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from listens.alliance.models import Organisation
from listens.core.models import Actor, Area
from listens.listening import capture_fetch
from listens.listening.models import (
    Conversation,
    ConversationAnswer,
    ConversationReview,
    ReviewReason,
    Round,
)


def queue(area: Area) -> QuerySet[Conversation]:
    """What listeners have answered first, then the oldest.

    `is_answered`: the newest review has an answer. `is_read`: a person, not only the clerk at the door, has looked.
    """
    later = ConversationReview.objects.filter(
        conversation=OuterRef("conversation"), seq__gt=OuterRef("to_seq")
    )
    answers = ConversationAnswer.objects.filter(~Exists(later), conversation=OuterRef("pk"))
    by_people = ConversationReview.objects.exclude(by__kind=Actor.Kind.SYSTEM)
    waiting = capture_fetch.waiting_for_review(area)
    return waiting.annotate(
        is_answered=Exists(answers), is_read=Exists(by_people.filter(conversation=OuterRef("pk")))
    ).order_by("-is_answered", "received_on", "pk")


def reasons(area: Area) -> list[ReviewReason]:
    """Those in use, in their order."""
    return list(ReviewReason.objects.filter(area=area, retired_on=None))


def num_waiting(
    area: Area, round: Round | None = None, organisations: Iterable[Organisation] | None = None
) -> int:
    """How many conversations nobody has decided about yet, those brought in from files too: none of them counts."""
    waiting = Conversation.objects.filter(area=area).unreviewed()
    if round is not None:
        waiting = waiting.filter(round=round)
    if organisations is not None:
        waiting = waiting.filter(organisation__in=organisations)
    return waiting.count()
