"""The vote of a round in short: what was chosen, who paid for it, and how near the others came.

The whole of it is the result page (`public.result`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.core.published import Published, act
from listens.listening.models import Round, StageWindow
from listens.listening.stages import window
from listens.methods.priorities.fraction_text import as_fraction
from listens.priorities.models import LongList, Proposal, Result

Exact = Callable[[int | float, str], Published]
MOST_PAYERS = 12


@dataclass(frozen=True)
class Payer:
    """One organisation's part of what a winner cost, in per cent."""

    name: str
    part: Published


@dataclass(frozen=True)
class Winner:
    """`payers` are those who paid most, `num_payers` is all of them; the others paid `rest` together.

    `is_close` is None where nobody looked how firm it is.
    """

    reference: str
    title: str
    rank: Published
    is_close: bool | None
    payers: list[Payer]
    num_payers: Published
    rest: Published | None
    has_most_votes: bool


@dataclass(frozen=True)
class NotChosen:
    """`short_by`: how much was missing, in per cent of what a priority costs."""

    reference: str
    title: str
    short_by: Published
    has_most_votes: bool


@dataclass(frozen=True)
class Vote:
    result: Result
    rule: str
    shares: str
    num_ballots: Published
    winners: list[Winner]
    not_chosen: list[NotChosen]

    @property
    def has_equal_shares(self) -> bool:
        return self.result.long_list.scheme == LongList.Scheme.ORGANISATION

    def winner(self, proposal: Proposal | None) -> Winner | None:
        return next((one for one in self.winners if proposal and one.reference == proposal.reference), None)


@dataclass(frozen=True)
class Fate:
    """What a vote made of a proposal: `is_chosen` is None before the count."""

    proposal: Proposal
    is_chosen: bool | None


SHARES = {
    LongList.Scheme.ORGANISATION: gettext_lazy("Every organisation had one equal share, however small."),
    LongList.Scheme.SQUARE_ROOT: gettext_lazy(
        "A larger organisation had a larger share: four times the members gave twice the share."
    ),
    LongList.Scheme.BANDS: gettext_lazy(
        "A larger organisation had a larger share: there were three sizes of share."
    ),
    LongList.Scheme.BALLOT: gettext_lazy(
        "Every ballot counted the same, whichever organisation it came from."
    ),
}


def vote_of(round: Round) -> Vote | None:
    """The newest count of the round's long-list; None before there is one. Two queries."""
    results = Result.objects.filter(long_list__round=round).select_related("long_list")
    result = results.order_by("-seq").first()
    if result is None:
        return None
    return told(round, result, dict(Proposal.objects.filter(round=round).values_list("reference", "title")))


def fates(proposals: QuerySet[Proposal]) -> list[Fate]:
    """What became of proposals that were on a list for a vote, in their order. Two queries; fetch with the round."""
    listed = list(proposals)
    newest = Result.objects.filter(long_list__round__in={one.round_id for one in listed}).order_by("seq")
    chosen = {
        result.long_list.round_id: {one["proposal"] for one in result.content["winners"]}
        for result in newest.select_related("long_list")
    }
    return [
        Fate(one, one.reference in chosen[one.round_id] if one.round_id in chosen else None) for one in listed
    ]


def told(round: Round, result: Result, titles: Mapping[str, str]) -> Vote:
    """A count that was fetched before; no query. `titles` is {reference: title}."""
    content, most = result.content, set(result.content["most_votes"])
    exact = exactly(round, result)
    missing = _("What was missing, in per cent of what a priority costs")
    winners = [
        Winner(
            one["proposal"],
            titles.get(one["proposal"], one["proposal"]),
            exact(int(one["rank"]), _("Place in the result")),
            one["firmness"] == "close" if one["firmness"] else None,
            *_payers(one["paid_by"] or {}, exact),
            one["proposal"] in most,
        )
        for one in content["winners"]
    ]
    not_chosen = [
        NotChosen(
            one["proposal"],
            titles.get(one["proposal"], one["proposal"]),
            exact(per_cent(as_fraction(one["short_by"])), missing),
            one["proposal"] in most,
        )
        for one in content["not_chosen"]
    ]
    return Vote(
        result,
        result.long_list.get_rule_display(),
        str(SHARES[LongList.Scheme(result.long_list.scheme)]),
        exact(result.num_ballots, _("Ballots counted")),
        winners,
        not_chosen,
    )


def is_over(round: Round) -> bool:
    """Whether the days of voting are over, by the round's own dates or, without any, because asks came out of it."""
    voting = window(round, StageWindow.Stage.VOTING)
    if voting:
        return voting.closes_on < round.area.today()
    return round.asks.exists()


def exactly(round: Round, result: Result) -> Exact:
    """Numbers of that count: public acts, as at the close of the vote, however late it was counted."""
    voting = window(round, StageWindow.Stage.VOTING)
    counted_on = min(result.at.date(), round.area.today(), voting.closes_on if voting else dt.date.max)
    source = _("The count of the ballots of this round")

    def exact(n: int | float, definition: str) -> Published:
        return act(n, definition=definition, as_at=counted_on, source=source)

    return exact


def _payers(paid_by: dict[str, str], exact: Exact) -> tuple[list[Payer], Published, Published | None]:
    """Those who paid most, the largest part first; how many paid; and what the others paid together."""
    whole = sum((as_fraction(part) for part in paid_by.values()), Fraction(0)) or Fraction(1)
    parts = sorted(
        ((as_fraction(part) / whole, name) for name, part in paid_by.items()), key=lambda p: (-p[0], p[1])
    )

    def shown(part: Fraction) -> Published:
        return exact(per_cent(part), _("Part of what it cost, in per cent"))

    rest = sum((part for part, _name in parts[MOST_PAYERS:]), Fraction(0))
    return (
        [Payer(name, shown(part)) for part, name in parts[:MOST_PAYERS]],
        exact(len(parts), _("Organisations whose shares paid for it")),
        shown(rest) if rest else None,
    )


def per_cent(part: Fraction) -> float:
    """To one decimal; never down to nothing where there is something, nor up to all where something is missing."""
    rounded = round(part * 1000)
    if 0 < part < 1:
        rounded = min(max(rounded, 1), 999)
    return rounded / 10
