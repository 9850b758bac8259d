"""Reading what came in and letting it count: accepted, needs attention, or set aside. Decisions are appended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from listens.core import access, text
from listens.core.acting import Refused, Stale, acting
from listens.core.models import Actor, Area
from listens.listening.models import Conversation, ConversationReview, Note, ReviewReason, Round
from listens.methods.cells import csv_of

State = ConversationReview.State
LONGEST_REASON = 300
AT_ONCE = 500


def read_notes(actor: Actor, conversation: Conversation) -> list[Note]:
    """The conversation's notes, in people's own words. Every reading is recorded. Raises access.Denied."""
    with acting(actor, "read_notes", conversation.area) as deed:
        there = conversation.notes.with_strikes().select_related("prompt", "withdrawal")
        notes = list(there.prefetch_related("translations"))
        deed.record(conversation, notes=len(notes))
    return notes


def review_conversation(
    actor: Actor,
    conversation: Conversation,
    *,
    state: str,
    reason: str = "",
    seen_seq: int,
    listed: ReviewReason | None = None,
) -> ConversationReview:
    """Append one decision. `seen_seq` is the newest review the person saw (0 for none).

    Its reason is one of the area's list, or the reviewer's words, or both; the words are kept as they are today.

    Raises Stale when somebody decided since, and Refused without a reason where one is needed.
    """
    reason = _reason(conversation, listed, reason.strip())
    if state not in State.values:
        raise Refused(_("Choose what to do with this conversation."))
    if state != State.ACCEPTED and not reason:
        raise Refused(_("Say why, in a few words."))
    if problem := text.problem_with(reason, longest=LONGEST_REASON):
        raise Refused(problem)
    with acting(actor, "review_conversation", conversation.area) as deed:
        newest = conversation.reviews.aggregate(newest=Max("seq"))["newest"] or 0
        if newest != seen_seq:
            raise Stale(
                _("Somebody else looked at this conversation meanwhile. Read what they decided first.")
            )
        if conversation.settled_on:
            raise Refused(_("The days for corrections are over: this conversation stays as it is."))
        try:
            review = ConversationReview.objects.create(
                conversation=conversation,
                seq=newest + 1,
                state=state,
                reason=reason,
                by=actor,
                at=conversation.area.now(),
            )
        except IntegrityError:
            raise Stale(_("Somebody else looked at this conversation meanwhile. Look again."))
        deed.record(conversation, state=state, seq=review.seq)
        deed.tell("conversation_reviewed", conversation=str(conversation.pk), state=state)
    return review


def _reason(conversation: Conversation, listed: ReviewReason | None, words: str) -> str:
    if listed is None:
        return words
    if listed.area_id != conversation.area_id or listed.retired_on:
        raise Refused(_("This reason is not on the list any more. Choose another."))
    return f"{listed.text}: {words}" if words else listed.text


def accept_conversations(actor: Actor, round: Round, conversation_ids: Iterable[UUID]) -> int:
    """Accept those that nobody has looked at yet, and say how many. One audit row for all of them."""
    accepted = 0
    now = round.area.now()
    with acting(actor, "accept_conversations", round.area) as deed:
        for some in _parts(conversation_ids):
            waiting = Conversation.objects.filter(round=round, pk__in=some, reviews__isnull=True)
            reviews = [
                ConversationReview(conversation_id=pk, seq=1, state=State.ACCEPTED, by=actor, at=now)
                for pk in waiting.values_list("pk", flat=True)
            ]
            ConversationReview.objects.bulk_create(reviews, batch_size=AT_ONCE)
            accepted += len(reviews)
        if accepted:
            deed.record(round, accepted=accepted)
            deed.tell("conversations_accepted", round=str(round.pk), num=accepted)
        else:
            deed.unchanged()
    return accepted


def accept_file(actor: Actor, round: Round, source: str) -> int:
    """Accept every conversation that came in with the file `source` and that nobody has looked at."""
    access.require(actor, "accept_conversations", round.area)
    of_file = Conversation.objects.filter(
        round=round, channel=Conversation.Channel.IMPORTED, reviews__isnull=True, notes__source=source
    )
    return accept_conversations(actor, round, set(of_file.values_list("pk", flat=True)))


def _parts(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    whole = list(ids)
    for start in range(0, len(whole), AT_ONCE):
        yield whole[start : start + AT_ONCE]


def export_review_log(actor: Actor, area: Area) -> str:
    """Who decided what on which day about which conversation, as CSV: no words of notes, and no time of day.

    Taking it out is recorded.
    """
    with acting(actor, "export_review_log", area) as deed:
        reviews = (
            ConversationReview.objects.filter(conversation__area=area)
            .select_related("by__account", "conversation__round")
            .order_by("at", "conversation_id", "seq")
        )
        rows = [
            (
                timezone.localdate(one.at, ZoneInfo(area.time_zone)).isoformat(),
                str(one.by),
                one.conversation.round.slug,
                str(one.conversation_id),
                one.seq,
                one.state,
                one.reason,
            )
            for one in reviews
        ]
        deed.record(rows=len(rows))
    return csv_of(("decided_on", "by", "round", "conversation", "place", "state", "reason"), rows)
