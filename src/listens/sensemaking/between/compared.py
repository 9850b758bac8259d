"""Two rounds beside each other, theme by theme: like with like where that is possible, and not across a definition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from listens.core.models import Area
from listens.methods.themes.estimate import Estimate
from listens.methods.themes.trend import Change, change, standardised, weights_in_common
from listens.sensemaking import fetch
from listens.sensemaking.between.heard import BOROUGH, ORGANISATION, Heard, hear
from listens.sensemaking.between.reading import Reading, readings
from listens.sensemaking.between.turns import History, Turn
from listens.sensemaking.lineage import Lineage, lineage
from listens.sensemaking.models import Coding, Theme

ALL = "all"
KINDS = (ORGANISATION, BOROUGH, ALL)
FEWEST = 30  # conversations read in each round, in groups that both have
SHARE = 0.5  # of what was read in each round, in groups that both have


@dataclass(frozen=True)
class Scope:
    """Who is compared: `kind` of group, what each group in common weighs (of 1), and how many conversations were read
    there in each round, of all that were read. Nothing is weighed where `kind` is ALL.
    """

    kind: str
    weights: dict[str, float]
    nums: tuple[int, int]
    of: tuple[int, int]


@dataclass(frozen=True)
class Row:
    """One theme in two rounds. `obstacle` names why it cannot be compared (then `change` has no difference), or is
    empty; `turns` are the changes of what it means since the first was read.
    """

    theme: Theme
    before: Estimate | None
    after: Estimate | None
    change: Change | None
    obstacle: str = ""
    turns: list[Turn] = field(default_factory=list)
    others: list[Theme] = field(default_factory=list)
    since: dt.datetime | None = None

    @property
    def verdict(self) -> str:
        """ "more", "less", "no clear difference" or "cannot be compared"."""
        if self.obstacle or self.change is None or self.change.change is None:
            return "cannot be compared"
        return self.change.verdict


@dataclass(frozen=True)
class Step:
    """A theme in one round; `row` compares it with the round before, if there is one."""

    reading: Reading
    share: Estimate | None
    row: Row | None


class Comparison:
    """An area's codebook with all rounds that were read. Rounds are heard when they are asked for."""

    def __init__(self, area: Area) -> None:
        self.lines: Lineage = lineage(area)
        self.themes = fetch.whole_codebook(area)
        self.every = Theme.objects.filter(area=area).in_bulk()
        self.readings: list[Reading] = readings(area)
        self.history = History(area, self.lines, self.themes)
        self.born = self.history.born()
        self.waiting = _waiting(area, self.lines)
        self._heard: dict[UUID, Heard] = {}

    def heard(self, reading: Reading) -> Heard:
        pk = reading.round.pk
        if pk not in self._heard:
            self._heard[pk] = hear(reading.round, self.themes)
        return self._heard[pk]

    def until(self, reading: Reading) -> dt.datetime:
        """Up to when a definition is that of the round: when the next one was not read yet, or up to its last note."""
        return reading.last if reading == self.readings[-1] else reading.rest

    def scope(self, one: Reading, other: Reading, wanted: str = "") -> Scope:
        """The finest groups that hold half of what was read in both rounds, and enough; or those that are wanted."""
        of = (self.heard(one).num_read, self.heard(other).num_read)
        for kind in (wanted,) if wanted in KINDS else KINDS:
            if kind == ALL:
                break
            before, after = (self.heard(each).by_group(kind) for each in (one, other))
            weights = weights_in_common(before, after)
            nums = (sum(before[group] for group in weights), sum(after[group] for group in weights))
            is_enough = all(n >= max(FEWEST, SHARE * total) for n, total in zip(nums, of, strict=True))
            if wanted in KINDS or is_enough:
                return Scope(kind, weights, nums, of)
        return Scope(ALL, {}, of, of)

    def rows(self, one: Reading, other: Reading, scope: Scope, only: Theme | None = None) -> list[Row]:
        """In the order of the codebook."""
        return [
            self._row(one, other, scope, column)
            for column, theme in enumerate(self.themes)
            if only is None or theme.pk == only.pk
        ]

    def _row(self, one: Reading, other: Reading, scope: Scope, column: int) -> Row:
        theme = self.themes[column]
        before, after = (self.estimate(each, scope, column) for each in (one, other))
        turns = self.history.between(theme.pk, one.rest, self.until(other))
        obstacle, others, since = self._obstacle(theme, one, other, turns)
        if scope.kind != ALL and not scope.weights:
            obstacle = "nobody in common"
        if before is None or after is None:
            return Row(theme, before, after, None, obstacle or "nothing read", turns, others, since)
        versions = ("before", "after") if obstacle else ("", "")
        found = change({"": before}, {"": after}, definitions=versions)
        if not obstacle and found.verdict == "too few to say":
            obstacle = "few"
        return Row(theme, before, after, found, obstacle, turns, others, since)

    def steps(self, theme: Theme) -> list[Step]:
        """One for each round that was read: the theme's share in it, and how it compares with the round before."""
        column = [one.pk for one in self.themes].index(theme.pk)
        found: list[Step] = []
        for place, reading in enumerate(self.readings):
            row = None
            if place:
                before = self.readings[place - 1]
                [row] = self.rows(before, reading, self.scope(before, reading), only=theme)
            found.append(Step(reading, self.heard(reading).share(theme, column), row))
        return found

    def estimate(self, reading: Reading, scope: Scope, column: int) -> Estimate | None:
        """Of the groups in common, weighed; or of the whole round."""
        heard = self.heard(reading)
        if scope.kind == ALL:
            return heard.share(self.themes[column], column)
        if not scope.weights:
            return None
        return standardised(heard.with_theme(column, scope.kind), scope.weights)

    def _obstacle(
        self, theme: Theme, one: Reading, other: Reading, turns: Sequence[Turn]
    ) -> tuple[str, list[Theme], dt.datetime | None]:
        """Why the two rounds are not of the same thing, which themes have to do with it, and since when."""
        parts, whole = self.lines.split.get(theme.pk), self._whole_of(theme)
        if parts and theme.parent_id:  # they stand beside it: what it has is what nobody has coded again
            return "split", self._named(parts), None
        if whole and self.waiting.get(whole, set()) & {one.round.pk, other.round.pk}:
            return "waits", self._named([whole]), None
        born = self.born.get(theme.pk)
        if born is not None and born > one.rest and whole is None:
            merged = [old for old, end in self.lines.merged.items() if end == theme.pk]
            return ("took over" if merged else "new"), self._named(merged), born
        if any(turn.is_break for turn in turns):
            return "defined anew", [], None
        if theme.parked_on is not None and theme.parked_on <= self.until(other).date():
            return "parked", [], None
        return "", [], None

    def _whole_of(self, part: Theme) -> UUID | None:
        """The theme that was split into this one."""
        return next((whole for whole, parts in self.lines.split.items() if part.pk in parts), None)

    def _named(self, pks: Iterable[UUID]) -> list[Theme]:
        return [self.every[pk] for pk in pks if pk in self.every]


def _waiting(area: Area, lines: Lineage) -> dict[UUID, set[UUID]]:
    """{theme that was split: rounds in which notes still wait to be coded to a part}. One query."""
    found: dict[UUID, set[UUID]] = {}
    if not lines.split:
        return found
    behind = lines.behind(lines.split)
    codings = Coding.objects.current().filter(note__area=area, theme__in=list(behind))
    for theme, round in codings.order_by().values_list("theme", "note__conversation__round").distinct():
        found.setdefault(behind[theme], set()).add(round)
    return found
