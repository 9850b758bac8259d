"""The story of a count as pictures that a template draws: jugs, buckets and who paid, a step for each that was chosen.

What the best do: equalshares.net draws one page by hand for each election; pabutools prints tables for experts. Here
the same drawing serves a hall's screen, a page and a sheet of paper, from the numbers that anybody can add up
(`methods.priorities.story`). Heights are true to the numbers: every jug of every step has the same scale, a bucket is
full at its rim. Beside each picture stands a list or table with the same rows.

Sixty jugs on one screen are too small to read, so those that paid most over the whole story have one each, and the
others share one that shows them on average.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from string import ascii_uppercase
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from listens.core.published import Published, act
from listens.methods.priorities.fraction_text import as_fraction
from listens.priorities.models import Result
from listens.priorities.story_shapes import BUCKET, BUCKET_FOOT, JUG, Beside, Jug, Near, Payer, Step, Story

MOST_JUGS = 16
MOST_PAYERS = 8
MOST_NEAR = 3

Exact = Callable[[int | float, str], Published]


def story(
    result: Result, titles: Mapping[str, str], told: Mapping[str, Any] | None, as_at: dt.date | None = None
) -> Story:
    """`told` is `stories.story_of(result)`; None tells the simpler story of another rule. No query.

    `as_at` is the day the numbers hold for; the day of the count when none is given.
    """
    return _Telling(result.content, titles, told, _exact(as_at or result.at.date())).story


def _exact(as_at: dt.date) -> Exact:
    source = _("The count of the ballots of this round")

    def exact(n: int | float, definition: str) -> Published:
        return act(n, definition=definition, as_at=as_at, source=source)

    return exact


@dataclass(frozen=True)
class _Telling:
    content: Mapping[str, Any]
    titles: Mapping[str, str]
    told: Mapping[str, Any] | None
    exact: Exact

    @property
    def story(self) -> Story:
        content, told = self.content, self.told
        chosen, by_votes = [each["proposal"] for each in content["winners"]], content["most_votes"]
        num = len(told["organisations"]) if told else 0
        return Story(
            is_equal=content["weights"] == "organisation",
            kind="drip" if told else "votes" if content["rule"] == "most-votes" else "shares",
            language=settings.LANGUAGE_CODE.split("-")[0],
            num_ballots=self.exact(content["num_ballots"], _("Ballots counted")),
            num_organisations=self.exact(num, _("Organisations that voted")) if num else None,
            steps=[self._step(place) for place in range(len(chosen))],
            not_chosen=self._not_chosen(),
            ours=[Beside(self._title(each), each in by_votes) for each in chosen],
            by_votes=[Beside(self._title(each), each in chosen) for each in by_votes],
        )

    def _title(self, reference: str) -> str:
        return self.titles.get(reference, reference)

    @cached_property
    def _alone(self) -> frozenset[str]:
        """Those that paid most over the whole story, so that everybody keeps their place from step to step."""
        paid = {each["organisation"]: 0.0 for each in self.told["organisations"]} if self.told else {}
        if len(paid) <= MOST_JUGS:
            return frozenset(paid)
        for step in self.told["steps"] if self.told else []:
            for jug in step["jugs"]:
                paid[jug["organisation"]] += jug["paid"]["value"]
        return frozenset(sorted(paid, key=lambda each: (-paid[each], each))[: MOST_JUGS - 1])

    def _step(self, place: int) -> Step:
        winner = self.content["winners"][place]
        now = self.told["steps"][place] if self.told else None
        tie = next((each for each in self.content["ties"] if each["rank"] == winner["rank"]), None)
        paid = {who: as_fraction(part) for who, part in (winner["paid_by"] or {}).items()}
        return Step(
            rank=self.exact(winner["rank"], _("Place in the result")),
            title=self._title(winner["proposal"]),
            is_close=winner["firmness"] == "close" or tie is not None,
            tie=tie["decided_by"] if tie else "",
            level=[self._title(each) for each in tie["proposals"] if each != winner["proposal"]]
            if tie
            else [],
            num_payers=self.exact(len(paid), _("Organisations whose shares paid for it")),
            jugs=self._jugs(place) if now else [],
            payers=payers(paid, self.exact),
            near=[self._near(other, other["before"]) for other in now["others"][:MOST_NEAR]] if now else [],
        )

    def _jugs(self, place: int) -> list[Jug]:
        assert self.told is not None
        steps = self.told["steps"]
        was = (
            {jug["organisation"]: jug["after"]["value"] for jug in steps[place - 1]["jugs"]} if place else {}
        )
        rows = [
            Row(
                jug["organisation"],
                was.get(jug["organisation"], 0.0),
                jug["before"]["value"],
                jug["paid"]["value"],
            )
            for jug in steps[place]["jugs"]
        ]
        found = [self._jug(row.name, [row]) for row in rows if row.name in self._alone]
        if others := [row for row in rows if row.name not in self._alone]:
            found.append(self._jug("", others))
        return found

    def _jug(self, name: str, rows: Sequence[Row]) -> Jug:
        """Of several, the heights are those of the average and the numbers those of all together."""
        assert self.told is not None
        was, level = sum(row.was for row in rows), sum(row.level for row in rows)
        paid = sum(row.paid for row in rows)
        each = JUG / (self.told["fullest"] or 1) / len(rows)
        return Jug(
            name=name,
            num=self.exact(len(rows), _("Organisations")),
            was=round(was * each, 2),
            level=round(level * each, 2),
            stays=round(max(0.0, level - paid) * each, 2),
            holds=self.exact(_tenths(level), _("What the jug holds, in per cent of a bucket")),
            pays=self.exact(_tenths(paid), _("What it pays, in per cent of the bucket")),
        )

    def _near(self, other: Mapping[str, Any], held: Mapping[str, Any], **more: Published) -> Near:
        full = min(1.0, held["value"])
        return Near(
            self._title(other["proposal"]),
            self.exact(_down(full), _("How full its bucket is, in per cent")),
            round(BUCKET_FOOT - full * BUCKET, 2),
            round(full * BUCKET, 2),
            self.exact(100 - _down(full), _("What its bucket lacks, in per cent")),
            **more,
        )

    def _not_chosen(self) -> list[Near]:
        if self.told:
            ticked = _("Ballots that ticked it")
            with_another = _("Ballots that ticked it, with another tick that was chosen")
            return [
                self._near(
                    other,
                    other["held"],
                    ballots=self.exact(other["ballots"], ticked),
                    with_another=self.exact(other["ballots_with_another"], with_another),
                )
                for other in self.told["not_chosen"]
            ]
        votes = self.content["rule"] == "most-votes"
        words = _("Votes that were missing") if votes else _("Whole prices that were missing")
        return [
            Near(
                self._title(other["proposal"]),
                None,
                0,
                0,
                self.exact(_tenths_up(as_fraction(other["short_by"])), words),
            )
            for other in self.content["not_chosen"]
        ]


@dataclass(frozen=True)
class Row:
    """One organisation in one step, in buckets."""

    name: str
    was: float
    level: float
    paid: float


def payers(paid: Mapping[str, Fraction], exact: Exact) -> list[Payer]:
    """The largest part first and those after the eighth together. The parts add up to exactly 100."""
    cost = sum(paid.values(), Fraction(0)) or Fraction(1)
    parts = sorted(((part / cost, who) for who, part in paid.items()), key=lambda each: (-each[0], each[1]))
    rows = [(who, 1, part) for part, who in parts]
    if len(rows) > MOST_PAYERS + 1:
        rest = rows[MOST_PAYERS:]
        rows = [*rows[:MOST_PAYERS], ("", len(rest), sum((row[2] for row in rest), Fraction(0)))]
    shown = whole_per_cents([row[2] for row in rows])
    found, top = list[Payer](), BUCKET_FOOT - BUCKET
    for letter, (who, num, part), per_cent in zip(ascii_uppercase, rows, shown, strict=False):
        height = float(part) * BUCKET
        number = exact(per_cent, _("Part of what it cost, in per cent"))
        found.append(
            Payer(letter, who, exact(num, _("Organisations")), number, round(top, 2), round(height, 2))
        )
        top += height
    return found


def whole_per_cents(parts: Sequence[Fraction]) -> list[int]:
    """Parts of one as whole per cents that add up to 100, by the largest remainder."""
    exact = [100 * part for part in parts]
    whole = [int(each) for each in exact]
    missing = round(sum(exact, Fraction(0))) - sum(whole)
    for place in sorted(range(len(parts)), key=lambda n: (whole[n] - exact[n], n))[:missing]:
        whole[place] += 1
    return whole


def _tenths(part: float) -> float:
    return round(1000 * part) / 10


def _down(part: float) -> int:
    """Whole per cents, rounded down: a bucket that was not chosen is never said to be full, but for a tie."""
    return int(100 * part + 1e-9)


def _tenths_up(exact: Fraction) -> float:
    """Never nothing when something was missing."""
    return float(-(-exact * 10 // 1)) / 10
