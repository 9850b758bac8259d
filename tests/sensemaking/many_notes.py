"""Many accepted notes about three things, made in a few writes; ids by number, so that every run meets the same."""

from __future__ import annotations

import uuid

from django.utils import timezone

from listens.listening.models import Conversation, ConversationReview, Note
from tests.cast import TODAY, Cast
from tests.sensemaking.build import conversation_id

ABOUT = (
    "Damp and mould grow along bedroom walls. It never dries.",
    "Wages cannot cover rising rent. Every month money runs short.",
    "Appointments with doctors take weeks. The surgery telephone rings unanswered.",
)


def text_of(n: int) -> str:
    """Every other note says no more than that; the others add a word of their own."""
    own = "".join("abcdefghij"[int(digit)] * 2 for digit in f"{n:03}")
    extra = f" Perhaps {own} matters." if n % 2 else ""
    return ABOUT[n % 3 if n % 7 else (n // 7) % 3] + extra


def many(
    cast: Cast, num: int, *, texts=text_of, language: str = "en", start: int = 0, unaided: bool = False
) -> list[Note]:
    ids = [uuid.uuid5(uuid.NAMESPACE_OID, f"{language}-{n}") for n in range(start, start + num)]
    conversations = Conversation.objects.bulk_create(
        Conversation(
            id=conversation_id(unaided=unaided),
            area=cast.area,
            round=cast.round,
            organisation=cast.community,
            client_id=f"{language}-{n}",
            payload_digest="-",
            channel="one-to-one",
            received_on=TODAY,
            held_on=TODAY,
        )
        for n in range(start, start + num)
    )
    now = timezone.now()
    ConversationReview.objects.bulk_create(
        ConversationReview(conversation=one, seq=1, state="accepted", by=cast.grace, at=now)
        for one in conversations
    )
    prompt = cast.round.prompts.first()
    return Note.objects.bulk_create(
        Note(
            id=pk,
            area=cast.area,
            conversation=one,
            prompt=prompt,
            text=texts(n),
            language=language,
            content_digest="-",
            source=language,
            source_id=str(n),
        )
        for n, (pk, one) in enumerate(zip(ids, conversations, strict=True), start=start)
    )
