"""Taking words out of what people say back, and putting them back: the same as with a note."""

from __future__ import annotations

from collections.abc import Iterable

from listens.core.acting import acting
from listens.core.models import Actor, Area
from listens.feedback.models import Reply, ReplyStrike
from listens.listening.actions.erasing import erase_due
from listens.listening.actions.striking import show_again, take_out
from listens.listening.models import Strike

KIND = "words taken out of replies"


def strike_reply(
    actor: Actor,
    reply: Reply,
    spans: Iterable[tuple[int, int]],
    *,
    words: str = "",
    reason: str,
    seen_seq: int,
) -> list[Strike]:
    """Take stretches out of a reply. Raises what `take_out` raises. The audit row names the round alone."""
    with acting(actor, "strike_reply", reply.area, within=[reply.round_id]) as deed:
        rows = take_out(actor, reply, spans, words=words, reason=reason, seen_seq=seen_seq)
        deed.record(reply.round, taken_out=len(rows), reason=reason)
    return rows


def put_reply_back(actor: Actor, strike: ReplyStrike, *, seen_seq: int) -> Strike:
    """Show a stretch again. Raises what `show_again` raises."""
    round = strike.reply.round
    with acting(actor, "strike_reply", strike.reply.area, within=[round.pk]) as deed:
        row = show_again(actor, strike, seen_seq=seen_seq)
        deed.record(round, put_back=1)
    return row


def erase_struck_replies(actor: Actor, area: Area) -> int:
    """Erase the letters of what can be put back no more. Returns how many stretches."""
    with acting(actor, "erase_struck_replies", area) as deed:
        out = Reply.objects.filter(area=area, strikes__act=Strike.Act.OUT).distinct()
        if num := erase_due(actor, area, out.prefetch_related("strikes"), KIND):
            deed.record(None, erased=num)
        else:
            deed.unchanged()
    return num
