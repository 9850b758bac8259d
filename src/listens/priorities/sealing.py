"""The close seals a vote: what lies open afterwards is everything but who ticked what (ADR 25).

In one transaction: the log is checked against the ballots; replaced ballots go; the others are written anew, in an
order by lot, without slip, salt and place; organisations with few ballots get pseudonyms that stand on no share; slips
and the right to act with one go; the digest of the published ballots becomes the log's last place.
"""

from __future__ import annotations

import json
import random
import secrets
from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from listens.core import chain
from listens.core.models import ChainEntry, Grant
from listens.methods.priorities.verify_result import line_digests
from listens.priorities import locking
from listens.priorities.ballot_rows import (
    ballots_csv,
    ballots_digest,
    counted,
    published_ballots,
)
from listens.priorities.hall import FEW, told_together
from listens.priorities.long_lists import chain_of
from listens.priorities.models import Ballot, LongList, Result, Share, VotingSlip
from listens.priorities.paper.closing import close_paper

__all__ = [
    "FEW",
    "LEAST_PSEUDONYMS",
    "ballots_csv",
    "draw_pseudonyms",
    "log_lines",
    "published_ballots",
    "published_result",
    "seal",
]

LEAST_PSEUDONYMS = 3  # one or two could be worked out from the list of who may vote
LOT = secrets.SystemRandom()


def seal(long_list: LongList) -> int:
    """Seal the ballots of a vote that ends, inside the action that closes it. Returns how many there are."""
    stand_as = draw_pseudonyms(long_list)
    close_paper(long_list, set(stand_as))
    kept = list(counted(long_list).values_list("share_id", "choices"))
    LOT.shuffle(kept)
    Ballot.objects.filter(long_list=long_list).delete()
    Ballot.objects.bulk_create(
        (
            _sealed(long_list, number, share, choices, stand_as)
            for number, (share, choices) in enumerate(kept, 1)
        ),
        batch_size=2000,
    )
    VotingSlip.objects.filter(long_list=long_list).delete()
    _end_the_slips(long_list)
    chain.append(chain_of(long_list), [ballots_digest(long_list)])
    return len(kept)


def _sealed(
    long_list: LongList, number: int, share: UUID | None, choices: list[str], stand_as: dict[UUID, str]
) -> Ballot:
    pseudonym = stand_as.get(share, "") if share else ""
    return Ballot(
        long_list=long_list,
        share_id=None if pseudonym else share,
        stands_as=pseudonym,
        way=Ballot.Way.SEALED,
        source=Ballot.Way.SEALED,
        source_id=str(number),
        choices=choices,
    )


def _end_the_slips(long_list: LongList) -> None:
    """Nobody acts with a slip any more."""
    shares = Share.objects.filter(long_list=long_list)
    Grant.objects.filter(actor__in=list(shares.exclude(actor=None).values_list("actor", flat=True))).delete()
    shares.update(actor=None)


def draw_pseudonyms(long_list: LongList, lot: random.Random = LOT) -> dict[UUID, str]:
    """{share: pseudonym} of organisations with few ballots that did not choose to stand under their own name.

    Fewer than three of them are joined by those with the fewest ballots, first those whose number of ballots no screen
    has shown (`hall.told_together`). Where weights go by
    size every organisation stands under its own name: the weight would tell who it is.
    """
    if long_list.scheme in locking.SIZED:
        return {}
    num = Counter(counted(long_list).exclude(share=None).values_list("share_id", flat=True))
    shares = {share.pk: share for share in long_list.shares.all()}
    hidden = [pk for pk, n in num.items() if n < FEW and shares[pk].if_few != Share.IfFew.OPEN]
    if hidden and len(shares) >= LEAST_PSEUDONYMS:
        unseen = told_together(long_list, shares.values(), num)
        others = sorted((pk not in unseen, n, lot.random(), pk) for pk, n in num.items() if pk not in hidden)
        hidden += [pk for *_order, pk in others[: max(0, LEAST_PSEUDONYMS - len(hidden))]]
    lot.shuffle(hidden)
    taken = {share.public_name for share in shares.values()}
    names = (name for n in range(1, len(hidden) + len(taken) + 1) if (name := f"small-{n}") not in taken)
    return dict(zip(hidden, names, strict=False))


def log_lines(long_list: LongList) -> Iterator[str]:
    """The ballot log as JSON lines {"seq", "digest", "link"}: the lock, every ballot that ever came in, the seal."""
    entries = ChainEntry.objects.filter(chain=chain_of(long_list)).order_by("seq")
    for seq, digest, link in entries.values_list("seq", "digest", "link").iterator(chunk_size=5000):
        yield json.dumps({"seq": seq, "digest": digest, "link": link})


def published_result(result: Result) -> dict[str, Any]:
    """The content of a count, and under "vote" what ties it to the lock, the log and the ballots.

    `lock_digest` is the log's first digest and `ballots_sha256` (of the bytes of `ballots_csv`) its last.
    """
    long_list = result.long_list
    log = ChainEntry.objects.filter(chain=chain_of(long_list))
    locked = locking.public_part(long_list)
    known = {each["name"] for each in locked["organisations"]}
    names = {name for _number, name, _weight, _choices in published_ballots(long_list)}
    return {
        **result.content,
        "vote": {
            "locked": locked,
            "private_lock_digest": locking.private_digest(long_list),
            "lock_digest": long_list.lock_digest,
            "log_head": result.ballot_log_head,
            "log_entries": log.count(),
            "ballots_sha256": ballots_digest(long_list),
            "ballot_line_digests": line_digests(ballots_csv(long_list)),
            "pseudonyms": sorted(names - known - {""}),
            "result_digest": result.digest,
        },
    }
