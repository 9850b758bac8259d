"""Why not mine: how near each of the others came, and what those who ticked it got instead."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.utils.translation import gettext as _

from listens.core.published import Published
from listens.methods.priorities.served import Served, served
from listens.priorities.models import Ballot
from listens.public.result.fetch import Counted
from listens.public.votes import Exact, NotChosen, Vote

MOST_GOT = 2


@dataclass(frozen=True)
class Got:
    """A chosen one that `ballots` of those who ticked the other ticked too."""

    title: str
    ballots: Published


@dataclass(frozen=True)
class Near:
    """`ballots` ticked it, `with_another` of them got another of their ticks."""

    proposal: NotChosen
    ballots: Published
    with_another: Published
    got: list[Got]


def nearest(counted: Counted, vote: Vote, exact: Exact) -> list[Near]:
    """The one that missed least first. One query, and none when this result was told before."""
    behind = _served(counted.result.pk, counted.long_list.pk, tuple(counted.chosen))
    nobody = Served(0, 0, ())
    found = []
    for other in vote.not_chosen:
        of = behind.get(other.reference, nobody)
        found.append(
            Near(
                other,
                exact(of.ballots, _("Ballots that ticked it")),
                exact(of.with_another, _("Ballots that ticked it, with another tick that was chosen")),
                [
                    Got(counted.title(name), exact(num, _("Ballots that ticked both")))
                    for name, num in of.got[:MOST_GOT]
                ],
            )
        )
    return found


@lru_cache(maxsize=64)
def _served(result: UUID, long_list: UUID, chosen: tuple[str, ...]) -> dict[str, Served]:
    """Kept for each result: neither it nor the ballots of a closed vote change."""
    ballots = Ballot.objects.filter(long_list=long_list, is_counted=True)
    return served(ballots.values_list("choices", flat=True).iterator(chunk_size=5000), chosen)
