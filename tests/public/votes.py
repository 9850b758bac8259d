"""Votes with a result, made quickly: as the close leaves them, without the hall before it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from listens.alliance.models import Organisation
from listens.core import chain
from listens.methods.priorities.ballots import Ballot as Slip
from listens.methods.priorities.count import count
from listens.methods.priorities.weights import weigh
from listens.priorities.long_lists import chain_of
from listens.priorities.models import Ballot, LongList, LongListStep, Proposal, Result, Share
from tests.cast import Cast

Ticks = Sequence[tuple[str, Sequence[str]]]


def counted(cast: Cast, long_list: LongList, ticks: Ticks, resamples: int = 10, **forced: Any) -> Result:
    """A result over these ballots of (name in public, references); `forced` stands in its content as given.

    Names that begin with "small-" are pseudonyms, the others are organisations with a share.
    """
    shares = {name: _share(cast, long_list, name) for name in dict.fromkeys(name for name, _ in ticks)}
    Ballot.objects.bulk_create(
        Ballot(
            long_list=long_list,
            share=shares[name],
            stands_as="" if shares[name] else name,
            way=Ballot.Way.SEALED,
            source=Ballot.Way.SEALED,
            source_id=str(number),
            choices=list(choices),
        )
        for number, (name, choices) in enumerate(ticks, start=1)
    )
    references = long_list.proposals.order_by("reference").values_list("reference", flat=True)
    profile = weigh(
        (Slip(str(number), name, tuple(choices)) for number, (name, choices) in enumerate(ticks)),
        long_list.scheme,
        {name: share.size for name, share in shares.items() if share},
        proposals=references,
    )
    content = count(profile, rule=long_list.rule, seats=long_list.num_seats, resamples=resamples)
    for seq, state in enumerate(LongListStep.State.values, start=1):
        LongListStep.objects.create(
            long_list=long_list, seq=seq, state=state, by=cast.amina, at=timezone.now()
        )
    chain.append(chain_of(long_list), [f"{seq:064x}" for seq in range(len(ticks) + 2)])
    return Result.objects.create(
        long_list=long_list,
        seq=1,
        content={**content, **forced},
        digest="9f" * 32,
        ballot_log_head=chain.head_of(chain_of(long_list)),
        num_ballots=len(ticks),
        by=cast.amina,
        at=timezone.now(),
    )


def _share(cast: Cast, long_list: LongList, name: str) -> Share | None:
    if name.startswith("small-"):
        return None
    organisation, _is_new = Organisation.objects.get_or_create(
        area=cast.area, name=name, defaults={"side": "community", "kind": "faith"}
    )
    return Share.objects.create(long_list=long_list, organisation=organisation, public_name=name, size=50)


def large(
    cast: Cast,
    *,
    organisations: int = 60,
    proposals: int = 20,
    seats: int = 8,
    seed: int = 7,
    forced: dict[str, Any] | None = None,
    **more: Any,
) -> Result:
    """A vote of many organisations, three of them under pseudonyms, that lean their own ways."""
    chance = random.Random(seed)
    Proposal.objects.bulk_create(
        Proposal(
            area=cast.area,
            round=cast.round,
            reference=f"P{n:02}",
            title=f"{TITLES[n % len(TITLES)]} in ward {n}",
        )
        for n in range(1, proposals + 1)
    )
    listed = list(Proposal.objects.filter(round=cast.round).order_by("reference"))
    long_list = LongList.objects.create(area=cast.area, round=cast.round, num_seats=seats, **more)
    long_list.proposals.set(listed)
    ticks = []
    for n in range(organisations):
        name = f"small-{n + 1}" if n < 3 else f"{NAMES[n % len(NAMES)]} of Ward {n}"
        lean = [chance.expovariate(1) ** 2 for _ in listed]
        for _ in range(chance.randint(1, 4) if n < 3 else chance.randint(3, 12)):
            drawn = sorted(zip(lean, listed, strict=True), key=lambda each: -each[0] * chance.expovariate(1))
            ticks.append((name, sorted(one.reference for _, one in drawn[:4])))
    chance.shuffle(ticks)
    return counted(cast, long_list, ticks, **(forced or {}))


TITLES = (
    "Homes that are fit to live in",
    "A doctor's appointment within two weeks",
    "A safe way to school",
    "A real living wage for those who care",
    "A warm place to meet",
)
NAMES = (
    "St Brannock's Church", "Larkwood Women's Association", "Hillside Mosque and Cultural Centre",
    "The Old Library Community Trust", "Elm Grove Tenants",
)  # fmt: skip
