"""What became of what a listener's link sent: states and reasons, never the words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from listens.alliance.models import Organisation
from listens.core.models import Area
from listens.listening.envelope import stored_id
from listens.listening.models import Conversation, ConversationReview, ListenerLink

RECEIVED, UNKNOWN = "received", "unknown"


@dataclass(frozen=True)
class Sent:
    """One conversation that came through the link. `answered_to` is the review that was answered last, or none."""

    conversation: Conversation
    state: str
    reason: str
    seq: int
    answered_to: int | None

    @property
    def can_answer(self) -> bool:
        return self.state == ConversationReview.State.NEEDS_ATTENTION

    @property
    def is_answered(self) -> bool:
        return self.can_answer and self.answered_to == self.seq


def sent_through(link: ListenerLink) -> list[Sent]:
    """Everything that has not forgotten this link yet: what waits for the listener, then the newest."""
    mine = _with_newest_review(Conversation.objects.filter(link=link))
    sent = [_sent(one) for one in mine.order_by("-received_on", "-held_on", "pk")]
    return sorted(sent, key=lambda one: not one.can_answer or one.is_answered)


def asked_of(area: Area, organisations: Iterable[Organisation]) -> list[Sent]:
    """What came to these organisations without a link (paper, a wall, a session with children) and needs attention,
    the oldest first."""
    typed = Conversation.objects.filter(area=area, organisation__in=list(organisations), link=None)
    typed = typed.exclude(channel=Conversation.Channel.IMPORTED).select_related("round", "organisation")
    asked = _with_newest_review(typed).filter(state=ConversationReview.State.NEEDS_ATTENTION)  # type: ignore[misc]
    return [_sent(one) for one in asked.order_by("received_on", "pk")]


def standing_of(conversation: Conversation) -> Sent:
    """How one conversation stands."""
    return _sent(_with_newest_review(Conversation.objects.filter(pk=conversation.pk)).get())


def states(link: ListenerLink, client_ids: Iterable[str]) -> list[dict[str, object]]:
    """For a phone: the state of each id it names, in that order.

    A settled conversation has forgotten its link; only the phone that made it knows its id, and it was accepted.
    Somebody else's conversation looks like one that never came.
    """
    asked = list(client_ids)
    plain = {given: stored_id(given) for given in asked}
    mine = Conversation.objects.filter(area=link.area, client_id__in=set(plain.values()))
    mine = mine.filter(Q(link=link) | Q(link=None, settled_on__isnull=False))
    found = {one.client_id: _sent(one) for one in _with_newest_review(mine)}
    return [_state(given, found.get(plain[given])) for given in asked]


def _state(client_id: str, sent: Sent | None) -> dict[str, object]:
    if sent is None:
        return {"client_id": client_id, "state": UNKNOWN, "reason": "", "can_answer": False}
    is_settled = sent.conversation.settled_on is not None
    return {
        "client_id": client_id,
        "state": str(ConversationReview.State.ACCEPTED) if is_settled else sent.state,
        "reason": "" if is_settled else sent.reason,
        "can_answer": sent.can_answer and not is_settled,
    }


def _with_newest_review(conversations: QuerySet[Conversation]) -> QuerySet[Conversation]:
    newest = ConversationReview.objects.filter(conversation=OuterRef("pk")).order_by("-seq")
    return conversations.annotate(
        state=Subquery(newest.values("state")[:1]),
        reason=Subquery(newest.values("reason")[:1]),
        seq=Subquery(newest.values("seq")[:1]),
        answered_to=Max("answers__to_seq"),
    )


def _sent(one: Conversation) -> Sent:
    found = one.__dict__  # with what the query adds
    return Sent(
        one, found["state"] or RECEIVED, found["reason"] or "", found["seq"] or 0, found["answered_to"]
    )
