"""Estimates out of the newest release, as public pages and open data print them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from listens.core.models import Area
from listens.core.published import Published, act, estimate, people_count
from listens.listening.models import Round
from listens.methods.cells import csv_of
from listens.public.estimates import KeptRound, KeptTheme, State
from listens.public.figures import Figures, newest
from listens.sensemaking.models import Theme

FIELDS = (
    "round", "theme", "name", "state", "of_100_conversations", "of_100_low", "of_100_high", "conversations",
    "conversations_low", "conversations_high", "of_conversations", "read_at_random", "computer_helped",
    "worked_out_on", "definition_version", "definition_of", "agreement", "agreement_low", "agreement_high",
    "published_as_at",
)  # fmt: skip


@dataclass(frozen=True)
class Estimated:
    """One theme in one round. `of_hundred` and `conversations` are None where too few is known to say, or where
    everything was read: then `counted` is the count of the release.
    """

    theme: Theme
    round: Round
    of_hundred: Published | None
    conversations: Published | None
    counted: Published | None
    is_counted: bool
    by_machine: bool
    version: Published
    defined_on: dt.date
    agreement: Published | None


@dataclass(frozen=True)
class OfRound:
    """The themes of one round, the most spoken of first, then those without a number, by name."""

    round: Round
    themes: list[Estimated]
    num_read: Published
    num_all: Published
    worked_out_on: dt.date


def of_round(area: Area, round: Round, figures: Figures) -> OfRound | None:
    """None where the release holds no estimates of it. One query."""
    kept = figures.kept_estimates.get(round.slug)
    if not kept or not kept["themes"]:
        return None
    themes = Theme.objects.filter(area=area, code__in=kept["themes"]).select_related("area")
    made = [_estimated(figures, round, theme, kept) for theme in themes]
    made.sort(key=lambda one: (-((one.of_hundred and one.of_hundred.value) or 0), one.theme.name))
    on = dt.date.fromisoformat(kept["worked_out_on"])
    return OfRound(round, made, _read(kept, on), _all(kept, figures), on) if made else None


def of_theme(rounds: Iterable[Round], theme: Theme, figures: Figures) -> list[OfRound]:
    """In each of these rounds, the theme alone. No query."""
    found = []
    for round in rounds:
        kept = figures.kept_estimates.get(round.slug)
        if kept and theme.code in kept["themes"]:
            on = dt.date.fromisoformat(kept["worked_out_on"])
            one = _estimated(figures, round, theme, kept)
            found.append(OfRound(round, [one], _read(kept, on), _all(kept, figures), on))
    return found


def of_area(area: Area) -> list[dict[str, Any]]:
    """All estimates of the newest release as open data: the numbers of the pages and no others."""
    figures = newest(area)
    rounds = Round.objects.filter(area=area, opened_on__isnull=False).order_by("number")
    found = [of for round in rounds if (of := of_round(area, round, figures))]
    return [_row(one, of, figures) for of in found for one in of.themes]


def as_csv(rows: Iterable[dict[str, Any]]) -> str:
    return csv_of(FIELDS, ([_cell(value) for value in row.values()] for row in rows))


def _cell(value: Any) -> Any:
    return ("yes" if value else "no") if isinstance(value, bool) else value


def _row(one: Estimated, of: OfRound, figures: Figures) -> dict[str, Any]:
    share, num, agreed = one.of_hundred, one.conversations, one.agreement
    state = State.COUNTED if one.is_counted else State.GIVEN if share else State.TOO_FEW
    values = (
        of.round.slug, one.theme.code, one.theme.name, state.value,
        *_three(share), *_three(num), of.num_all.value, of.num_read.value if share else None,
        one.by_machine if share else None, of.worked_out_on.isoformat(), one.version.value,
        one.defined_on.isoformat(), *_three(agreed), figures.as_at.isoformat() if figures.as_at else None,
    )  # fmt: skip
    return dict(zip(FIELDS, values, strict=True))


def _three(one: Published | None) -> Sequence[float | None]:
    return (one.value, one.low, one.high) if one else (None, None, None)


def _estimated(figures: Figures, round: Round, theme: Theme, kept: KeptRound) -> Estimated:
    one = kept["themes"][theme.code]
    on = dt.date.fromisoformat(kept["worked_out_on"])
    counted = None
    if one["state"] == State.COUNTED:
        counted = figures.get("conversations", round=round.slug, theme=theme.code)
    source = _("Listening records, reckoned from those that people read at random")

    def published(of: str, definition: str) -> Published | None:
        ends = one.get(of)
        if not isinstance(ends, list):
            return None
        return estimate(*ends, definition=definition, as_at=on, source=source)

    return Estimated(
        theme,
        round,
        published("of_hundred", _("Of a hundred conversations of the round, how many spoke of it")),
        published("of_all", _("Conversations of the round that spoke of it")),
        counted,
        one["state"] == State.COUNTED,
        one.get("by_machine", False),
        _version(one),
        dt.date.fromisoformat(one["defined_on"]),
        published(
            "alpha",
            _("How well two people agreed who read the same notes apart: nought is chance, one always"),
        ),
    )


def _version(one: KeptTheme) -> Published:
    return act(
        one["version"],
        definition=_("The how manieth definition of the theme this is"),
        as_at=dt.date.fromisoformat(one["defined_on"]),
        source=_("The codebook of this area"),
    )


def _read(kept: KeptRound, on: dt.date) -> Published:
    return people_count(
        kept["num_read"],
        definition=_("Conversations that people read at random"),
        as_at=on,
        source=_("Listening records"),
    )


def _all(kept: KeptRound, figures: Figures) -> Published:
    assert figures.as_at is not None
    return people_count(
        kept["num_all"],
        definition=_("Conversations that were held and accepted"),
        as_at=figures.as_at,
        source=_("Listening records, counted for this release"),
    )
