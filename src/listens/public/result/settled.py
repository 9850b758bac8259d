"""How ties were settled, whether a group was left out, and seats that nobody filled."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from listens.core.published import Published
from listens.public.result.fetch import Counted
from listens.public.votes import Exact


@dataclass(frozen=True)
class Tied:
    """`titles` were exactly level for that place. `seed` is the number that the lot was drawn with, if one was."""

    rank: Published
    titles: list[str]
    chosen: str
    why: str
    seed: Published | None


@dataclass(frozen=True)
class Fair:
    """The EJR+ check: `left_out` is empty when it holds; `equal_shares` is the list that always passes it."""

    left_out: list[str]
    equal_shares: list[str]


def ties(counted: Counted, exact: Exact) -> list[Tied]:
    why = {
        "organisations": _("More organisations stood behind it."),
        "people": _("As many organisations stood behind each, and more people behind this one."),
        "lot": _("As many organisations and people stood behind each, so a lot was drawn."),
    }
    return [
        Tied(
            exact(tie["rank"], _("Place in the result")),
            [counted.title(each) for each in tie["proposals"]],
            counted.title(tie["chosen"]),
            why[tie["decided_by"]],
            exact(tie["tie_seed"], _("The number that lots were drawn with, fixed before the vote"))
            if tie["decided_by"] == "lot"
            else None,
        )
        for tie in counted.content["ties"]
    ]


def fair(counted: Counted) -> Fair:
    left_out = counted.content["checks"]["left_out"]
    return Fair(
        [counted.title(each) for each in left_out],
        [counted.title(each) for each in counted.content["equal_shares"]],
    )


def empty_places(counted: Counted, exact: Exact) -> Published | None:
    """Places that stayed empty because nobody ticked anything else."""
    empty = counted.long_list.num_seats - len(counted.chosen)
    return exact(empty, _("Places that nobody ticked a proposal for")) if empty > 0 else None
