"""The page of a borough or ward: its published figures, where they come from, and the map last."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.html import format_html
from django.utils.translation import gettext as _

from listens.core.charts import BarChart, bar_chart
from listens.core.dot_plot import DotPlot
from listens.core.models import Area
from listens.core.published import act as published_act
from listens.core.templatetags.page import day
from listens.places.gazetteer import places_by_borough
from listens.places.maps import Map, map_of
from listens.places.measures import HOUSEHOLDS, MAY_LACK_LINES, PEOPLE
from listens.places.models import Place
from listens.places.population import Population
from listens.places.profile import Lacking, Profile, profile
from listens.places.sentence import rounded
from listens.public.strips import Strip, strip
from listens.public.templatetags.public import act

# Tables whose gist is among the indicators already.
SAID_BY_INDICATORS = {"occupancy", "disability", "household_deprivation"}


@dataclass(frozen=True)
class Source:
    title: str
    source: str
    as_at: dt.date


@dataclass(frozen=True)
class PlaceStory:
    """`around` are the wards of the borough, with the map of them; `sources` are put together by their licence."""

    place: Place
    borough: Place
    around: list[Place]
    plot: DotPlot
    lacking: list[Lacking]
    table: dict[str, Any]
    charts: list[BarChart]
    caveats: list[str]
    sources: dict[str, list[Source]]
    map: Map | None


def fetch_place(area: Area, code: str) -> Place:
    found = Place.objects.filter(area=area, code=code.upper()).select_related("parent").first()
    if found is None:
        raise Http404
    return found


def tell(place: Place) -> PlaceStory:
    borough = place.parent or place
    around = list(Place.objects.filter(parent=borough))
    map_ = map_of(around)
    known = profile(place.area, place)
    strips = [strip(found) for found in known.indicators]
    return PlaceStory(
        place,
        borough,
        around,
        _plot(place, strips),
        known.lacking,
        _table(strips),
        [_chart(group) for group in _shown(known.groups)],
        _caveats(known),
        _sources(known, map_),
        map_,
    )


def _plot(place: Place, strips: list[Strip]) -> DotPlot:
    if place.parent_id:
        title = _("Beside the other wards of this area")
        how = _(
            "Each thin line is a ward of this area, from the lowest to the highest. The thick line is this ward."
        )
    else:
        title = _("Beside the other boroughs of this area")
        how = _(
            "Each thin line is a borough of this area, from the lowest to the highest. The thick line is this "
            "borough."
        )
    return DotPlot(title, how, list(strips))


def _table(strips: list[Strip]) -> dict[str, Any]:
    """The strips for those who read rather than look, with what each counts and where it is from."""
    headings = [_("What"), _("Here"), _("Lowest"), _("Highest"), _("What is counted"), _("Source")]
    rows = [
        [
            each.title,
            each.here,
            each.low,
            each.high,
            format_html("{}, {}", each.counts, each.unit),
            format_html("{}, {}", act(each.data_set), day(each.as_at)),
        ]
        for each in strips
    ]
    caption = _("The same as a table")
    return {"caption": caption, "headings": headings, "numeric": headings[1:4], "rows": rows}


def _shown(groups: list[Population]) -> list[Population]:
    keys = {group.dimension for group in groups}
    left_out = SAID_BY_INDICATORS | ({"ethnicity_detailed"} if "ethnicity" in keys else set())
    return [group for group in groups if group.dimension not in left_out]


def _caveats(known: Profile) -> list[str]:
    caveats = [caveat for found in known.indicators for caveat in found.caveats]
    caveats += [str(MAY_LACK_LINES) for group in _shown(known.groups) if group.may_lack_lines]
    return list(dict.fromkeys(caveats))


def _chart(group: Population) -> BarChart:
    counts = _("residents") if group.unit == "people" else _("households")
    heading = str(PEOPLE if group.unit == "people" else HOUSEHOLDS)
    rows = [
        (
            act(label),
            published_act(
                rounded(100 * number / group.total), definition=counts, as_at=group.as_at, source=group.source
            ),
        )
        for label, number in group.groups.items()
        if group.total
    ]
    title = format_html("{}, {}", act(group.title), heading)
    return bar_chart(title, rows, label_heading=_("Group"), number_heading=heading)


def _sources(known: Profile, map_: Map | None) -> dict[str, list[Source]]:
    """{licence: the data sets of the page that are under it}, each once."""
    found = [(each.licence, each.data_set, each.source, each.as_at) for each in known.indicators]
    found += [(each.licence, each.title, each.source, each.as_at) for each in _shown(known.groups)]
    if map_:
        found.append((map_.data_set.licence, map_.data_set.title, map_.data_set.source, map_.data_set.as_at))
    by_licence: dict[str, list[Source]] = {}
    for licence, title, source, as_at in dict.fromkeys(found):
        by_licence.setdefault(licence, []).append(Source(title, source, as_at))
    return by_licence


def list_places(area: Area) -> tuple[list[tuple[Place, list[Place]]], Map | None]:
    """Every borough with its wards, and the map of the boroughs. Three queries."""
    boroughs = places_by_borough(area)
    return boroughs, map_of(borough for borough, _wards in boroughs)
