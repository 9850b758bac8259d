"""What the lock fixes: a part that is published, and one that is only bound by a salted digest (ADR 25).

Anybody can work the lock's digest out of a published result: sha256 over a line feed and the canonical JSON (sorted
keys, no spaces, UTF-8) of `[public part, digest of the private part]`. It is the first place of the ballot log.
"""

from __future__ import annotations

from typing import Any

from listens.core import chain
from listens.priorities.models import LongList

SIZED = (LongList.Scheme.SQUARE_ROOT, LongList.Scheme.BANDS)


def public_part(long_list: LongList) -> dict[str, Any]:
    """Settings, proposals, and who may vote. Sizes only where they give the weight. Two queries."""
    has_sizes = long_list.scheme in SIZED
    shares = long_list.shares.order_by("public_name", "pk")
    return {
        "seats": long_list.num_seats,
        "ticks": [long_list.min_ticks, long_list.max_ticks],
        "rule": long_list.rule,
        "weights": long_list.scheme,
        "seed": long_list.seed,
        "typed_twice": long_list.typed_twice,
        "proposals": [
            {"proposal": reference, "title": title}
            for reference, title in long_list.proposals.order_by("reference").values_list(
                "reference", "title"
            )
        ],
        "organisations": [
            {"name": share.public_name, "way": share.way}
            | ({"size": share.size} if has_sizes else {})
            | ({"why": share.why} if share.why else {})
            for share in shares
        ],
    }


def private_part(long_list: LongList) -> list[Any]:
    """How many slips each organisation has, and what it chose for the case of few ballots."""
    return [
        [str(share.pk), str(share.organisation_id), share.size, share.num_delegates, share.if_few]
        for share in long_list.shares.order_by("pk")
    ]


def private_digest(long_list: LongList) -> str:
    return chain.digest(long_list.lock_salt, private_part(long_list))


def digest_now(long_list: LongList) -> str:
    """The digest of the list as it stands now: equal to `lock_digest` as long as nothing was changed."""
    return chain.digest("", [public_part(long_list), private_digest(long_list)])


def is_as_locked(long_list: LongList) -> bool:
    return bool(long_list.lock_digest) and long_list.lock_digest == digest_now(long_list)
