"""An outline map of places as paths for SVG: small enough to send with a page, drawn from the stored outlines."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from listens.places.models import DataSet, Outline, Place

WIDTH = 1000


@dataclass(frozen=True)
class Shape:
    place: Place
    path: str


@dataclass(frozen=True)
class Map:
    """`view_box` for the SVG; north is up. `data_set` says whose outlines they are."""

    view_box: str
    shapes: list[Shape]
    data_set: DataSet


def map_of(places: Iterable[Place]) -> Map | None:
    """The outlines of these places side by side, or None where there are none. One query."""
    outlines = list(
        Outline.objects.filter(place__in=list(places))
        .select_related("place", "data_set")
        .order_by("place__name_key")
    )
    if not outlines:
        return None
    points = [point for outline in outlines for ring in outline.rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrowing = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / max((east - west) * narrowing, (north - south) * 0.8, 1e-6)

    def path(rings: list[list[list[float]]]) -> str:
        return "".join(
            _ring([((x - west) * narrowing * scale, (north - y) * scale) for x, y in r]) for r in rings
        )

    size = f"{(east - west) * narrowing * scale + 8:.0f} {(north - south) * scale + 8:.0f}"
    return Map(
        f"-4 -4 {size}",
        [Shape(outline.place, path(outline.rings)) for outline in outlines],
        outlines[0].data_set,
    )


def _ring(points: list[tuple[float, float]]) -> str:
    """Whole units; a point that falls on the one before is left out."""
    whole = [(round(x), round(y)) for x, y in points[:-1]]
    kept = [point for at, point in enumerate(whole) if not at or point != whole[at - 1]]
    return "M" + "L".join(f"{x} {y}" for x, y in kept) + "Z"
