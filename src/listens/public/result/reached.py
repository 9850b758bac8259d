"""Coverage: of each organisation's ballots, the part that got at least one of its ticks."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from listens.core.published import Published
from listens.core.text import in_order
from listens.methods.priorities.fraction_text import as_fraction
from listens.methods.priorities.weights import NO_ORGANISATION
from listens.public.result.fetch import Counted
from listens.public.votes import Exact, per_cent


@dataclass(frozen=True)
class Reached:
    """In per cent of its ballots: by this result, and had most votes decided."""

    name: str
    ours: Published
    by_votes: Published


def reached(counted: Counted, exact: Exact) -> list[Reached]:
    """By name; nothing when ballots name no organisation."""
    coverage = counted.content["coverage"]
    ours, by_votes = coverage["organisations"], coverage["most_votes"]["organisations"]
    words = _("Ballots of this organisation with at least one of their ticks among the chosen, in per cent")

    def part(text: str) -> Published:
        return exact(per_cent(as_fraction(text)), words)

    return [
        Reached(name, part(ours[name]), part(by_votes[name]))
        for name in sorted(ours, key=in_order)
        if name != NO_ORGANISATION
    ]
