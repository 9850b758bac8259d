"""The story of a count: the exact engine tells it again from the kept ballots, once for each result."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from uuid import UUID

from listens.methods.priorities.story import story
from listens.methods.priorities.weights import Profile, weigh
from listens.priorities import ballot_rows
from listens.priorities.models import LongList, Result


def profile_of(long_list: LongList) -> Profile:
    """The counted ballots, weighed as they were for the count. Three queries."""
    return weigh(
        ballot_rows.slips(long_list),
        long_list.scheme,
        dict(long_list.shares.values_list("public_name", "size")),
        proposals=long_list.proposals.order_by("reference").values_list("reference", flat=True),
    )


def story_of(result: Result) -> dict[str, Any] | None:
    """`methods.priorities.story` of this result (its docstring has the shape); None for another rule than the drip."""
    if result.content["rule"] != "drip" or result.content["seats"] is None:
        return None
    return _story(result.pk)


@lru_cache(maxsize=8)
def _story(pk: UUID) -> dict[str, Any]:
    """A result is never changed, so one telling is enough for everybody who looks at it."""
    result = Result.objects.select_related("long_list").get(pk=pk)
    return story(profile_of(result.long_list), result.content)
