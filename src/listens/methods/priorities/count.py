"""One whole count as the JSON that `listens priorities count` promises; fractions are text in lowest terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from listens.methods.priorities.accounts import Accounts
from listens.methods.priorities.coverage import Coverage, coverage
from listens.methods.priorities.drip import drip
from listens.methods.priorities.ejr import left_out
from listens.methods.priorities.equal_shares import UTILITIES, equal_shares
from listens.methods.priorities.firmness import Progress, firmness
from listens.methods.priorities.fraction_text import as_text
from listens.methods.priorities.most_votes import most_votes
from listens.methods.priorities.outcome import Outcome, Winner
from listens.methods.priorities.seqpav import seqpav
from listens.methods.priorities.ties import PublishedOrder, Tie, TieBreak
from listens.methods.priorities.weights import BY_SIZE, NO_ORGANISATION, SCHEMES, Profile

RULES = ("drip", "equal-shares", "most-votes", "seqpav")


def chosen_by(
    rule: str,
    on: Profile | Accounts,
    limit: int | Fraction,
    costs: Mapping[str, Fraction] | None = None,
    *,
    utility: str = "cost",
    ties: TieBreak | None = None,
) -> Outcome:
    """Count by one of RULES. Raises ValueError for another name, or for seqpav with costs."""
    if rule == "drip":
        return drip(on, limit, costs, ties)
    if rule == "equal-shares":
        return equal_shares(on, limit, costs, utility=utility, ties=ties)
    if rule == "most-votes":
        return most_votes(on, limit, costs, ties)
    if rule != "seqpav":
        raise ValueError(f"“{rule}” is no rule; choose one of {', '.join(RULES)}.")
    if costs is not None:
        raise ValueError("seqpav fills seats and knows no costs; use equal-shares for a budget.")
    return seqpav(on, int(limit), ties)


def count(
    profile: Profile,
    *,
    rule: str = "drip",
    seats: int | None = None,
    budget: Fraction | None = None,
    costs: Mapping[str, Fraction] | None = None,
    utility: str = "cost",
    tie_seed: int = 0,
    seed: int = 0,
    resamples: int = 100,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """The result, what stands behind it, and what other rules and weightings would have chosen.

    Give `seats`, or `budget` with `costs`. `tie_seed` draws the lots, `seed` the resamples (0 resamples: firmness is
    None). Raises ValueError for settings that do not go together.
    """
    if (seats is None) == (budget is None) or (budget is None) != (costs is None):
        raise ValueError("Give either the number of seats, or a budget with the costs.")
    if seats is not None and seats < 1:
        raise ValueError("The number of seats must be at least 1.")
    if utility not in UTILITIES:
        raise ValueError(f"“{utility}” is no utility; choose cost or cardinality.")
    limit = Fraction(seats) if seats is not None else Fraction(budget or 0)
    accounts, ties = Accounts.of(profile), PublishedOrder.of(profile, tie_seed)

    def by(name: str, on: Accounts) -> Outcome:
        return chosen_by(name, on, limit, costs, utility=utility, ties=ties)

    outcome, votes = by(rule, accounts), by("most-votes", accounts)
    shares = by("equal-shares", accounts)
    firm: dict[str, str] = {}
    if resamples:
        firm = firmness(
            accounts,
            outcome.chosen,
            lambda on: by(rule, on).chosen,
            seed=seed,
            resamples=resamples,
            progress=progress,
        )
    denied = left_out(accounts, outcome.chosen, limit, costs)
    result = {
        "rule": rule,
        "seats": seats,
        "weights": profile.weighting.scheme,
        "winners": [_winner(winner, firm, costs is not None) for winner in outcome.winners],
        "not_chosen": [
            {"proposal": other.proposal, "short_by": as_text(other.short_by)} for other in outcome.not_chosen
        ],
        "ties": [_tie(tie, tie_seed) for tie in outcome.ties],
        "checks": {"ejr_plus": not denied, "left_out": denied},
        "most_votes": votes.chosen,
        "equal_shares": shares.chosen,
        "coverage": {
            **_coverage(coverage(accounts, outcome.chosen)),
            "most_votes": _coverage(coverage(accounts, votes.chosen)),
        },
        "by_weights": {
            scheme: by(rule, _under(profile, accounts, scheme)).chosen for scheme in _schemes(profile)
        },
        "filled_at": {
            winner.proposal: as_text(winner.filled_at)
            for winner in outcome.winners
            if winner.filled_at is not None
        },
        "num_ballots": sum(profile.num_ballots.values()),
        "notices": _notices(outcome, denied, seats),
        "settings": {
            "min_ballots": profile.weighting.min_ballots,
            "utility": utility if costs is not None else None,
            "seed": seed,
            "tie_seed": tie_seed,
            "resamples": resamples,
            "sizes": _sizes(profile),
            "has_sizes": bool(profile.weighting.sizes),
        },
    }
    if costs is not None:
        result |= {"budget": as_text(limit), "budget_left": as_text(outcome.left)}
    return result


def _winner(winner: Winner, firm: Mapping[str, str], with_cost: bool) -> dict[str, Any]:
    paid_by = None
    if winner.paid_by is not None:
        paid_by = {organisation: as_text(amount) for organisation, amount in winner.paid_by.items()}
    shown = {
        "proposal": winner.proposal,
        "rank": winner.rank,
        "firmness": firm.get(winner.proposal),
        "paid_by": paid_by,
    }
    return shown | ({"cost": as_text(winner.cost)} if with_cost else {})


def _tie(tie: Tie, tie_seed: int) -> dict[str, Any]:
    return {
        "rank": tie.rank,
        "proposals": list(tie.proposals),
        "chosen": tie.chosen,
        "decided_by": tie.decided_by,
        "tie_seed": tie_seed if tie.decided_by == "lot" else None,
    }


def _coverage(found: Coverage) -> dict[str, Any]:
    return {
        "all": as_text(found.all),
        "organisations": {name: as_text(part) for name, part in found.organisations.items()},
    }


def _schemes(profile: Profile) -> Sequence[str]:
    """Without organisations every ballot is alike and only one weighting means anything."""
    return (profile.weighting.scheme,) if set(profile.num_ballots) <= {NO_ORGANISATION} else SCHEMES


def _sizes(profile: Profile) -> dict[str, int] | None:
    """Members of each organisation that voted, where they give its weight; else a size may tell a pseudonym."""
    weighting = profile.weighting
    if weighting.scheme not in BY_SIZE:
        return None
    return {name: weighting.sizes[name] for name in profile.num_ballots if name in weighting.sizes}


def _under(profile: Profile, accounts: Accounts, scheme: str) -> Accounts:
    return accounts.recounted(accounts.count, profile.under(scheme).weighting)


def _notices(outcome: Outcome, denied: Sequence[str], seats: int | None) -> list[str]:
    notices = []
    if seats is not None and len(outcome.winners) < seats:
        notices.append(
            f"Only {len(outcome.winners)} of {seats} seats are filled: nobody ticked any other proposal."
        )
    if denied:
        notices.append(
            f"A group large enough to deserve “{denied[0]}” was left out (EJR+). Look at the Equal Shares list too."
        )
    return notices
