"""Estimates as a picture and as a table: of all themes in one round, and of one theme in each round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from listens.core.dot_plot import DotPlot, Line
from listens.core.published import Published
from listens.core.templatetags.page import day, number, spread
from listens.public import estimated
from listens.public.estimated import Estimated, OfRound
from listens.public.figures import Figures
from listens.public.heard import opened_rounds
from listens.public.templatetags.public import act
from listens.sensemaking.models import Theme
from listens.sensemaking.reckoned import meaning_now


@dataclass(frozen=True)
class OfTheme:
    """What the page of a theme says. `has_changed_since`: what belongs in it is not what it was at the time."""

    found: list[OfRound]
    plot: DotPlot | None
    table: dict[str, Any]
    has_changed_since: bool


def of_theme(theme: Theme, figures: Figures) -> OfTheme | None:
    """None where the release holds no estimate of it; otherwise two queries."""
    if not any(theme.code in kept["themes"] for kept in figures.kept_estimates.values()):
        return None
    found = estimated.of_theme(opened_rounds(theme.area), theme, figures)
    if not found:
        return None
    newest = max(of.themes[0].version.value or 0 for of in found)
    return OfTheme(found, plot_of_theme(found), table_of_theme(found), meaning_now(theme).version != newest)


def plot(rows: Sequence[tuple[SafeString | str, Estimated]]) -> DotPlot | None:
    """A line for each estimate that is given, all on one scale from nought to the highest that any may be."""
    given = [(title, one.of_hundred) for title, one in rows if one.of_hundred]
    most = max((share.high or 0 for _title, share in given), default=0)
    if not most:
        return None
    how = _(
        "The thick line is what is likeliest; it may lie anywhere in the broad one. Each begins at nought."
    )
    title = _("Of a hundred conversations, how many spoke of it")
    return DotPlot(title, how, [_line(label, share, most) for label, share in given])


def plot_of_round(of: OfRound) -> DotPlot | None:
    return plot([(act(one.theme.name), one) for one in of.themes])


def plot_of_theme(found: Sequence[OfRound]) -> DotPlot | None:
    return plot([(act(of.round.name), of.themes[0]) for of in found])


def table_of_round(of: OfRound) -> dict[str, Any]:
    headings = [_("Theme"), _("Of a hundred conversations"), _("Conversations"), _("How it was found")]
    return {
        "caption": _("How many conversations spoke of each theme"),
        "headings": headings,
        "numeric": [],
        "rows": [[_link(one), *_numbers(one), how_found(one)] for one in of.themes],
    }


def table_of_theme(found: Sequence[OfRound]) -> dict[str, Any]:
    headings = [
        _("Round"),
        _("Of a hundred conversations"),
        _("Conversations"),
        _("How it was found"),
        _("Worked out on"),
        _("Definition"),
        _("How well people agreed"),
    ]
    return {
        "caption": _("How many conversations spoke of it, round by round"),
        "headings": headings,
        "numeric": [],
        "rows": [
            [
                act(of.round.name),
                *_numbers(of.themes[0]),
                how_found(of.themes[0]),
                of.worked_out_on,
                _definition(of.themes[0]),
                with_range(of.themes[0].agreement) or _("Not measured"),
            ]
            for of in found
        ],
    }


def how_found(one: Estimated) -> str:
    """In a few words, for a table."""
    if one.is_counted:
        return _("All were read and counted")
    if not one.of_hundred:
        return _("Too few to say")
    return _("People and the computer") if one.by_machine else _("People alone")


def with_range(published: Published | None) -> SafeString | str:
    """“15 (11 to 20)”; nothing for none."""
    if published is None:
        return ""
    if published.low is None:
        return number(published)
    return format_html("{} ({})", number(published), spread(published))


def _numbers(one: Estimated) -> list[SafeString | str]:
    return [with_range(each) or "–" for each in (one.of_hundred, one.conversations or one.counted)]


def _definition(one: Estimated) -> SafeString:
    return format_html(_("Number {}, of {}"), number(one.version), day(one.defined_on))


def _line(title: SafeString | str, share: Published, most: float) -> Line:
    at, low, high = (round(100 * (value or 0) / most, 1) for value in (share.value, share.low, share.high))
    return Line(title=title, here=share, at=at, band=(low, high))


def _link(one: Estimated) -> SafeString:
    address = reverse("theme", args=[one.theme.area.slug, one.theme.code])
    return format_html('<a href="{}">{}</a>', address, act(one.theme.name))
