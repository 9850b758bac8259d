"""Reading outlines of places from GeoJSON or TopoJSON; a finding for each broken one."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from listens.core.tables import Table, UnreadableTable
from listens.methods import shapes
from listens.methods.findings import Finding

LARGEST = 40 * 1024 * 1024
CODE = re.compile(r"[EWSN]\d{8}")
FINE = 10  # metres: what a stored line may leave out; wards are kilometres wide
# To look whether a ring crosses itself takes with the square of its points, and one arc may be told to stand a million
# times. Generalised outlines of wards have some hundreds of points.
MOST_IN_RING, MOST_IN_FILE = 20_000, 2_000_000
LEAST, MOST = 20, 500  # metres that a published line strays from the true one


@dataclass(frozen=True)
class Shape:
    """`tolerance` in metres: how far the true border may lie from the line."""

    number: int
    code: str
    rings: list[list[list[float]]]
    tolerance: int


@dataclass(frozen=True)
class OutlineFile:
    table: Table
    shapes: list[Shape]


def read_outlines(file: Path) -> OutlineFile:
    """Raises UnreadableTable for a file that is too large or holds no outlines."""
    data = _bytes_of(file)
    try:
        found = json.loads(data)
        features = list(_features(found))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError):
        raise UnreadableTable(
            _("%(file)s is not GeoJSON or TopoJSON, or it breaks off in the middle. Fetch it again.")
            % {"file": file.name}
        ) from None
    if not features:
        raise UnreadableTable(_("%(file)s holds no outlines.") % {"file": file.name})
    table = Table(file.name, hashlib.sha256(data).hexdigest(), [])
    found_shapes = []
    for number, (properties, polygons) in enumerate(features, start=1):
        code = _code_of(properties)
        table.rows.append((number, {"code": code}))
        try:
            found_shapes.append(_shape(number, code, polygons))
        except shapes.BrokenRing as broken:
            fix = _("Fetch the boundaries as they were published, “generalised”, as longitude and latitude.")
            table.findings.append(Finding(number, code or "code", str(broken), fix))
    return OutlineFile(table, found_shapes)


def _bytes_of(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise UnreadableTable(
                _(
                    "The file is %(size)d MB; %(most)d MB is the most. Fetch the boundaries marked “generalised” "
                    "(BGC) or “super generalised” (BSC), of your own boroughs only."
                )
                % {"size": file.stat().st_size // 1024**2, "most": LARGEST // 1024**2}
            )
        return file.read_bytes()
    except OSError as error:
        raise UnreadableTable(f"{file.name}: {error.strerror}.") from error


def _shape(number: int, code: str, polygons: list[Any] | None) -> Shape:
    if not code:
        raise shapes.BrokenRing("It has no code of a place.")
    if not polygons:
        raise shapes.BrokenRing("It is not a polygon.")
    rings = []
    steps = []
    for ring in (ring for polygon in polygons for ring in polygon):
        if len(ring) > MOST_IN_RING:
            raise shapes.BrokenRing("A ring has more than 20,000 points.")
        shapes.check_ring(ring)
        steps.append(shapes.step(ring))
        rings.append([[round(x, 5), round(y, 5)] for x, y in shapes.simplified(ring, FINE)])
    # Where a line is drawn through points this far apart, the border between them may stray by half of that.
    strays = round(min(MOST, max(LEAST, max(steps) / 2)))
    return Shape(number, code, rings, strays)


def _code_of(properties: dict[str, Any]) -> str:
    """The first nine-character code in a property that is called one; ONS calls them WD24CD."""
    named = [str(value) for name, value in properties.items() if re.search(r"(code|cd|id)$", str(name), re.I)]
    return next((value.upper() for value in named if CODE.fullmatch(value.upper())), "")


def _features(found: dict[str, Any]) -> Iterator[tuple[dict[str, Any], list[Any] | None]]:
    """Properties and polygons of each; None for what is no polygon."""
    if found["type"] == "FeatureCollection":
        for feature in found["features"]:
            about = {"id": feature.get("id"), **(feature.get("properties") or {})}
            yield about, _polygons(feature.get("geometry") or {})
        return
    if found["type"] != "Topology":
        raise ValueError
    arcs = _arcs(found)
    num_points = 0
    for collection in found["objects"].values():
        for shape in collection["geometries"]:
            rings = _polygons({"type": shape.get("type"), "coordinates": shape.get("arcs")})
            whole: list[Any] = []
            for polygon in rings or []:
                whole.append([])
                for ring in polygon:
                    whole[-1].append(_joined(ring, arcs))
                    num_points += len(whole[-1][-1])
                    if num_points > MOST_IN_FILE:
                        raise UnreadableTable(
                            _(
                                "The file draws more than two million points. Fetch the “generalised” boundaries."
                            )
                        )
            yield {"id": shape.get("id"), **(shape.get("properties") or {})}, whole


def _polygons(geometry: dict[str, Any]) -> list[Any] | None:
    """A list of polygons, each a list of at least one ring; None for anything else."""
    kind, parts = geometry.get("type"), geometry.get("coordinates")
    polygons = {"Polygon": [parts], "MultiPolygon": parts}.get(str(kind))
    if not isinstance(polygons, list):
        return None
    is_whole = all(
        isinstance(polygon, list) and polygon and all(isinstance(ring, list) for ring in polygon)
        for polygon in polygons
    )
    return polygons if is_whole else None


def _arcs(found: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Arcs as longitude and latitude: TopoJSON writes whole steps from point to point."""
    if "transform" not in found:
        return [[(point[0], point[1]) for point in arc] for arc in found["arcs"]]
    (sx, sy), (tx, ty) = found["transform"]["scale"], found["transform"]["translate"]
    arcs = []
    for arc in found["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def _joined(ring: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """A ring out of its arcs; a negative number is an arc taken backwards, and ends meet."""
    points: list[tuple[float, float]] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
        if len(points) > MOST_IN_RING:
            break
    return points
