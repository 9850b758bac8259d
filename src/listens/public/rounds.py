"""The rounds of an area as a reader meets them: which stage they are at, and how many were heard."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from listens.core.models import Area
from listens.core.published import Published
from listens.listening.models import Round, StageWindow
from listens.priorities.models import Result
from listens.public.figures import Figures


@dataclass(frozen=True)
class RoundCard:
    round: Round
    times_heard: Published | None
    organisations: Published | None
    windows: list[StageWindow]
    now: str  # what is going on today, in words; empty for a round that is over or has not begun
    has_result: bool = False  # of its vote

    @property
    def is_open(self) -> bool:
        return bool(self.now)


def cards(area: Area, figures: Figures) -> list[RoundCard]:
    """Every round that was opened, the newest first. Two queries."""
    rounds = Round.objects.filter(area=area, opened_on__isnull=False).order_by("-number")
    counted = Exists(Result.objects.filter(long_list__round=OuterRef("pk")))
    found = rounds.prefetch_related("windows").annotate(has_result=counted)
    return [card(area, round, figures, round.has_result) for round in found]


def card(area: Area, round: Round, figures: Figures, has_result: bool = False) -> RoundCard:
    return RoundCard(
        round,
        figures.get("times_heard", round=round.slug),
        figures.get("organisations", round=round.slug),
        everybodys_windows(round),
        stage_now(area, round),
        has_result,
    )


def everybodys_windows(round: Round) -> list[StageWindow]:
    """The round's own dates, without those of single organisations."""
    return [window for window in round.windows.all() if window.organisation_id is None]


def stage_now(area: Area, round: Round) -> str:
    """The stages that are open today, in words."""
    today = area.today()
    running = [w for w in everybodys_windows(round) if w.opens_on <= today <= w.closes_on]
    return pgettext("between names", ", ").join(_(window.get_stage_display()) for window in running)
