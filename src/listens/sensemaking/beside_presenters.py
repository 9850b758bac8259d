"""What the data shows beside a theme, as the staff pages, the public page and the card print it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from listens.core.dot_plot import DotPlot, Line, marks, place_on
from listens.core.templatetags.page import number
from listens.places.measures import MAY_LACK_LINES, MEASURES
from listens.places.models import Place
from listens.places.sentence import published, sentence, source_of, unit_of
from listens.places.spreads import Spread
from listens.sensemaking.beside import Beside
from listens.sensemaking.models import DataLabel, IndicatorChoice, Theme
from listens.sensemaking.suggesting import label_for


@dataclass(frozen=True)
class Source:
    """Where a figure is from, with what has to be said of its licence."""

    words: SafeString
    licence: SafeString
    as_at: Any


def named(words: Any) -> SafeString:
    """Words of a publisher or the area that may hold a digit."""
    return format_html("<span data-act>{}</span>", words)


def in_a_sentence(spread: Spread) -> SafeString:
    found: SafeString = sentence(spread, fill=format_html, show=number, name=named)
    return found


def titled(spread: Spread) -> SafeString:
    """What is counted and in which unit."""
    return format_html("{}{}", named(spread.measure.title), named(f", {unit_of(spread).strip(' ()')}"))


def plot(spread: Spread) -> DotPlot:
    """One thin line for each place of the kind, and the thick one for the place that is meant."""
    place, value = spread.place, spread.value
    values = list(spread.of_places.values())
    ends = [*values, *([] if value is None else [value])]
    least, most = min(ends), max(ends)
    if place is not None and place.kind == Place.Kind.WARD:
        how = _(
            "Each thin line is a ward of this area, from the lowest to the highest. The thick line is this ward."
        )
    elif place is not None:
        how = _(
            "Each thin line is a borough of this area, from the lowest to the highest. The thick line is this "
            "borough."
        )
    else:
        how = _(
            "Each thin line is a borough of this area, from the lowest to the highest. The thick line is the whole "
            "area."
        )
    line = Line(
        title=named(_("The whole area") if place is None else place.name),
        here=None if value is None else published(spread, value),
        at=None if value is None else place_on(value, least, most),
        low=published(spread, spread.low),
        high=published(spread, spread.high),
        others=marks(place_on(one, least, most) for one in values),
        says=_("%(figure)s: where it stands between the lowest and the highest")
        % {"figure": spread.measure.title},
    )
    return DotPlot(titled(spread), how, [line])


def cell(spread: Spread, value: float | None) -> Any:
    return _("No figure") if value is None else published(spread, value)


def others_table(found: Beside) -> dict[str, Any]:
    """The figures after the first, a row each."""
    headings = [_("Figure"), _("Value"), _("From"), _("To")]
    rows = [
        [
            titled(each),
            cell(each, each.value),
            published(each, each.low),
            published(each, each.high),
        ]
        for each in found.spreads[1:]
    ]
    return {"caption": _("More figures"), "headings": headings, "numeric": headings[1:], "rows": rows}


def caveats(spreads: Iterable[Spread]) -> list[SafeString]:
    """What has to be said beside the figures, each once."""
    spreads = list(spreads)
    said = [str(words) for spread in spreads for words in spread.measure.caveats]
    said += [str(MAY_LACK_LINES) for spread in spreads if spread.may_lack_lines]
    return [named(words) for words in dict.fromkeys(said)]


def sources(spreads: Iterable[Spread]) -> list[Source]:
    """Each data set once."""
    sets = {spread.data_set.pk: spread for spread in spreads}
    return [
        Source(named(source_of(each)), named(each.data_set.licence), each.data_set.as_at)
        for each in sets.values()
    ]


def themes_table(found: Iterable[Beside]) -> dict[str, Any]:
    """Every theme with its figures and what somebody found for the whole area."""
    headings = [_("Theme"), _("Figures"), _("Finding for the whole area")]
    rows = []
    found = list(found)
    listed = {each.theme.pk for each in found}
    for each in found:
        theme = each.theme
        link = format_html(
            '<span class="{}">{}<a href="{}">{}</a></span>',
            "app-part" if theme.parent_id in listed else "app-whole",
            f"{theme.parent.name}: " if theme.parent and theme.parent_id not in listed else "",
            reverse("theme_data", args=[theme.area.slug, theme.code]),
            theme.name,
        )
        figures = ", ".join(str(spread.measure.title) for spread in each.spreads)
        rows.append([link, figures or each.why_no_data or _("None"), finding(each)])
    return {"caption": _("Theme by theme"), "headings": headings, "numeric": [], "rows": rows}


def boroughs_to_compare(theme: Theme, found: Iterable[Beside], *, may_compare: bool) -> dict[str, Any]:
    """Each borough with its figure, what somebody found and what the machine suggests; never ordered by value."""
    headings = [_("Borough"), _("Value"), _("Finding"), _("The machine suggests")]
    rows = []
    for each in found:
        first, place = each.spreads[0], each.place
        assert place is not None
        address = f"{reverse('compare_with_data', args=[theme.area.slug, theme.code])}?place={place.code}"
        name = format_html('<a href="{}">{}</a>', address, place.name) if may_compare else place.name
        suggested = label_for(first)
        words = DataLabel.Label(suggested).label if suggested and not each.decided else ""
        rows.append([name, cell(first, first.value), finding(each), words])
    return {"caption": _("Borough by borough"), "headings": headings, "numeric": headings[1:2], "rows": rows}


def finding(found: Beside) -> str:
    """In words, for a table."""
    if found.is_outdated:
        return _("Found on older figures. Compare again.")
    return str(found.label.label)


def history(chosen: Iterable[IndicatorChoice], found: Iterable[DataLabel]) -> dict[str, Any]:
    """Every choice and finding, the newest first."""
    titles = {measure.key: str(measure.title) for measure in MEASURES}
    rows: list[tuple[Any, list[Any]]] = []
    for choice in chosen:
        names = ", ".join(titles.get(key, key) for key in choice.keys)
        rows.append((choice.on, [choice.on, str(choice.by), _("Figures"), names or _("None")]))
    for row in found:
        where = row.place.name if row.place else _("The whole area")
        words = f"{DataLabel.Label(row.label).label}. {row.sentence}".strip()
        rows.append((row.on, [row.on, str(row.by), where, words]))
    rows.reverse()
    rows.sort(key=lambda row: row[0], reverse=True)
    headings = [_("Day"), _("By"), _("About"), _("What was decided")]
    return {
        "caption": _("What was decided so far"),
        "headings": headings,
        "numeric": [],
        "rows": [row for _on, row in rows],
    }
