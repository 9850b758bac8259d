"""What must be true after the hall: no ballot lost, none twice, the log whole; then the vote is closed and counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from benchmarks.hall.crowd import Voter
from benchmarks.hall.report import Figure


def ballots_of(long_list: Any) -> dict[int, list[Any]]:
    """Number of a slip -> its ballots, in the order they came."""
    from listens.priorities.models import Ballot

    found: dict[int, list[Any]] = defaultdict(list)
    for ballot in Ballot.objects.filter(long_list=long_list).select_related("slip").order_by("chain_seq"):
        found[ballot.slip.number].append(ballot)
    return found


def problems_of(one: Voter, there: Sequence[Any]) -> list[str]:
    """What is wrong with this voter's ballots: "lost", "doubled", "other ticks", "other receipt"."""
    from listens.priorities.long_lists import receipt_of

    counted = [ballot for ballot in there if ballot.is_counted]
    found = []
    if len(counted) > 1 or len(there) > len({tuple(ticks) for ticks in one.sent}):
        found.append("doubled")
    if one.received:
        receipt, ticks = one.received
        if not counted:
            found.append("lost")
        elif counted[0].choices != ticks:
            found.append("other ticks")
        elif receipt_of(counted[0]) != receipt:
            found.append("other receipt")
        if not set(one.receipts) <= {receipt_of(ballot) for ballot in there}:
            found.append("lost")
    elif counted and counted[0].choices != one.sent[-1]:
        found.append("other ticks")
    return found


def settle(cast: Any, long_list: Any, voters: Sequence[Voter]) -> list[Figure]:
    """Looks at every ballot and at the log, closes the vote, counts it, and counts what is published again."""
    from listens.core import audit
    from listens.priorities import actions, long_lists, sealing
    from listens.priorities.models import VotingSlip

    there = ballots_of(long_list)
    wrong = Counter(problem for one in voters for problem in problems_of(one, there.get(one.number, [])))
    num = sum(ballot.is_counted for some in there.values() for ballot in some)
    print(f"{num:,} ballots count, of {sum(len(some) for some in there.values()):,} that came in")
    for one in voters:
        if one.trouble:
            print(f"slip {one.number}: {one.trouble}")
    broken = [long_lists.verify(long_list)]
    actions.close_voting(cast.amina, long_list)
    result = actions.count_ballots(cast.amina, long_list)
    broken += [long_lists.verify(long_list), audit.verify(cast.area)]
    published = sealing.published_ballots(long_list)
    left = VotingSlip.objects.filter(long_list=long_list).count()
    num_other = wrong["other ticks"] + wrong["other receipt"]
    return [
        Figure("phones without a receipt at the end", sum(not one.received for one in voters), 0),
        Figure("phones that met a page they should not", sum(bool(one.trouble) for one in voters), 0),
        Figure("ballots lost", wrong["lost"], 0),
        Figure("ballots doubled", wrong["doubled"], 0),
        Figure("ballots other than the phone was told", num_other, 0),
        Figure("ballots that were sealed", len(published), num, is_least=True),
        Figure("ballots in the count", result.num_ballots, num, is_least=True),
        Figure(
            "counts of the published ballots that differ",
            counts_again(long_list, published) != result.content,
            0,
        ),
        Figure("breaks of the ballot log and the audit trail", sum(map(bool, broken)), 0),
        Figure("slips left after the close", left, 0),
    ]


def counts_again(long_list: Any, published: Sequence[Any]) -> Any:
    """What anybody gets who counts the published ballots."""
    from listens.methods.priorities.ballots import Ballot
    from listens.methods.priorities.count import count
    from listens.methods.priorities.weights import weigh

    rows = [Ballot(str(number), name, choices) for number, name, _weight, choices in published]
    sizes = dict(long_list.shares.values_list("public_name", "size"))
    references = long_list.proposals.order_by("reference").values_list("reference", flat=True)
    profile = weigh(rows, long_list.scheme, sizes, proposals=references)
    seed = long_list.seed
    return count(profile, rule=long_list.rule, seats=long_list.num_seats, seed=seed, tie_seed=seed)
