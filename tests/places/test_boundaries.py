"""Outlines come in from GeoJSON and TopoJSON; a broken one is named and left out, a file too large refused."""

from __future__ import annotations

import json

import pytest

from listens.places import outline_file
from listens.places.models import DataSet, Outline
from tests.places.published import LOOKUP, SQUARES, boundaries, bring, square, write

pytestmark = pytest.mark.django_db
DAY = ("--as-at", "2024-05-02")


@pytest.fixture
def north(cast, tmp_path):
    assert bring("lookup", write(tmp_path, "lookup.csv", LOOKUP)) == 0
    return cast.other_area


def written(tmp_path, content) -> object:
    path = tmp_path / "some.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def feature(code, kind, coordinates):
    return {
        "type": "Feature",
        "properties": {"code": code},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def test_outlines_come_in_once_with_their_date_and_licence(north, tmp_path, capsys):
    file = boundaries(tmp_path, SQUARES | {"E05009999": [(0.2, 51.5)]})
    assert bring("boundaries", file) == 2
    assert "--as-at" in capsys.readouterr().err
    assert bring("boundaries", file, *DAY) == 0
    assert "1 outlines are of places outside this area" in capsys.readouterr().out
    assert Outline.objects.filter(place__area=north).count() == 3
    kept = DataSet.objects.get()
    assert "Crown copyright" in kept.licence and str(kept.as_at) == "2024-05-02"
    assert len(Outline.objects.get(place__code="E05000003").rings) == 2
    assert bring("boundaries", file, *DAY) == 0
    assert "0 added, 3 already here" in capsys.readouterr().out


def test_topojson_gives_the_same_outline(north, tmp_path):
    arcs = [[[0, 0], [20, 0], [0, 20]], [[0, 0], [0, 20], [20, 0]]]
    shape = {"type": "Polygon", "id": "E05000001", "arcs": [[0, -2]]}
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.001, 0.001], "translate": [0, 51.5]},
        "objects": {"data": {"type": "GeometryCollection", "geometries": [shape]}},
        "arcs": arcs,
    }
    assert bring("boundaries", written(tmp_path, topology), *DAY) == 0
    assert Outline.objects.get().rings == [square(0.0, 51.5)]
    assert Outline.objects.get().tolerance == 500


def test_a_broken_outline_is_a_finding_and_the_others_stay(north, tmp_path, capsys):
    bow = [[0.02, 51.5], [0.03, 51.51], [0.03, 51.5], [0.02, 51.52], [0.02, 51.5]]
    features = [
        feature("E05000001", "Polygon", [square(0.0, 51.5)]),
        feature("E05000002", "Polygon", [bow]),
        feature("E05000003", "Point", [0, 0]),
        feature("E05009999", "Polygon", [bow]),
    ]
    file = written(tmp_path, {"type": "FeatureCollection", "features": features})
    assert bring("boundaries", file, *DAY, "--all-or-nothing") == 1
    assert not Outline.objects.exists()
    assert bring("boundaries", file, *DAY) == 1
    said = capsys.readouterr().out
    assert (
        "row 2, E05000002: A ring crosses itself." in said
        and "row 3, E05000003: It is not a polygon." in said
    )
    assert "E05009999" not in said and "Without an outline: Birch, Cedar." in said
    assert [outline.place.name for outline in Outline.objects.all()] == ["Alder"]


WITH_HEIGHTS = [[*point, 12.5] if at % 2 else point for at, point in enumerate(square(0.02, 51.5))]
OPEN_ENDED = [*square(0.02, 51.5)[:-1]]


def test_a_point_may_have_a_height(north, tmp_path):
    file = written(
        tmp_path,
        {"type": "FeatureCollection", "features": [feature("E05000002", "Polygon", [WITH_HEIGHTS])]},
    )
    assert bring("boundaries", file, *DAY) == 0
    assert Outline.objects.get().rings == [square(0.02, 51.5)]


