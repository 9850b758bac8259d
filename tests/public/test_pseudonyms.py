"""An attack: from all that is published of a vote and all that its screen showed, who stands behind a pseudonym?

The attacker keeps every file and page, saw the screen after each ballot, and tries every way to give the pseudonyms to
organisations: by elimination of names, by numbers of ballots, sums and differences, weights, and digests tried out over
all possible choices. For each pseudonym at least three organisations must be left.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from listens.core import chain
from listens.methods.priorities.ballots import Ballot as Slip
from listens.methods.priorities.count import count
from listens.methods.priorities.weights import weigh
from listens.priorities import hall, locking
from listens.priorities.actions import (
    add_share,
    cast_ballot,
    close_voting,
    count_ballots,
    draft_long_list,
    lock_long_list,
    make_slips,
    open_voting,
)
from listens.priorities.models import Ballot, LongList
from listens.priorities.reconciliation import published
from tests.cast import Cast, organisation
from tests.priorities.made import proposals

pytestmark = pytest.mark.django_db
LEAST = 3
PSEUDONYM = re.compile(r"small-\d+$")
PAGES = ("round_result", "round", "vote_state", "round_result_file", "round_ballots", "round_log")
OF_AREA = ("votes_data", "area_home", "what_we_heard", "promises_data", "how_we_count")
TICKS = (["damp", "wages"], ["bus", "waits"], ["damp", "bus", "waits"], ["bus", "wages"])

# {organisation: (delegates, how many of them vote, what it chose for the case of few ballots)}
VOTES: dict[str, dict[str, tuple[int, int, str]]] = {
    "four that chose it": {"A": (6, 6, "open"), "B": (2, 2, "pseudonym"), "C": (1, 1, "pseudonym"),
                           "D": (4, 3, "pseudonym"), "E": (5, 2, "pseudonym"), "F": (7, 7, "open")},
    "one among large ones": {"A": (1, 1, "pseudonym"), "B": (6, 6, "open"), "C": (7, 7, "open"),
                             "D": (8, 8, "open"), "E": (9, 9, "open"), "F": (10, 10, "open")},
    "one among small open ones": {"A": (2, 2, "pseudonym"), "B": (3, 2, "open"), "C": (4, 3, "open"),
                                  "D": (2, 1, "open"), "E": (6, 5, "open")},
    "two, and one with many that chose it too": {"A": (1, 1, "pseudonym"), "B": (2, 2, "pseudonym"),
                                                 "C": (9, 8, "pseudonym"), "D": (6, 6, "open"), "E": (7, 7, "open")},
    "three, of whom one did not vote": {"A": (1, 1, "pseudonym"), "B": (2, 2, "pseudonym"), "C": (3, 0, "pseudonym"),
                                        "D": (6, 6, "open"), "E": (6, 6, "open"), "F": (8, 7, "open")},
    "three in all": {"A": (1, 1, "pseudonym"), "B": (6, 6, "open"), "C": (5, 5, "open")},
}  # fmt: skip


@dataclass
class Seen:
    """`told`: for each moment of the screen, {organisation told alone: ballots} and the sum of all others."""

    organisations: list[str]
    told: list[tuple[dict[str, int], int]] = field(default_factory=list)
    expected: dict[str, int] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    ballots: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    slips: list[tuple[str, int]] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)
    long_list: LongList | None = None

    @property
    def num(self) -> Counter[str]:
        return Counter(name for name, _weight, _choices in self.ballots)

    @property
    def pseudonyms(self) -> list[str]:
        return sorted(name for name in self.num if PSEUDONYM.match(name))

    @property
    def hidden(self) -> list[str]:
        return [name for name in self.organisations if name not in self.num]

    def everything(self) -> str:
        return "\n".join(self.pages.values())


def held(cast: Cast, plan: dict[str, tuple[int, int, str]]) -> Seen:
    """The whole vote, looked at after every ballot."""
    proposals(cast)
    long_list = draft_long_list(cast.amina, cast.round, num_seats=2, min_ticks=2, max_ticks=3)
    for name, (delegates, _votes, if_few) in plan.items():
        add_share(cast.amina, long_list, organisation(cast.area, f"{name} Society"), num_delegates=delegates,
                  if_few=if_few, size=10 * delegates, why="It joined late.")  # fmt: skip
    lock_long_list(cast.amina, long_list)
    codes: dict[str, list[str]] = {}
    for slip in make_slips(cast.amina, long_list):
        codes.setdefault(slip.share.public_name, []).append(slip.code)
    open_voting(cast.amina, long_list)
    seen = Seen(sorted(codes), long_list=long_list)
    ways = itertools.cycle(TICKS)
    coming = [(name, n) for n in range(10) for name in codes if n < plan[name[0]][1]]
    for name, n in coming:
        ballot = cast_ballot(cast.area, codes[name][n], next(ways))
        seen.secrets += [ballot.salt, codes[name][n]]
        look(seen, long_list)
    seen.secrets += [str(share.pk) for share in long_list.shares.all()]
    close_voting(cast.amina, long_list)
    count_ballots(cast.amina, long_list)
    read(cast, seen)
    return seen


def look(seen: Seen, long_list: LongList) -> None:
    rows = hall.turnouts(long_list).rows
    seen.told.append(
        ({row.name: row.num for row in rows if row.name}, sum(row.num for row in rows if not row.name))
    )
    seen.expected |= {row.name: row.num_expected for row in rows if row.name and row.num_expected}


def read(cast: Cast, seen: Seen) -> None:
    client = Client()
    for name in (*PAGES, *OF_AREA):
        where = {"area": "south"} | ({"round": cast.round.slug} if name in PAGES else {})
        answer = client.get(reverse(name, kwargs=where))
        assert answer.status_code == 200, name
        body = b"".join(answer) if answer.streaming else answer.content
        seen.pages[name] = body.decode() + str(dict(answer.headers))
    table = seen.pages["round_ballots"].split("{'")[0]
    seen.ballots = [
        (row["organisation"], row["weight"], tuple(row["choices"].split("|")))
        for row in csv.DictReader(io.StringIO(table))
    ]
    seen.slips = [(row.share.public_name if row.share else "",
                   row.num_by_phone + row.num_on_paper + row.num_other)
                  for row in published(seen.long_list)]  # fmt: skip


def guesses(seen: Seen) -> Iterator[dict[str, str]]:
    """Every way to give the pseudonyms to organisations that agrees with all that was seen."""
    for chosen in itertools.permutations(seen.hidden, len(seen.pseudonyms)):
        who = dict(zip(chosen, seen.pseudonyms, strict=True))
        if agrees(seen, {name: seen.num[who.get(name, name)] for name in seen.organisations}):
            yield who


def agrees(seen: Seen, num: dict[str, int]) -> bool:
    alone, rest = seen.told[-1]
    if any(num[name] != n for name, n in alone.items()):
        return False
    if any(num[name] < n for early, _rest in seen.told for name, n in early.items()):
        return False
    if any(num[name] > most for name, most in seen.expected.items()):
        return False
    apart = {name: n for name, n in seen.slips if name}
    if any(num[name] != n for name, n in apart.items()):
        return False
    together = sum(n for name, n in seen.slips if not name)
    return rest == sum(n for name, n in num.items() if name not in alone) and (
        not seen.slips or together == sum(n for name, n in num.items() if name not in apart)
    )


def left(seen: Seen) -> dict[str, set[str]]:
    """The organisations that may stand behind each pseudonym."""
    found: dict[str, set[str]] = {name: set() for name in seen.pseudonyms}
    for who in guesses(seen):
        for organisation_, pseudonym in who.items():
            found[pseudonym].add(organisation_)
    return found


@pytest.mark.parametrize("plan", VOTES.values(), ids=VOTES)
def test_three_are_left_behind_every_pseudonym(cast: Cast, plan: dict[str, tuple[int, int, str]]) -> None:
    seen = held(cast, plan)
    assert seen.pseudonyms
    assert {name: len(who) for name, who in left(seen).items() if len(who) < LEAST} == {}
    for page in ("round_result", "round", "votes_data", "vote_state"):
        assert not [name for name in seen.hidden if name in seen.pages[page]], page
    assert not [secret for secret in seen.secrets if secret in seen.everything()]
    kept: list[dict[str, Any]] = list(Ballot.objects.filter(long_list=seen.long_list).values())
    behind = [row for row in kept if PSEUDONYM.match(row["stands_as"])]
    assert len(behind) == sum(seen.num[name] for name in seen.pseudonyms)
    assert not [row for row in behind if row["share_id"] or row["slip_id"] or row["salt"] or row["chain_seq"]]


def test_what_the_files_say_and_what_the_attack_would_find_if_they_said_more(cast: Cast) -> None:
    seen = held(cast, VOTES["four that chose it"])
    the_result_tells_nothing_that_the_ballots_do_not(seen)
    no_digest_of_the_log_can_be_tried_out(seen)
    alone, rest = seen.told[-1]
    seen.told.append(({**alone, "C Society": 1}, rest - 1))
    assert min(len(who) for who in left(seen).values()) < LEAST


def the_result_tells_nothing_that_the_ballots_do_not(seen: Seen) -> None:
    """So sizes and what else stands on the shares of hidden organisations are in no figure."""
    result = json.loads(seen.pages["round_result_file"].split("{'Content")[0])
    sizes = {
        name: 10 * VOTES["four that chose it"][name[0]][0] for name in seen.organisations if name in seen.num
    }
    again = count(
        weigh(
            (Slip(str(n), name, choices) for n, (name, _weight, choices) in enumerate(seen.ballots)),
            "organisation",
            sizes,
            proposals=[each["proposal"] for each in result["vote"]["locked"]["proposals"]],
        ),
        seats=2,
    )
    assert {**again, "vote": None} == {**result, "vote": None}
    for each in result["vote"]["locked"]["organisations"]:
        assert set(each) <= {"name", "way", "why"}


def no_digest_of_the_log_can_be_tried_out(seen: Seen) -> None:
    log = [json.loads(line) for line in seen.pages["round_log"].split("{'Content")[0].splitlines()]
    digests = {each["digest"] for each in log}
    assert all(set(each) == {"seq", "digest", "link"} for each in log)
    shares = [*(str(share.pk) for share in seen.long_list.shares.all()), None]
    salts = {"", *re.findall(r"\b[0-9a-f]{32}\b", seen.everything())}
    tried = {
        chain.digest(salt, [share, list(choices)]): 1
        for salt in salts
        for share in shares
        for choices in orders()
    }
    assert not digests & set(tried)
    first = seen.secrets[0]  # the salt that went with the close: with it, the attack works
    assert digests & {chain.digest(first, [share, list(choices)]) for share in shares for choices in orders()}
    private = locking.private_part(seen.long_list)
    assert chain.digest("", private) not in seen.everything()


def orders() -> Iterator[tuple[str, ...]]:
    for ticks in TICKS:
        yield from itertools.permutations(ticks)
