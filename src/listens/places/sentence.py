"""An indicator in one plain sentence: place, value and the area's own range, never who comes first or last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from listens.core.published import Published, act
from listens.places.models import Place
from listens.places.spreads import Spread


def published(spread: Spread, value: float) -> Published:
    """A value of the spread as every page prints it: to one decimal place, above a hundred to none."""
    data = spread.data_set
    return act(
        rounded(value), definition=str(spread.measure.counts), as_at=data.as_at, source=source_of(spread)
    )


def rounded(value: float) -> float | int:
    """One place after the point; none for what is counted in hundreds."""
    return round(value) if abs(value) >= 100 or float(value).is_integer() else round(value, 1)


def source_of(spread: Spread, longest: int = 200) -> str:
    """What it is called and who published it; without its title where both are too long."""
    data = spread.data_set
    whole = f"{data.title}, {data.source}"
    return whole if len(whole) <= longest else data.source[:longest]


def sentence(
    spread: Spread,
    *,
    fill: Callable[..., Any] = str.format,
    show: Callable[[Published], Any] = str,
    name: Callable[[Any], Any] = str,
) -> Any:
    """Plain text; safe HTML with `fill` format_html, `show` for numbers, `name` for words that may hold a digit."""
    place = spread.place
    low, high = (show(published(spread, value)) for value in (spread.low, spread.high))
    parts = {"title": name(spread.measure.title), "low": low, "high": high, "unit": name(unit_of(spread))}
    if place:
        parts["place"] = name(place.name)
    if spread.value is not None:
        parts["value"] = show(published(spread, spread.value))
    return fill(_wording(spread), **parts)


def _wording(spread: Spread) -> str:
    if spread.value is None:
        return _("{title}: from {low} to {high}{unit} in the boroughs of this area.")
    if spread.place is None:
        if len(spread.of_places) < 2:
            return _("{title} in the whole area: {value}{unit}.")
        return _("{title} in the whole area: {value}{unit}. Its boroughs go from {low} to {high}.")
    if len(spread.of_places) < 2:
        return _("{title} in {place}: {value}{unit}.")
    if spread.place.kind == Place.Kind.WARD:
        return _("{title} in {place}: {value}{unit}. The wards of this area go from {low} to {high}.")
    return _("{title} in {place}: {value}{unit}. The boroughs of this area go from {low} to {high}.")


def unit_of(spread: Spread) -> str:
    """As it follows the number: “% of households” close by, other units after a space."""
    unit = str(spread.measure.unit)
    return unit if unit.startswith(("%", "٪")) else f" ({unit})"
