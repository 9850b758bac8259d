"""The windows of a round as bars on one time line, in hundredths of its whole length."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from listens.listening.models import Round, StageWindow


@dataclass(frozen=True)
class Bar:
    """`left`, `width` and `grace` in hundredths of the time line."""

    window: StageWindow
    left: float
    width: float
    grace: float
    is_open: bool

    @property
    def right(self) -> float:
        return round_to_hundredth(self.left + self.width)


@dataclass(frozen=True)
class Timeline:
    """`today` is where the line of today stands, or None when it lies outside."""

    starts: dt.date
    ends: dt.date
    bars: list[Bar]
    today: float | None


def last_day(window: StageWindow) -> dt.date:
    return window.closes_on + dt.timedelta(days=window.grace_days)


def timeline(round: Round, today: dt.date) -> Timeline | None:
    """Everybody's windows and then organisations' own, in the order of the stages; nothing without windows."""
    order = {stage: n for n, stage in enumerate(StageWindow.Stage.values)}
    windows = sorted(
        round.windows.all(),
        key=lambda w: (order[w.stage], w.organisation_id is not None, str(w.organisation or "")),
    )
    if not windows:
        return None
    starts = min(window.opens_on for window in windows)
    ends = max(last_day(window) for window in windows)
    length = (ends - starts).days + 1

    def at(day: dt.date) -> float:
        return round_to_hundredth(100 * (day - starts).days / length)

    bars = [
        Bar(
            window,
            at(window.opens_on),
            max(at(window.closes_on + dt.timedelta(days=1)) - at(window.opens_on), 1),
            round_to_hundredth(100 * window.grace_days / length),
            bool(round.opened_on) and window.opens_on <= today <= last_day(window),
        )
        for window in windows
    ]
    return Timeline(starts, ends, bars, at(today) if starts <= today <= ends else None)


def round_to_hundredth(value: float) -> float:
    return float(f"{value:.2f}")
