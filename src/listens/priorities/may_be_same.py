"""Proposals that may be the same, to be looked at before the vote: two alike split their supporters and both lose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from listens.listening.models import Round
from listens.methods.priorities.alike import alike
from listens.priorities.merges import Whole, wholes
from listens.priorities.models import KeptApart
from listens.sensemaking.lineage import lineage
from listens.sensemaking.models import Theme

COMPARED = 300  # characters of what people said: the rest takes time and rarely tells two apart
MOST_BY_THEME = 30  # of a theme with many proposals, nobody compares each with each


@dataclass(frozen=True)
class Pair:
    """`is_alike`: nearly the same words. `shared` are the themes that both come from."""

    one: Whole
    other: Whole
    is_alike: bool
    shared: list[Theme]


@dataclass(frozen=True)
class Pairs:
    """Those with nearly the same words first, then those that share most themes; `num_left_out` of the second."""

    found: list[Pair]
    num_left_out: int

    @property
    def num_alike(self) -> int:
        return sum(pair.is_alike for pair in self.found)


def pairs(round: Round, among: Iterable[Whole] | None = None) -> Pairs:
    """Those that stand and that nobody kept apart."""
    found = list(among) if among is not None else wholes(round)
    scores = _scores(found)
    apart = {
        frozenset(row) for row in KeptApart.objects.filter(one__round=round).values_list("one_id", "other_id")
    }
    ends = lineage(round.area).ends()
    themes = {whole.proposal.pk: {ends.get(one.pk, one) for one in whole.themes} for whole in found}
    made = []
    for one, other in combinations(found, 2):
        both = frozenset((one.proposal.pk, other.proposal.pk))
        shared = themes[one.proposal.pk] & themes[other.proposal.pk]
        if both not in apart and (both in scores or shared):
            in_order = sorted(shared, key=lambda theme: (theme.position, theme.code))
            made.append((scores.get(both, 0.0), Pair(one, other, both in scores, in_order)))
    made.sort(key=lambda row: (-row[0], -len(row[1].shared)))
    near = [pair for _score, pair in made if pair.is_alike]
    by_theme = [pair for _score, pair in made if not pair.is_alike]
    return Pairs([*near, *by_theme[:MOST_BY_THEME]], max(0, len(by_theme) - MOST_BY_THEME))


def _scores(found: list[Whole]) -> dict[frozenset[UUID], float]:
    """By title, and by title with the beginning of what people said: the likeness that is greater."""
    by_id = {str(whole.proposal.pk): whole.proposal for whole in found}
    titles = {pk: one.title for pk, one in by_id.items()}
    longer = {pk: f"{one.title}. {one.summary[:COMPARED]}" for pk, one in by_id.items()}
    best: dict[frozenset[UUID], float] = {}
    for near in [*alike(titles), *alike(longer)]:
        both = frozenset((UUID(near.first), UUID(near.second)))
        best[both] = max(near.words or 0.0, best.get(both, 0.0))
    return best
