"""What a listener answers to a reviewer who asked; or, about what came on paper, whoever types it in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from listens.core import text
from listens.core.acting import Refused, acting
from listens.core.models import Actor, Area
from listens.listening.actions.links import usable
from listens.listening.envelope import Unopened, client_id_of, stored_id
from listens.listening.letters import (
    CONFLICT,
    CREATED,
    DUPLICATE,
    INVALID,
    BadEnvelope,
    Result,
    opened,
    require_own,
)
from listens.listening.models import Conversation, ConversationAnswer, ConversationReview, ListenerLink

LONGEST_ANSWER = 1000
MOST_ANSWERS = 10  # to one conversation: more than a question and its answer need


def answer_reviewer(actor: Actor, area: Area, payload: Any) -> Result:
    """Keep one answer: {"client_id", "answer_id", "outcome": created | duplicate | conflict | invalid, "problems"}.

    `payload` is {"client_id": of the conversation, "answer_id": a UUID made on the phone, "text"}, or a letter that
    holds it. Only the link that sent the conversation answers, and only while the conversation needs attention.
    The audit row names no conversation: it would remember whose it was after the conversation has forgotten.
    """
    require_own(actor, payload)
    link = ListenerLink.objects.filter(pk=actor.pk, area=area).select_related("area").first()
    if link and not (may_send := usable(link)):
        raise Refused(may_send.reason)
    result: Result = {"client_id": client_id_of(payload), "answer_id": "", "outcome": INVALID, "problems": []}
    with acting(actor, "answer_reviewer", area, within=[link.organisation_id] if link else []) as deed:
        deed.unchanged()
        try:
            whole = opened(area, payload)
            if not isinstance(whole, dict):
                raise BadEnvelope(_("This cannot be read. Open your link again; nothing is lost."))
            result["answer_id"], words = _checked(whole)
            sent = Conversation.objects.filter(link=link, client_id=stored_id(client_id_of(whole)))
            result["outcome"] = _keep(sent.first() if link else None, result["answer_id"], words)
        except Unopened as error:
            result["problems"] = error.problems
        if result["outcome"] == CREATED:
            deed.record(answers=1)
    if result["outcome"] == CONFLICT:
        result["problems"] = [_another_text()]
    return result


def answer_for_paper(actor: Actor, conversation: Conversation, *, answer_id: UUID, text: str) -> None:
    """Keep one answer about what came without a link, once per `answer_id`.

    Raises Refused for one that came by a link or does not need attention, and for words that cannot be kept.
    """
    organisation = conversation.organisation_id
    with acting(
        actor, "answer_for_paper", conversation.area, within=[organisation] if organisation else []
    ) as deed:
        deed.unchanged()
        try:
            known, words = _checked({"answer_id": answer_id, "text": text})
            outcome = _keep(None if conversation.link_id else conversation, known, words)
        except Unopened as error:
            raise Refused(str(error)) from None
        if outcome == CONFLICT:
            raise Refused(_another_text())
        if outcome == CREATED:
            deed.record(answers=1)


def _another_text() -> str:
    return _("Another text came under the same id before. It was kept; this one was not.")


def _checked(payload: dict[str, Any]) -> tuple[str, str]:
    """The answer's own id and its words."""
    try:
        answer_id = str(UUID(str(payload.get("answer_id", ""))))
    except ValueError:
        raise Unopened([_("The answer has no id of its own.")]) from None
    words = payload.get("text")
    if not isinstance(words, str) or not words.strip():
        raise Unopened([_("Write your answer first.")])
    words = words.strip().replace("\r\n", "\n")
    if problem := text.problem_with(words, longest=LONGEST_ANSWER):
        raise Unopened([problem])
    return answer_id, words


def _keep(found: Conversation | None, answer_id: str, words: str) -> str:
    """The outcome for the conversation that was found, if one was."""
    conversation = Conversation.objects.select_for_update().filter(pk=found.pk).first() if found else None
    if conversation is None:
        raise Unopened([_("This conversation does not wait for an answer.")])
    before = {str(one.answer_id): one.text for one in conversation.answers.all()}
    if answer_id in before:
        return DUPLICATE if before[answer_id] == words else CONFLICT
    newest = conversation.reviews.order_by("-seq").first()
    if newest is None or newest.state != ConversationReview.State.NEEDS_ATTENTION:
        raise Unopened([_("This conversation does not wait for an answer.")])
    if len(before) >= MOST_ANSWERS:
        raise Unopened([_("You answered many times. Ring your organiser instead.")])
    ConversationAnswer.objects.create(
        conversation=conversation,
        answer_id=answer_id,
        to_seq=newest.seq,
        text=words,
        at=conversation.area.now(),
    )
    return CREATED
