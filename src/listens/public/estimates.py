"""How many conversations of a round spoke of each theme, reckoned from those that people read at random: what a release
may say of it, and what it says of those it may not. The third class of published numbers (docs/adr/0020).

What was read in full is no estimate: it is the count that the release holds, shown or hidden like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NotRequired, TypedDict
from zoneinfo import ZoneInfo

from listens.core.figure_names import key_of
from listens.core.models import Area, Release
from listens.listening.models import Round
from listens.methods.disclosure.rules import Rule
from listens.public.counting import Figure
from listens.sensemaking.models import ThemeEstimate
from listens.sensemaking.reckoned import Reckoned, Reckoning, Stands, reckoning


class State(StrEnum):
    """What a release says of one theme. The last three are said to the organiser only: such a theme is not in it."""

    GIVEN = "given"
    TOO_FEW = "too few"
    COUNTED = "counted"
    CHANGED = "changed"
    NOT_BY_MACHINE = "not by machine"
    NOT_YET = "not yet"


PUBLIC = (State.GIVEN, State.TOO_FEW, State.COUNTED)


class KeptTheme(TypedDict):
    """`of_hundred` and `of_all` are value, lowest and highest; `alpha` too, to one decimal. None where not given."""

    name: str
    state: str
    version: int
    defined_on: str
    of_hundred: NotRequired[list[float]]
    of_all: NotRequired[list[int]]
    by_machine: NotRequired[bool]
    alpha: NotRequired[list[float]]


class KeptRound(TypedDict):
    """As kept in a release, by the code of the theme. `num_read` and `num_all` are as printed."""

    worked_out_on: str
    num_read: int
    num_all: int
    themes: dict[str, KeptTheme]
    without: list[str]  # codes of themes that the organiser left out


@dataclass(frozen=True)
class Chosen:
    """Slugs of the rounds whose estimates go out, and `round:code` of the themes that are left out all the same."""

    rounds: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)

    @classmethod
    def of_release(cls, release: Release | None) -> Chosen:
        """As in the last release; none where there was none."""
        kept: Mapping[str, KeptRound] = release.estimates if release else {}
        return cls(list(kept), [f"{slug}:{code}" for slug, one in kept.items() for code in one["without"]])


def found(rounds: list[Round]) -> dict[str, tuple[Round, Reckoning]]:
    """By slug, of the rounds of which anything was reckoned."""
    every = ((round, reckoning(round)) for round in rounds)
    return {round.slug: (round, one) for round, one in every if one is not None}


def as_state(reckoned: Mapping[str, tuple[Round, Reckoning]]) -> list[Any]:
    """For the digest of what a draft is made from."""
    return [
        [
            slug,
            one.at.isoformat(),
            [
                [
                    each.theme.code,
                    each.stands,
                    each.meaning.version,
                    each.meaning.on.isoformat(),
                    each.alpha,
                    [
                        each.row.share,
                        each.row.low,
                        each.row.high,
                        each.row.num,
                        each.row.found,
                        each.row.method,
                    ]
                    if each.row
                    else None,
                ]
                for each in one.themes
            ],
        ]
        for slug, (_round, one) in reckoned.items()
    ]


def gated(
    area: Area, rule: Rule, reckoned: Mapping[str, tuple[Round, Reckoning]], figures: Mapping[str, Figure]
) -> dict[str, KeptRound]:
    """What may be said of each theme of each round, beside these figures and those of every release since the run."""
    return {slug: _round(area, slug, one, rule, figures) for slug, (_of, one) in reckoned.items()}


def going_out(offered: Mapping[str, KeptRound], chosen: Chosen) -> dict[str, KeptRound]:
    """Of what was offered, what a release holds: of those rounds, without what was left out and what does not stand."""
    out = set(chosen.without)
    kept = {}
    for slug in chosen.rounds:
        if slug in offered:
            one = offered[slug]
            themes = {
                code: theme
                for code, theme in one["themes"].items()
                if theme["state"] in PUBLIC and f"{slug}:{code}" not in out
            }
            without = [code for code in one["themes"] if f"{slug}:{code}" in out]
            kept[slug] = KeptRound(**{**one, "themes": themes, "without": without})
    return kept


def _round(area: Area, slug: str, one: Reckoning, rule: Rule, figures: Mapping[str, Figure]) -> KeptRound:
    since = list(_since(area, one, rule))
    return KeptRound(
        worked_out_on=one.at.astimezone(ZoneInfo(area.time_zone)).date().isoformat(),
        num_read=max((rule.rounded(each.row.num) for each in one.themes if each.row), default=0),
        num_all=figures[key_of("conversations", round=slug)]["value"] or 0,
        themes={each.theme.code: _theme(each, slug, rule, figures, since) for each in one.themes},
        without=[],
    )


@dataclass(frozen=True)
class _Earlier:
    """A release made since the run, and how it rounded."""

    figures: Mapping[str, Figure]
    rule: Rule


def _since(area: Area, one: Reckoning, rule: Rule) -> Iterator[_Earlier]:
    """Whatever is told of a sample holds for every later count as well."""
    made = Release.objects.filter(area=area, made_at__gte=one.at)
    for figures, kept in made.values_list("figures", "register__conversations__rule"):
        yield _Earlier(figures, Rule(*kept) if kept else rule)


def _theme(
    one: Reckoned, slug: str, rule: Rule, figures: Mapping[str, Figure], since: list[_Earlier]
) -> KeptTheme:
    kept = KeptTheme(
        name=one.theme.name,
        state=State.TOO_FEW,
        version=one.meaning.version,
        defined_on=one.meaning.on.isoformat(),
    )
    row = one.row
    if row is None or one.stands is not Stands.YES:
        kept["state"] = State(one.stands.value)
        return kept
    if row.method == ThemeEstimate.Method.COUNTED:
        kept["state"] = State.COUNTED
        return kept
    least = _least(key_of("conversations", round=slug, theme=one.theme.code), rule, figures, since)
    num_all = figures[key_of("conversations", round=slug)]["value"]
    told = _told(row, num_all, least, rule) if least is not None and num_all else None
    if told is not None:
        kept["state"] = State.GIVEN
        kept["of_hundred"], kept["of_all"] = [_plain(one) for one in told.of_hundred], list(told.of_all)
        kept["by_machine"] = row.method == ThemeEstimate.Method.BOTH
        if one.alpha is not None:
            kept["alpha"] = [_plain(round(value, 1)) for value in one.alpha]
    return kept


def _plain(value: float) -> float:
    """15 rather than 15.0, which would be said as if it were known to a tenth."""
    return int(value) if value == int(value) else value


def _told(row: ThemeEstimate, num_all: int, least: int, rule: Rule) -> Any:
    from listens.methods.disclosure.estimates import Sampled, tell  # SciPy comes with it

    by_machine = row.method == ThemeEstimate.Method.BOTH
    sampled = Sampled(row.share, row.low, row.high, row.num, row.found, by_machine)
    return tell(sampled, num_all, least, rule)


def _least(key: str, rule: Rule, figures: Mapping[str, Figure], since: list[_Earlier]) -> int | None:
    """The least that the printed count can be, or could be in a release since the run; None where one hides it."""
    lows = []
    for one in [_Earlier(figures, rule), *since]:
        figure = one.figures.get(key)
        if figure is None and one.figures is not figures:
            continue  # that release says nothing of this theme
        if figure is None or not figure["value"]:
            return None
        lows.append(max(figure["value"] - one.rule.round_to // 2, one.rule.hide_below))
    return min(lows)