def test_whatever_the_coordinates_hold_it_is_a_finding(north, tmp_path, capsys):
    without = {"type": "Feature", "properties": {"code": "E05000002"}, "geometry": {"type": "Polygon"}}
    no_list = [without, *(feature("E05000002", "Polygon", each) for each in ([5], [], [None], {}, "x", 5))]
    no_list += [feature("E05000002", "MultiPolygon", each) for each in ([], [5], [[]], [[5]], None)]
    no_pair = [
        feature("E05000002", "Polygon", [[*OPEN_ENDED, point]])
        for point in (
            [10**400, 51.5],
            [float("nan"), 51.5],
            [0.02],
            [],
            None,
            5,
            {},
            "ab",
            [[1, 2], 3],
            [None, 1],
        )
    ]
    broken = [*no_list, feature("E05000002", "Polygon", [[]]), *no_pair]
    features = [feature("E05000001", "Polygon", [square(0.0, 51.5)]), *broken]
    file = written(tmp_path, {"type": "FeatureCollection", "features": features})
    assert bring("boundaries", file, *DAY) == 1
    said = capsys.readouterr().out
    assert said.count("E05000002: It is not a polygon.") == len(no_list)
    assert said.count("E05000002: A ring has fewer than four points.") == 1
    assert said.count("E05000002: A point is not a pair of numbers.") == len(no_pair)
    assert Outline.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"type": "FeatureCollection", "features": [', "breaks off"),
        ("[]", "not GeoJSON"),
        ('{"type": "FeatureCollection", "features": []}', "no outlines"),
        (
            {"type": "FeatureCollection", "features": [feature("E01000001", "Polygon", [square(0, 51)])]},
            "small areas",
        ),
        (
            {"type": "FeatureCollection", "features": [feature("E05009999", "Polygon", [square(0, 51)])]},
            "None of the",
        ),
        (
            {
                "type": "Topology",
                "arcs": [],
                "objects": {"a": {"geometries": [{"type": "Polygon", "arcs": [[7]]}]}},
            },
            "not GeoJSON",
        ),
        (
            {
                "type": "Topology",
                "transform": {"scale": [0.001, 0.001], "translate": [0, 51.5]},
                "arcs": [[[10**400, 0]]],
                "objects": {"a": {"geometries": [{"type": "Polygon", "arcs": [[0]]}]}},
            },
            "not GeoJSON",
        ),
    ],
)
def test_a_file_of_no_use_is_refused(north, tmp_path, capsys, content, said):
    assert bring("boundaries", written(tmp_path, content), *DAY) == 2
    assert said in capsys.readouterr().err
    assert not Outline.objects.exists()


def test_a_file_that_is_too_large_says_which_to_fetch(north, tmp_path, capsys, monkeypatch):
    path = tmp_path / "huge.geojson"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)  # a hole: takes no room
    monkeypatch.setattr(outline_file.Path, "read_bytes", lambda self: pytest.fail("it was read"))
    assert bring("boundaries", path, *DAY) == 2
    assert "100 MB; 40 MB is the most" in capsys.readouterr().err


def test_one_arc_told_to_stand_a_million_times_is_refused_at_once(north, tmp_path, capsys):
    """A file of a few thousand characters would have drawn thousands of millions of points."""
    arc = [[0, 0], *[[1, 0], [-1, 0]] * 500, [0, 0]]
    shape = {"type": "MultiPolygon", "id": "E05000001", "arcs": [[[0] * 1000]] * 1000}
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.001, 0.001], "translate": [0, 51.5]},
        "objects": {"data": {"type": "GeometryCollection", "geometries": [shape]}},
        "arcs": [arc],
    }
    assert bring("boundaries", written(tmp_path, topology), *DAY) == 2
    assert "more than two million points" in capsys.readouterr().err


def test_a_ring_of_too_many_points_is_named_and_the_others_come_in(north, tmp_path, capsys):
    fine = [[0.02 + n / 10**6, 51.5] for n in range(outline_file.MOST_IN_RING)]
    ring = [*fine, [0.02, 51.6], fine[0]]
    features = [feature("E05000001", "Polygon", [square(0, 51.5)]), feature("E05000002", "Polygon", [ring])]
    file = written(tmp_path, {"type": "FeatureCollection", "features": features})
    assert bring("boundaries", file, *DAY) == 1
    assert "E05000002: A ring has more than 20,000 points." in capsys.readouterr().out
    assert Outline.objects.count() == 1


def test_outlines_of_a_day_to_come_are_refused(north, tmp_path, capsys):
    assert bring("boundaries", boundaries(tmp_path), "--as-at", "9999-12-31") == 2
    assert "cannot be of 9999-12-31" in capsys.readouterr().err
    assert bring("boundaries", boundaries(tmp_path), *DAY, "--title", "T" * 201) == 2
    assert "--title: " in capsys.readouterr().err
