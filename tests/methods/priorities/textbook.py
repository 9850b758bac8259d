"""The rules as their papers state them, ballot by ballot, with nothing merged and nothing clever.

Slow on purpose: the engine must agree with these on every small electorate a property test can think of.
"""

from fractions import Fraction
from itertools import combinations


def phragmen(voters, proposals, seats, order):
    """`voters`: list of (set of ticks, weight). Returns winners and, for each, {voter number: paid}."""
    since = [Fraction(0)] * len(voters)
    winners, payments = [], []
    while len(winners) < seats:
        times = {}
        for proposal in proposals:
            behind = [i for i, (ticks, _) in enumerate(voters) if proposal in ticks]
            if proposal not in winners and behind:
                speed = sum(voters[i][1] for i in behind)
                times[proposal] = (1 + sum(voters[i][1] * since[i] for i in behind)) / speed
        if not times:
            break
        now = min(times.values())
        winner = min((p for p in times if times[p] == now), key=order.index)
        paid = {}
        for i, (ticks, weight) in enumerate(voters):
            if winner in ticks:
                paid[i] = weight * (now - since[i])
                since[i] = now
        winners.append(winner)
        payments.append(paid)
    return winners, payments


def equal_shares(voters, costs, budget, order, utility):
    """Winners in order and, for each, {voter number: paid}. A voter of weight w counts as w copies."""
    total = sum(weight for _, weight in voters)
    money = [budget * weight / total for _, weight in voters]
    winners, payments = [], []
    while True:
        prices = {}
        for proposal, cost in costs.items():
            rich = [i for i, (ticks, _) in enumerate(voters) if proposal in ticks]
            if proposal in winners or sum(money[i] for i in rich) < cost or not rich:
                continue
            missing = cost
            while True:
                price = missing / sum(voters[i][1] for i in rich)
                poor = [i for i in rich if money[i] < price * voters[i][1]]
                if not poor:
                    break
                missing -= sum(money[i] for i in poor)
                rich = [i for i in rich if i not in poor]
            prices[proposal] = price
        if not prices:
            return winners, payments, money
        worth = {p: prices[p] / (costs[p] if utility == "cost" else 1) for p in prices}
        winner = min((p for p in worth if worth[p] == min(worth.values())), key=order.index)
        paid = {}
        for i, (ticks, weight) in enumerate(voters):
            if winner in ticks:
                paid[i] = min(money[i], prices[winner] * weight)
                money[i] -= paid[i]
        winners.append(winner)
        payments.append(paid)


def seqpav(voters, proposals, seats, order):
    winners = []
    while len(winners) < seats:
        score = {
            p: sum((w / (1 + len(ticks & set(winners))) for ticks, w in voters if p in ticks), Fraction(0))
            for p in proposals
            if p not in winners
        }
        best = max(score.values(), default=Fraction(0))
        if not best:
            break
        winners.append(min((p for p in score if score[p] == best), key=order.index))
    return winners


def ejr_plus_fails_for(voters, proposals, chosen, seats):
    """Every group of voters, every proposal they share: the definition itself."""
    total = sum(weight for _, weight in voters)
    denied = set()
    for size in range(1, len(voters) + 1):
        for group in combinations(range(len(voters)), size):
            shared = set.intersection(*(voters[i][0] for i in group)) - set(chosen)
            claim = sum(voters[i][1] for i in group) * seats // total
            if claim and shared and all(len(voters[i][0] & set(chosen)) < claim for i in group):
                denied |= shared
    return [proposal for proposal in proposals if proposal in denied]
