"""Shares and the precision that is shown, before and after suggestions were accepted together, with coders who lean.

A round as the product has it: conversations of one to three notes with random ids, three coders on the two rings of
`methods.themes.rings`. They read some; the machine suggests; whatever it is sure of is accepted unread where it may
suggest. Then one coder goes on in the unaided ring, one reads the other notes beside their suggestions and takes over
a wrong one three times in ten, and one looks for more of the theme, the likeliest first. What is true is known.

Beside ours stands what would come out if everything that was read counted: the shares of all of it, and the precision
on what was read beside suggestions.

    python -m benchmarks.themes.unaided
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from uuid import UUID

import numpy as np
from benchmarks.themes.rows import Row, show

from listens.methods.intervals.shares import wilson
from listens.methods.themes.estimate import estimate, shares
from listens.methods.themes.rings import END, is_unaided, places_of, sample

TIMES = 1000
CONVERSATIONS, FIRST, LATER = 1200, 50, 70  # the last two for each coder
LEANS = 0.3  # how often a wrong suggestion is taken over by who sees it
CUT, FLOOR = 0.7, 0.5
COVERS = (0.93, 0.97)
OFF = 0.01  # of the precision that is shown, on average


@dataclass
class Found:
    """What a number of rounds gave."""

    before: list[bool] = field(default_factory=list)
    after: list[bool] = field(default_factory=list)
    all_read: list[bool] = field(default_factory=list)
    num: list[tuple[int, int]] = field(default_factory=list)
    truth: list[float] = field(default_factory=list)
    unaided: list[float] = field(default_factory=list)
    aided: list[float] = field(default_factory=list)
    promised: list[bool] = field(default_factory=list)  # the low end shown was not above the truth


class A_Round:
    """Notes of one theme, in the order of their conversations' ids."""

    def __init__(self, seed: int) -> None:
        self.rng = rng = np.random.default_rng(seed)
        drawn = sorted(int.from_bytes(rng.bytes(16), "big") % END for _ in range(CONVERSATIONS))
        self.ids = [UUID(int=one) for one in drawn]
        sizes = rng.integers(1, 4, CONVERSATIONS)
        self.of = np.repeat(np.arange(CONVERSATIONS), sizes)
        self.notes_of = np.split(np.arange(len(self.of)), np.cumsum(sizes)[:-1])
        share = (0.06, 0.15, 0.3)[seed % 3]
        each = rng.beta(
            share * 4, (1 - share) * 4, CONVERSATIONS
        )  # one conversation says the same thing again
        self.has = rng.random(len(self.of)) < each[self.of]
        self.chances = np.clip(rng.normal(np.where(self.has, 0.68, 0.3), 0.17), 0.01, 0.99)
        self.label = np.zeros(len(self.of), bool)
        self.read = np.zeros(len(self.of), bool)
        self.aided = np.zeros(len(self.of), bool)
        self.accepted = np.zeros(len(self.of), bool)
        self.coders = [SimpleNamespace(places=places_of(f"{seed}-{n}"), own=set[UUID]()) for n in range(3)]
        self.open = np.array([not is_unaided(one) for one in self.ids])[self.of]

    def decide(self, coder: SimpleNamespace, notes: np.ndarray, *, aided: bool = False) -> None:
        leans = aided & ~self.has[notes] & (self.chances[notes] >= FLOOR)
        self.label[notes] = self.has[notes] | (leans & (self.rng.random(len(notes)) < LEANS))
        self.read[notes], self.aided[notes] = True, aided
        coder.own |= {self.ids[one] for one in self.of[notes]}

    def go_on(self, coder: SimpleNamespace, num: int, *, aided: bool = False) -> None:
        """As `sensemaking.uncoded`: the unaided ring first, or the other one alone."""
        first, second = coder.places
        rings = [[n for n, one in enumerate(self.ids) if is_unaided(one) == alone] for alone in (True, False)]
        order = []
        for ring, place in zip(rings, (first, second), strict=True):
            at = next((n for n, one in enumerate(ring) if self.ids[one] >= place), 0)
            order.append(ring[at:] + ring[:at])
        for conversation in order[1] if aided else order[0] + order[1]:
            notes = self.notes_of[conversation]
            notes = notes[~self.read[notes] & ~self.accepted[notes]]
            if len(notes) and num:
                self.decide(coder, notes, aided=aided)
                num -= 1

    def accept_together(self) -> None:
        self.accepted = self.open & ~self.read & (self.chances >= CUT)

    def look_for_more(self, coder: SimpleNamespace, num: int) -> None:
        wait = np.flatnonzero(self.open & ~self.read & ~self.accepted & (self.chances >= FLOOR))
        self.decide(coder, wait[np.argsort(-self.chances[wait])][:num], aided=True)

    def audited(self) -> np.ndarray:
        alone = np.bincount(self.of, ~(self.read & ~self.aided), CONVERSATIONS) == 0
        found = sample(self.ids, alone.tolist(), [(one.places, one.own) for one in self.coders])
        return np.array([one in found for one in self.ids])[self.of]

    def holds(self, audited: np.ndarray) -> list[bool]:
        """Of notes and of conversations."""
        got = shares(self.chances, audited, self.label, self.of)
        any_has = np.bincount(self.of, self.has, CONVERSATIONS) > 0
        pairs = ((got.notes, self.has.mean()), (got.conversations, any_has.mean()))
        return [one.low <= truth <= one.high for one, truth in pairs]


def tried(times: int) -> Found:
    found = Found()
    for seed in range(times):
        round = A_Round(seed)
        for coder in round.coders:
            round.go_on(coder, FIRST)
        early = round.audited()
        found.before += round.holds(early)
        round.accept_together()
        one, two, three = round.coders
        round.go_on(one, LATER)
        round.go_on(two, LATER, aided=True)
        round.look_for_more(three, LATER)
        late = round.audited()
        found.after += round.holds(late)
        all_read = estimate(round.chances, round.read, round.label, clusters=round.of)
        found.all_read.append(all_read.low <= round.has.mean() <= all_read.high)
        found.num.append((int(early.sum()), int(late.sum())))
        sure = round.chances >= FLOOR
        found.truth.append(round.has[sure].mean())
        alone = sure & round.read & ~round.aided
        found.unaided.append(round.label[alone].mean())
        found.promised.append(wilson(int(round.label[alone].sum()), int(alone.sum()))[0] <= found.truth[-1])
        found.aided.append(round.label[sure & round.read & round.aided].mean())
    return found


def rows(times: int = TIMES) -> Iterator[Row]:
    found = tried(times)
    num, later = np.mean(found.num, axis=0)
    for when, held in (("before", found.before), ("after", found.after)):
        mean = float(np.mean(held))
        what = f"{times} rounds, intervals holding the truth, {when} a bulk acceptance"
        yield Row(what, f"{mean:.3f}", f"{COVERS[0]}-{COVERS[1]}", COVERS[0] <= mean <= COVERS[1])
    yield Row("the same of all that was read, after", f"{np.mean(found.all_read):.3f}")
    yield Row("notes in the sample, before and after", f"{num:.0f}, {later:.0f}")
    truth, alone, aided = (float(np.mean(one)) for one in (found.truth, found.unaided, found.aided))
    yield Row(
        "precision: true; shown", f"{truth:.3f}; {alone:.3f}", f"off ≤ {OFF}", abs(truth - alone) <= OFF
    )
    yield Row("the low end shown is not above the truth", f"{np.mean(found.promised):.3f}")
    yield Row("precision on what was read beside suggestions", f"{aided:.3f}")


def main() -> int:
    return show(rows())


if __name__ == "__main__":
    sys.exit(main())
