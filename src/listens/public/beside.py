"""What the data shows beside what people said: for the public page of a theme, and for a card to print."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from listens.core.dot_plot import DotPlot
from listens.places.models import Place
from listens.public.heard import ThemeStory
from listens.public.templatetags.public import act
from listens.sensemaking import beside_presenters
from listens.sensemaking.beside import Beside, beside, beside_in_boroughs
from listens.sensemaking.models import DataLabel, Theme


@dataclass(frozen=True)
class DataBeside:
    """`label` is one of the three, or "taken_back" while nobody has compared; `is_older`: than what was heard last."""

    place: Place | None
    label: str
    found: str
    found_on: dt.date | None
    why_no_data: str
    sentence: SafeString | None
    as_at: dt.date | None
    plot: DotPlot | None
    boroughs: dict[str, Any]
    more: dict[str, Any]
    caveats: list[SafeString]
    sources: list[beside_presenters.Source]
    is_older: bool


def data_beside(theme: Theme, place: Place | None, story: ThemeStory) -> DataBeside:
    """Ten queries, however many boroughs and figures there are."""
    whole = beside(theme, place)
    first = whole.spreads[0] if whole.spreads else None
    decided = whole.decided
    return DataBeside(
        place,
        whole.label.value,
        decided.sentence if decided else "",
        decided.on if decided else None,
        whole.why_no_data,
        beside_presenters.in_a_sentence(first) if first and whole.has_figures else None,
        first.data_set.as_at if first else None,
        beside_presenters.plot(first) if first else None,
        boroughs_table(theme, beside_in_boroughs(theme)) if first else {},
        beside_presenters.others_table(whole),
        beside_presenters.caveats(whole.spreads),
        beside_presenters.sources(whole.spreads),
        _is_older(whole, story),
    )


def _is_older(found: Beside, story: ThemeStory) -> bool:
    """Whether every figure is from before the newest round in which this was heard."""
    opened = [one.round.opened_on for one in story.rounds if one.round.opened_on]
    days = [spread.data_set.as_at for spread in found.spreads]
    return bool(opened and days) and max(days) < max(opened)


def boroughs_table(theme: Theme, found: list[Beside]) -> dict[str, Any]:
    """By name, never by value, with what somebody found of each; a name leads to this page for that borough."""
    headings = [_("Borough"), _("Value"), _("Finding")]
    address = reverse("theme", args=[theme.area.slug, theme.code])
    rows = []
    for each in found:
        assert each.place is not None
        link = format_html(
            '<a href="{}?place={}#data">{}</a>', address, each.place.code, act(each.place.name)
        )
        first = each.spreads[0]
        words = DataLabel.Label(each.label).label
        rows.append([link, beside_presenters.cell(first, first.value), words])
    caption = beside_presenters.titled(found[0].spreads[0]) if found else ""
    return {"caption": caption, "headings": headings, "numeric": headings[1:2], "rows": rows}
