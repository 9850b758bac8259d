"""The vote of a round as a reader meets it: what was chosen, who paid for it, and how near the others came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from listens.core.published import Published, act
from listens.listening.models import Round, StageWindow
from listens.listening.stages import window
from listens.priorities.models import GateDecision, Proposal, Result
from listens.priorities.reasons import public_reasons

Exact = Callable[[int | float, str], Published]
MOST_PAYERS = 12


@dataclass(frozen=True)
class Payer:
    """One organisation's part of what a winner cost, in per cent."""

    name: str
    part: Published


@dataclass(frozen=True)
class Winner:
    """`payers` are those who paid most, `num_payers` is all of them; the others paid `rest` together."""

    reference: str
    title: str
    rank: Published
    is_close: bool
    payers: list[Payer]
    num_payers: Published
    rest: Published | None
    has_most_votes: bool


@dataclass(frozen=True)
class NotChosen:
    """`short_by`: how much was missing, in full shares of an organisation."""

    reference: str
    title: str
    short_by: Published
    has_most_votes: bool


@dataclass(frozen=True)
class Vote:
    result: Result
    rule: str
    num_ballots: Published
    winners: list[Winner]
    not_chosen: list[NotChosen]
    most_votes: list[str]
    parked: list[GateDecision]

    def winner(self, proposal: Proposal | None) -> Winner | None:
        return next((one for one in self.winners if proposal and one.reference == proposal.reference), None)


def vote_of(round: Round, *, with_parked: bool = False) -> Vote | None:
    """The newest count of the round's long-list; None before there is one. Three queries, and those of the parked."""
    results = Result.objects.filter(long_list__round=round).select_related("long_list")
    result = results.order_by("-seq").first()
    if result is None:
        return None
    titles = dict(Proposal.objects.filter(round=round).values_list("reference", "title"))
    content, most = result.content, set(result.content.get("most_votes") or [])
    exact = _exact(round, result)
    winners = [
        Winner(
            one["proposal"],
            titles.get(one["proposal"], one["proposal"]),
            exact(int(one["rank"]), _("Place in the result")),
            one.get("firmness") == "close",
            *_payers(one.get("paid_by") or {}, exact),
            one["proposal"] in most,
        )
        for one in content.get("winners", [])
    ]
    not_chosen = [
        NotChosen(
            one["proposal"],
            titles.get(one["proposal"], one["proposal"]),
            exact(_number(one["short_by"]), _("Full shares of an organisation that were missing")),
            one["proposal"] in most,
        )
        for one in content.get("not_chosen", [])
    ]
    return Vote(
        result,
        result.long_list.get_rule_display(),
        exact(result.num_ballots, _("Ballots counted")),
        winners,
        not_chosen,
        [titles.get(reference, reference) for reference in content.get("most_votes") or []],
        public_reasons(round) if with_parked else [],
    )


def is_over(round: Round) -> bool:
    """Whether the days of voting are over, by the round's own dates or, without any, because asks came out of it."""
    voting = window(round, StageWindow.Stage.VOTING)
    if voting:
        return voting.closes_on < round.area.today()
    return round.asks.exists()


def _exact(round: Round, result: Result) -> Exact:
    """As at the close of the vote, however late it was counted."""
    voting = window(round, StageWindow.Stage.VOTING)
    counted_on = min(result.at.date(), round.area.today(), voting.closes_on if voting else dt.date.max)
    source = _("The count of the ballots of this round")

    def exact(n: int | float, definition: str) -> Published:
        return act(n, definition=definition, as_at=counted_on, source=source)

    return exact


def _payers(paid_by: dict[str, str], exact: Exact) -> tuple[list[Payer], Published, Published | None]:
    """Those who paid most, the largest part first; how many paid; and what the others paid together."""
    whole = sum((Fraction(part) for part in paid_by.values()), Fraction(0)) or Fraction(1)
    parts = sorted(
        ((Fraction(part) / whole, name) for name, part in paid_by.items()), key=lambda p: (-p[0], p[1])
    )

    def per_cent(part: Fraction) -> Published:
        return exact(float(round(1000 * part)) / 10, _("Part of what it cost, in per cent"))

    rest = sum((part for part, _name in parts[MOST_PAYERS:]), Fraction(0))
    return (
        [Payer(name, per_cent(part)) for part, name in parts[:MOST_PAYERS]],
        exact(len(parts), _("Organisations whose shares paid for it")),
        per_cent(rest) if rest else None,
    )


def _number(fraction: str) -> float:
    """Rounded up to a tenth: never shown as nothing when something was missing."""
    exact = Fraction(fraction)
    return float(-(-exact * 10 // 1)) / 10
