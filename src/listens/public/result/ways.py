"""The same ballots counted in other ways: most votes, equal shares, and every way of sharing the weight."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from listens.core.published import Published
from listens.methods.priorities.fraction_text import as_fraction
from listens.priorities.models import LongList
from listens.public.result.fetch import Counted
from listens.public.votes import Exact, per_cent


@dataclass(frozen=True)
class Way:
    """One way of counting; `chosen` is by reference, best first."""

    name: str
    chosen: list[str]


@dataclass(frozen=True)
class WaysRow:
    """`cells`: every way with the place at which it chose it, None where it did not."""

    title: str
    cells: list[tuple[Way, Published | None]]


@dataclass(frozen=True)
class Ways:
    ways: list[Way]
    rows: list[WaysRow]


@dataclass(frozen=True)
class Beside:
    """Most votes beside the result: what only one of the two chose, and what part of the ballots each reached."""

    is_same: bool
    only_ours: list[str]
    only_votes: list[str]
    reached: Published
    reached_by_votes: Published


def ways(counted: Counted, exact: Exact) -> Ways:
    """Every proposal that one of them chose, ours first, and where each puts it."""
    content, long_list = counted.content, counted.long_list
    schemes = dict(LongList.Scheme.choices)
    found = [Way(_("This vote"), counted.chosen), Way(_("Most votes"), content["most_votes"])]
    if content["rule"] != LongList.Rule.EQUAL_SHARES:
        found.append(Way(str(LongList.Rule.EQUAL_SHARES.label), content["equal_shares"]))
    found += [
        Way(str(schemes.get(scheme, scheme)), chosen)
        for scheme, chosen in content["by_weights"].items()
        if scheme != long_list.scheme
    ]
    named = list(dict.fromkeys(reference for way in found for reference in way.chosen))
    place = _("Place in the result, counted this way")
    rows = [
        WaysRow(
            counted.title(reference),
            [
                (way, exact(way.chosen.index(reference) + 1, place) if reference in way.chosen else None)
                for way in found
            ],
        )
        for reference in named
    ]
    return Ways(found, rows)


def beside(counted: Counted, exact: Exact) -> Beside:
    ours, votes = counted.chosen, counted.content["most_votes"]
    coverage = counted.content["coverage"]
    reach = _("Ballots with at least one of their ticks among the chosen, in per cent")

    def part(text: str) -> Published:
        return exact(per_cent(as_fraction(text)), reach)

    return Beside(
        set(ours) == set(votes),
        [counted.title(each) for each in ours if each not in votes],
        [counted.title(each) for each in votes if each not in ours],
        part(coverage["all"]),
        part(coverage["most_votes"]["all"]),
    )
