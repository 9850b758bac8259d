"""Suggestions theme by theme: how many wait, and what is known about how often they are right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import Http404

from listens.listening.models import Note, Round
from listens.sensemaking import fetch
from listens.sensemaking.actions.batches import together, undecided
from listens.sensemaking.machine.allowed import may_be_suggested
from listens.sensemaking.models import BlindNote, Coding, Theme, ThemeRun


@dataclass(frozen=True)
class Suggested:
    """`band` is {cut, num_checked, num_right, low, high}, or nothing where people have checked too few. `given` is to
    how many notes people had given the theme when the computer learnt it.
    """

    theme: Theme
    num: int
    band: dict[str, Any] | None
    given: int | None = None

    @property
    def share(self) -> int:
        """In percent, as are `low` and `high`."""
        return round(100 * self.band["num_right"] / self.band["num_checked"]) if self.band else 0

    @property
    def low(self) -> int:
        return int(100 * self.band["low"]) if self.band else 0

    @property
    def high(self) -> int:
        return min(100, int(100 * self.band["high"]) + 1) if self.band else 0


def suggested_themes(round: Round, run: ThemeRun) -> list[Suggested]:
    """Themes that wait on a note nobody has decided on, most first. Three queries."""
    rows = undecided(round, run).order_by().values_list("theme").annotate(Count("pk"))
    num_of = dict(rows)
    bands, given = run.manifest.get("bands", {}), run.manifest.get("given", {})
    themes = [theme for theme in may_be_suggested(round.area) if theme.pk in num_of]
    found = [
        Suggested(theme, num_of[theme.pk], bands.get(str(theme.pk)), given.get(str(theme.pk)))
        for theme in themes
    ]
    return sorted(found, key=lambda one: -one.num)


def suggested(round: Round, run: ThemeRun | None, theme: Theme) -> Suggested | None:
    """Those of one theme that may be accepted together; nothing where none may."""
    band = run.manifest.get("bands", {}).get(str(theme.pk)) if run else None
    if run is None or band is None or theme not in may_be_suggested(round.area):
        return None
    return Suggested(theme, together(undecided(round, run), theme, band["cut"]).count(), band)


def notes_suggested(round: Round, run: ThemeRun, theme: Theme) -> tuple[QuerySet[Note], int]:
    """Notes for which a run suggests the theme and on which nobody has decided, and how many are in an open blind
    check: they are not among them.
    """
    return _not_in_a_check(
        Note.objects.filter(pk__in=undecided(round, run).filter(theme=theme).values("note"))
    )


def _not_in_a_check(notes: QuerySet[Note]) -> tuple[QuerySet[Note], int]:
    being_checked = Exists(BlindNote.objects.filter(note=OuterRef("pk"), check_of__ended_on=None))
    return notes.exclude(being_checked), notes.filter(being_checked).count()


def notes_of_batch(round: Round, theme: Theme, pk: UUID) -> tuple[QuerySet[Note], int]:
    """Notes that were given the theme together, as far as they still count; and how many more, as `notes_suggested`."""
    batch = fetch.fetch_batch(round, pk)
    if batch.theme_id != theme.pk:
        raise Http404
    given = batch.codings.filter(act=Coding.Act.ASSIGN).values("note")
    return _not_in_a_check(Note.objects.counted().filter(pk__in=given))
