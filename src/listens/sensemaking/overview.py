"""All themes at once: how often each was heard, which come together, and whether more listening would find more.

Over conversations in which somebody has decided on a note. Exact and internal: a public page shows only releases.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from listens.core.models import Area
from listens.listening.models import Note, Round
from listens.methods.themes.saturation import Saturation, saturation
from listens.sensemaking.lineage import lineage
from listens.sensemaking.models import Coding, Theme

FEWEST_TOGETHER = 3  # conversations: two that share a theme by chance are no pair


@dataclass(frozen=True)
class Heard:
    """`met[c, t]` is True where conversation c has theme t itself, and `kinds` and `boroughs` are of conversation c.

    `themes` are both levels, in the order of the codebook; `met` is of shape (conversations, themes).
    """

    themes: list[Theme]
    met: NDArray[np.bool_]
    kinds: list[str]
    boroughs: list[str]

    def having(self, theme: Theme) -> NDArray[np.bool_]:
        """Which conversations have the theme or one of its parts: of shape (conversations,)."""
        whole = [each.pk == theme.pk or each.parent_id == theme.pk for each in self.themes]
        return np.asarray(self.met[:, whole].any(axis=1), bool)

    def of_first_level(self) -> tuple[list[Theme], NDArray[np.bool_]]:
        """Each theme of the first level with its parts."""
        wholes = [theme for theme in self.themes if theme.parent_id is None]
        columns = [self.having(whole) for whole in wholes]
        shape = (len(self.met), 0)
        return wholes, np.column_stack(columns) if columns else np.zeros(shape, bool)


def heard(area: Area, round: Round | None = None) -> Heard:
    """Three queries whatever the number of notes. A theme that was merged is where it is now."""
    lines = lineage(area)
    themes = list(Theme.objects.filter(area=area).exclude(pk__in=list(lines.merged)).select_related("parent"))
    column = {theme.pk: place for place, theme in enumerate(themes)}
    codings = Coding.objects.current().filter(note__in=Note.objects.counted(), note__area=area)
    if round is not None:
        codings = codings.filter(note__conversation__round=round)
    path = "note__conversation"
    rows = codings.order_by().values_list(
        f"{path}_id",
        "theme_id",
        f"{path}__organisation__kind",
        f"{path}__ward__parent__name",
        f"{path}__organisation__borough__name",
    )
    found: dict[UUID, tuple[set[int], str, str]] = {}
    for conversation, theme, kind, of_ward, of_organisation in rows.distinct().iterator(chunk_size=5000):
        borough = of_ward or of_organisation or ""
        has = found.setdefault(conversation, (set(), kind or "", borough))[0]
        if theme is not None:
            has.add(column[lines.stands(theme)])
    met = np.zeros((len(found), len(themes)), bool)
    ordered = [found[pk] for pk in sorted(found)]
    for row, (has, _kind, _borough) in enumerate(ordered):
        met[row, list(has)] = True
    return Heard(themes, met, [kind for _, kind, _ in ordered], [borough for _, _, borough in ordered])


@dataclass(frozen=True)
class Pair:
    """Two themes of the first level in the same conversations. `lift`: times as often as if they had nothing to do
    with each other."""

    one: Theme
    other: Theme
    num: int
    lift: float


def pairs(found: Heard, most: int = 10) -> list[Pair]:
    """Those that come together more often than chance would have it, the most frequent first."""
    themes, met = found.of_first_level()
    counts = met.sum(axis=0)
    together = met.astype(np.int64).T @ met
    rows = []
    for one in range(len(themes)):
        for other in range(one + 1, len(themes)):
            num = int(together[one, other])
            if num >= FEWEST_TOGETHER:
                lift = num * len(met) / float(counts[one] * counts[other])
                if round(lift, 1) > 1:  # it is told to one place, and 1.0 times is chance
                    rows.append(Pair(themes[one], themes[other], num, lift))
    return sorted(rows, key=lambda pair: (-pair.num, pair.one.position, pair.other.position))[:most]


def how_new(found: Heard) -> Saturation:
    return saturation(found.met)


def how_new_by(found: Heard, groups: Iterable[str]) -> list[tuple[str, Saturation]]:
    """For each group of conversations, those with the most to hear first; conversations of no group are left out."""
    of = np.array(list(groups), dtype=object)
    named = sorted({str(group) for group in of if group})
    rows = [(name, saturation(found.met[of == name])) for name in named]
    return sorted(rows, key=lambda row: (-row[1].chance, row[0]))


@dataclass(frozen=True)
class Side:
    """One theme, with its parts, of two that are compared."""

    theme: Theme
    num: int
    by_kind: dict[str, int]
    by_borough: dict[str, int]


@dataclass(frozen=True)
class Compared:
    """Conversations: all of them, each side's, and both sides' together."""

    num: int
    sides: tuple[Side, Side]
    num_both: int
    kinds: dict[str, int]
    boroughs: dict[str, int]


def compare(found: Heard, one: Theme, other: Theme) -> Compared:
    columns = [found.having(theme) for theme in (one, other)]
    sides = [
        Side(
            theme,
            int(column.sum()),
            _tally(found.kinds, column),
            _tally(found.boroughs, column),
        )
        for theme, column in zip((one, other), columns, strict=True)
    ]
    everybody = np.ones(len(found.met), bool)
    return Compared(
        len(found.met),
        (sides[0], sides[1]),
        int((columns[0] & columns[1]).sum()),
        _tally(found.kinds, everybody),
        _tally(found.boroughs, everybody),
    )


def _tally(groups: list[str], chosen: NDArray[np.bool_]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for group, is_in in zip(groups, chosen, strict=True):
        if is_in and group:
            counts[group] = counts.get(group, 0) + 1
    return counts
