"""How well people agree on each theme, from what they chose blind; and how far a check is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from listens.listening.models import Round
from listens.methods.cells import csv_of
from listens.methods.themes.agreement import binary_alpha, interval, resampled
from listens.methods.themes.standing import ENOUGH_ALPHA, FEWEST_UNITS
from listens.sensemaking import blind
from listens.sensemaking.lineage import behind_whole, lineage
from listens.sensemaking.models import BlindCheck, Theme


@dataclass(frozen=True)
class HowFar:
    """Notes of a check, by what has become of them; those that were taken back are in none."""

    num_notes: int
    num_twice: int  # coded by two people at least
    num_agreed: int  # of them, with the same choice and not settled yet
    num_to_settle: int  # of them, with other choices and not settled yet


def how_far(check: BlindCheck) -> HowFar:
    chosen = blind.of_check(check)
    notes = blind.standing(check)
    meetings = list(blind.meetings(check))
    agreed = sum(one.is_agreed for one in meetings)
    twice = sum(len(chosen.get(one.note_id, {})) >= blind.CODERS for one in notes)
    return HowFar(len(notes), twice, agreed, len(meetings) - agreed)


@dataclass(frozen=True)
class ThemeAgreement:
    """`num_notes` is how many of the notes coded twice at least one person gave the theme.

    `alpha` is None where it says nothing: nobody, or everybody, chose the theme.
    """

    theme: Theme
    num_notes: int
    alpha: float | None
    low: float | None
    high: float | None
    meaning: str


def by_theme(round: Round) -> list[ThemeAgreement]:
    """Each theme in use, over all notes of the round that two people at least coded blind, from files too.

    A theme of the first level is chosen wherever one of its parts is, and any theme wherever one is that was merged
    into it. Empty while no note was coded twice.
    """
    themes = list(Theme.objects.filter(area=round.area_id).in_use().select_related("parent"))
    notes = coded_twice(round)
    if not notes:
        return []
    many = np.array([len(coders) for coders in notes], float)
    every = list(
        Theme.objects.filter(area=round.area_id)
    )  # what was chosen of a parked part counts for its whole
    below: dict[UUID, set[UUID]] = {theme.pk: set() for theme in every}
    for old, now in lineage(round.area).behind(below).items():
        below[now].add(old)
    for theme in every:
        if theme.parent_id in below:
            below[theme.parent_id] |= below[theme.pk]
    return [_of_theme(theme, below[theme.pk], notes, many) for theme in themes]


def of_theme(round: Round, theme: Theme) -> ThemeAgreement | None:
    """The same of one theme; None while no note was coded twice. Four queries."""
    notes = coded_twice(round)
    if not notes:
        return None
    many = np.array([len(coders) for coders in notes], float)
    return _of_theme(theme, set(behind_whole(theme)), notes, many)


def coded_twice(round: Round) -> list[list[blind.Chosen]]:
    """For each note of the round that two people at least coded blind, what each chose. One query."""
    chosen = [list(coders.values()) for coders in blind.choices(round=round).values()]
    return [coders for coders in chosen if len(coders) >= blind.CODERS]


def _of_theme(
    theme: Theme, below: set[UUID], notes: list[list[blind.Chosen]], many: NDArray[np.float64]
) -> ThemeAgreement:
    have = np.array([sum(not below.isdisjoint(one) for one in coders) for coders in notes], float)
    alpha = binary_alpha(have, many)
    low, high = interval(resampled(have, many)) if alpha is not None else (None, None)
    num = int((have > 0).sum())
    return ThemeAgreement(theme, num, alpha, low, high, _meaning(num, alpha, low, len(notes)))


def _meaning(num: int, alpha: float | None, low: float | None, num_notes: int) -> str:
    if not num:
        return _("Nobody chose it.")
    if alpha is None:
        return _("Everybody always chose it, so nobody can say.")
    if alpha >= ENOUGH_ALPHA and num_notes >= FEWEST_UNITS:
        return _("Clear enough to be counted.")
    if alpha >= ENOUGH_ALPHA:
        return _("Good so far. Code more notes to be sure.")
    if low is None or low <= 0:
        return _("No better than chance. Talk about what belongs in it.")
    return _("Not clear enough. Write down what belongs in it and what does not.")


def as_csv(round: Round) -> str:
    """Columns `unit, coder, code, pass, start, end`, a row for each theme chosen. Coders are numbered, not named.

    Where words were marked for the theme there is a row for each mark, with its places. Only notes that two people
    have coded: the second of them may be the one who looks.
    """
    lines = lineage(round.area)
    known = dict(Theme.objects.filter(area=round.area_id).values_list("pk", "code"))
    codes = {pk: known[lines.stands(pk)] for pk in known}
    chosen = {
        note: coders for note, coders in blind.choices(round=round).items() if len(coders) >= blind.CODERS
    }
    coders = sorted({coder for by_coder in chosen.values() for coder in by_coder}, key=str)
    numbers = {coder: f"coder {place}" for place, coder in enumerate(coders, start=1)}
    marked = blind.marked(chosen)

    def places(note: UUID, coder: blind.Coder, themes: blind.Chosen) -> set[tuple[str, str, str]]:
        found: set[tuple[str, str, str]] = set()
        for pk in themes:
            code = codes.get(pk, "") if pk else ""
            own = marked.get((note, coder, pk), [])
            found |= {(code, str(start), str(end)) for start, end in own} or {(code, "", "")}
        return found

    rows = (
        [str(note), numbers[coder], code, "blind", start, end]
        for note, by_coder in sorted(chosen.items())
        for coder, themes in sorted(by_coder.items(), key=str)
        for code, start, end in sorted(places(note, coder, themes))
    )
    return csv_of(("unit", "coder", "code", "pass", "start", "end"), rows)
