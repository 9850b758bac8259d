"""The drip told step by step, as data: what a hall's screen animates, and what a page prints as a list.

What the best do: equalshares.net draws one result page by hand for each election; pabutools writes a page of tables
of "effective votes lost" for experts. Here each step says in exact numbers what was in whose jug just before and just
after a choice, so that a picture and a list come from the same data, and anybody can add a column up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from listens.methods.priorities.accounts import Accounts
from listens.methods.priorities.drip import fill
from listens.methods.priorities.fraction_text import as_text
from listens.methods.priorities.jugs import Jugs
from listens.methods.priorities.outcome import Outcome, Winner, named
from listens.methods.priorities.ties import PublishedOrder
from listens.methods.priorities.weights import Profile

BUCKET = Fraction(1)


def story(profile: Profile, counted: Outcome | Mapping[str, Any], tie_seed: int = 0) -> dict[str, Any]:
    """Tell a drip that filled seats; `counted` is its Outcome, or the JSON that `count` gave for the same profile.

    All of it is JSON; the same ballots and result give the same text. A *number* is `{"exact": "p/q", "value": 0.33}`:
    add up the exact ones, draw with the values (rounded to six places). Amounts are in buckets (a proposal costs one),
    times in what an organisation with a share of one has received. Between two steps every jug fills evenly: at time t
    an organisation holds its `after` of the step before plus its share times (t - that step's time)::

        {"seats": 2,                       # asked for; fewer steps when nobody ticked more
         "fullest": 0.67,                  # the fullest jug of the whole story, to scale a picture
         "organisations": [                # in the order of their names
            {"organisation": "Choir", "share": number, "ballots": 3}],
         "proposals": [                    # in the order of the long-list; rank null: not chosen
            {"proposal": "home", "organisations": 2, "ballots": 5, "rank": 1}],
         "steps": [
            {"rank": 1, "proposal": "home", "time": number,
             "waited": number,             # time since the step before
             "tie": null,                  # or {"level": ["home", "work"], "decided_by": "people"}
             "jugs": [                     # every organisation, in the same order; `paid` sums to exactly 1
                {"organisation": "Choir", "before": number, "paid": number, "after": number}],
             "others": [                   # ticked and not chosen so far, the nearest first: what the jugs behind
                                           # each hold together just before this choice and just after it
                {"proposal": "work", "before": number, "after": number}]}],
         "not_chosen": [                   # at the end, the nearest first
            {"proposal": "work", "held": number, "short_by": number,
             "next_rank": 3,               # its place if there were more seats; null: nobody ticked it
             "ballots": 4,                 # that tick it
             "ballots_with_another": 1}]}  # of those, with another tick that was chosen

    The jugs' `after` of the last step is what nobody won. `tie_seed` draws lots for `next_rank` when `counted` is an
    Outcome (the JSON says its own). Raises ValueError for another rule, for real costs, or when the result is not of
    these ballots. Takes about as long as two counts.
    """
    order, seats, ties, seed = _read(counted, tie_seed)
    accounts = Accounts.of(profile)
    if not set(order) <= set(accounts.proposals):
        raise ValueError("The result is not of these ballots: it chose what is not on the long-list.")
    jugs = Jugs(accounts)
    steps, winners = _steps(accounts, jugs, order, ties)
    _same_payments(counted, winners)
    return {
        "seats": seats,
        "fullest": max((jug["before"]["value"] for step in steps for jug in step["jugs"]), default=0.0),
        "organisations": [
            {"organisation": name, "share": _number(profile.organisations[name]), "ballots": ballots}
            for name, ballots in profile.num_ballots.items()
        ],
        "proposals": _proposals(accounts, order),
        "steps": steps,
        "not_chosen": _not_chosen(accounts, jugs, winners, PublishedOrder.of(accounts, seed)),
    }


def _read(
    counted: Outcome | Mapping[str, Any], tie_seed: int
) -> tuple[list[str], int, dict[int, dict[str, Any]], int]:
    """The winners in order, the seats, the ties by rank, and the seed of the lots."""
    if isinstance(counted, Outcome):
        rule, seats, chosen = counted.rule, int(counted.limit), counted.chosen
        has_costs = any(winner.cost != BUCKET for winner in counted.winners)
        ties = [(tie.rank, tie.proposals, tie.decided_by) for tie in counted.ties]
    else:
        rule, seats = counted["rule"], counted["seats"]
        has_costs, chosen = seats is None, [winner["proposal"] for winner in counted["winners"]]
        ties = [(tie["rank"], tie["proposals"], tie["decided_by"]) for tie in counted["ties"]]
        tie_seed = counted["settings"]["tie_seed"]
    if rule != "drip" or has_costs:
        raise ValueError("Only a drip that fills seats can be told step by step.")
    told = {rank: {"level": list(level), "decided_by": by} for rank, level, by in ties}
    return chosen, seats, told, tie_seed


def _steps(
    accounts: Accounts, jugs: Jugs, order: Sequence[str], ties: Mapping[int, dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[Winner]]:
    """Fill and pour the jugs in the order of the winners."""
    names, time = accounts.proposals, Fraction(0)
    waiting = [number for number, behind in enumerate(accounts.supporters) if len(behind)]
    steps, winners = [], list[Winner]()
    for name in order:
        proposal, before = names.index(name), time
        time, full = _full(jugs, waiting)
        if proposal not in full:
            raise ValueError(f"The result is not of these ballots: they do not choose “{name}” next.")
        waiting.remove(proposal)
        levels = jugs.levels(time)
        near = sorted(
            ((jugs.held(other, time), other) for other in waiting), key=lambda n: (-n[0], names[n[1]])
        )
        paid = jugs.pour(proposal, time)
        named_paid = named(accounts.organisations, paid)
        winners.append(Winner(name, len(winners) + 1, BUCKET, named_paid, time))
        steps.append(
            {
                "rank": len(winners),
                "proposal": name,
                "time": _number(time),
                "waited": _number(time - before),
                "tie": ties.get(len(winners)),
                "jugs": _jugs(accounts.organisations, levels, named_paid),
                "others": [
                    {
                        "proposal": names[other],
                        "before": _number(held),
                        "after": _number(jugs.held(other, time)),
                    }
                    for held, other in near
                ],
            }
        )
    return steps, winners


def _full(jugs: Jugs, waiting: Sequence[int]) -> tuple[Fraction, set[int]]:
    """When the next bucket is full, and which proposals' buckets are full then."""
    times = {
        number: Fraction(*full) for number in waiting if (full := jugs.full_at(number, BUCKET)) is not None
    }
    first = min(times.values(), default=Fraction(0))
    return first, {number for number, full in times.items() if full == first}


def _same_payments(counted: Outcome | Mapping[str, Any], winners: Sequence[Winner]) -> None:
    ours = [{name: as_text(part) for name, part in (winner.paid_by or {}).items()} for winner in winners]
    if isinstance(counted, Outcome):
        theirs = [
            {name: as_text(part) for name, part in (winner.paid_by or {}).items()}
            for winner in counted.winners
        ]
    else:
        theirs = [winner["paid_by"] for winner in counted["winners"]]
    if ours != theirs:
        raise ValueError("The result is not of these ballots: other organisations paid.")


def _jugs(
    organisations: Sequence[str], levels: Sequence[Fraction], paid: Mapping[str, Fraction]
) -> list[dict[str, Any]]:
    return [
        {
            "organisation": name,
            "before": _number(level),
            "paid": _number(paid.get(name, Fraction(0))),
            "after": _number(level - paid.get(name, Fraction(0))),
        }
        for name, level in zip(organisations, levels, strict=True)
    ]


def _proposals(accounts: Accounts, order: Sequence[str]) -> list[dict[str, Any]]:
    behind = PublishedOrder.of(accounts)
    rank = {name: number for number, name in enumerate(order, start=1)}
    return [
        {
            "proposal": name,
            "organisations": behind.organisations[name],
            "ballots": behind.people[name],
            "rank": rank.get(name),
        }
        for name in accounts.proposals
    ]


def _not_chosen(
    accounts: Accounts, jugs: Jugs, winners: Sequence[Winner], ties: PublishedOrder
) -> list[dict[str, Any]]:
    names, taken = accounts.proposals, {winner.proposal for winner in winners}
    time = winners[-1].filled_at or Fraction(0) if winners else Fraction(0)
    rest = [number for number, name in enumerate(names) if name not in taken]
    held = {number: jugs.held(number, time) for number in rest}
    served = np.zeros(len(accounts.count), bool)
    for winner in winners:
        served[accounts.supporters[names.index(winner.proposal)]] = True
    next_rank = _next_ranks(accounts, jugs, winners, rest, ties)
    return [
        {
            "proposal": names[number],
            "held": _number(held[number]),
            "short_by": _number(BUCKET - held[number]),
            "next_rank": next_rank.get(names[number]),
            "ballots": ties.people[names[number]],
            "ballots_with_another": int((accounts.count * served)[accounts.supporters[number]].sum()),
        }
        for number in sorted(rest, key=lambda number: (-held[number], names[number]))
    ]


def _next_ranks(
    accounts: Accounts, jugs: Jugs, winners: Sequence[Winner], rest: list[int], ties: PublishedOrder
) -> dict[str, int]:
    """One more seat never un-chooses one, so the same jugs simply go on filling."""
    prices, seats = accounts.costs(None), Fraction(len(accounts.proposals))
    more = fill(accounts, jugs, prices, seats, rest, ties, rule="drip", skip=False, before=tuple(winners))
    return {winner.proposal: winner.rank for winner in more.winners}


def _number(exact: Fraction) -> dict[str, Any]:
    return {"exact": as_text(exact), "value": round(float(exact), 6)}
