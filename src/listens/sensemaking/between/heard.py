"""What was heard of each theme in one round: among the conversations that people read at random, or all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from listens.listening.models import Round
from listens.methods.themes.estimate import Estimate
from listens.methods.themes.trend import of_such_people, standardised
from listens.sensemaking.audit import audited
from listens.sensemaking.machine import estimating
from listens.sensemaking.machine.decided import by_hand, table
from listens.sensemaking.models import Theme, ThemeEstimate
from listens.sensemaking.uncoded import notes_of

ORGANISATION, BOROUGH = "organisation", "borough"


class Groups:
    """Where each conversation of a sample was held; an empty name where nobody knows."""

    def __init__(self, of: Sequence[str]) -> None:
        self.names = sorted(set(of))
        at = {name: place for place, name in enumerate(self.names)}
        self._of = np.array([at[name] for name in of], int)

    def count(self, chosen: NDArray[np.bool_] | None = None) -> dict[str, int]:
        """{group: how many of these conversations}."""
        of = self._of if chosen is None else self._of[chosen]
        return dict(zip(self.names, np.bincount(of, minlength=len(self.names)).tolist(), strict=True))


@dataclass(frozen=True)
class Heard:
    """`has[c, t]`: conversation c of the sample has theme t, itself or by a part. `num` are all conversations of the
    round; where the sample is all of them everything was read. `groups` says where each of the sample was held.
    """

    round: Round
    num: int
    has: NDArray[np.bool_]
    groups: dict[str, Groups]
    estimates: dict[UUID, ThemeEstimate]

    @property
    def num_read(self) -> int:
        return len(self.has)

    @property
    def is_all(self) -> bool:
        return 0 < self.num == self.num_read

    def by_group(self, kind: str) -> dict[str, int]:
        """Conversations of the sample in each group that has a name."""
        return {group: num for group, num in self.groups[kind].count().items() if group}

    def with_theme(self, column: int, kind: str) -> dict[str, tuple[int, int]]:
        """{group: (conversations with the theme, conversations)}."""
        groups = self.groups[kind]
        with_it = groups.count(self.has[:, column])
        return {group: (with_it[group], num) for group, num in groups.count().items()}

    def share(self, theme: Theme, column: int) -> Estimate | None:
        """Of all conversations of such people: by the newest reckoning, else of what was read; None of nothing."""
        kept = self.estimates.get(theme.pk)
        if kept is not None and self.num:
            figures = (kept.share, kept.low, kept.high, kept.num, kept.num_clusters, kept.found)
            return of_such_people(Estimate(*figures, 0.0, kept.method), self.num)
        if not self.num_read:
            return None
        found = int(self.has[:, column].sum())
        return standardised({"": (found, self.num_read)}, {"": 1.0})


def hear(round: Round, themes: Sequence[Theme]) -> Heard:
    """In the order of `themes`. The same number of queries whatever was said."""
    path = "conversation"
    said = list(
        notes_of(round).values_list(
            "pk",
            f"{path}_id",
            f"{path}__organisation__name",
            f"{path}__ward__parent__name",
            f"{path}__organisation__borough__name",
        )
    )
    where = {conversation: (name or "", ward or home or "") for _pk, conversation, name, ward, home in said}
    of = {pk: conversation for pk, conversation, *_where in said}
    decided = [pk for pk in by_hand(round) if pk in of]
    sample = audited(round, of.items(), set(decided)) if said else set()
    row = {conversation: at for at, conversation in enumerate(sorted(sample))}
    read = [pk for pk in decided if of[pk] in row]
    has = np.zeros((len(row), len(themes)), bool)
    if read and themes:
        np.logical_or.at(has, [row[of[pk]] for pk in read], table(read, themes))
    groups = {
        kind: Groups([where[one][place] for one in row]) for place, kind in enumerate((ORGANISATION, BOROUGH))
    }
    estimates = {one.theme_id: one for one in estimating.standing(round)}
    return Heard(round, len(where), has, groups, estimates)
