"""The public files of twelve boroughs come in as they are, and add up to what was worked out from them elsewhere."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from listens.cli import main
from listens.demo import facts
from listens.places.models import Figures, Outline, Place, SmallArea
from listens.places.population import population
from listens.places.profile import indicator
from tests.journeys.sources import SHARED

CONTEXT = SHARED / "data" / "context"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.shared_data,
    pytest.mark.skipif(not CONTEXT.exists(), reason="the public files are not beside the project"),
]
PUBLISHED = ["imd_average_score", "income_average_score"]
TABLES = [
    "census21_ethnicity_lsoa21",
    "census21_tenure_lsoa21",
    "census21_occupancy_rating_lsoa21",
    "census21_disability_lsoa21",
    "census21_religion_lsoa21",
    "census21_household_deprivation_lsoa21",
    "census21_ethnicity19_borough",
    "imd2025_lsoa21",
    "imd2025_lsoa21_indicators",
    "imd2025_borough",
    "imd2019_borough",
]


def bring(kind: str, name: str, *more: str) -> int:
    return main.main(["import", kind, str(CONTEXT / name), "--area", "north", *more])


def rows_of(name: str | Path) -> Iterator[dict[str, str]]:
    with (CONTEXT / name).open(newline="") as file:
        yield from csv.DictReader(file)


@pytest.fixture
def south(cast):
    """All files of the twelve boroughs, brought into an area without places."""
    assert bring("lookup", "lookup_lsoa21_ward24_borough_icb.csv") == 0
    for table in TABLES:
        assert bring("figures", f"{table}.csv") == 0, table
    for kind in ("boroughs", "wards"):
        assert bring("boundaries", f"boundaries_{kind}.topojson", "--as-at", "2024-05-02") == 0
    return cast.other_area


def test_the_sums_equal_what_was_published_of_them(south, capsys):
    wards = {place.code: place for place in Place.objects.filter(area=south, kind="ward")}
    of = {
        (row.data_set.key, row.place.code): row.values
        for row in Figures.objects.filter(data_set__area=south, place__kind="ward").select_related(
            "data_set", "place"
        )
    }
    prefixes = {"ethnicity": "", "occupancy": "occ ", "tenure": "ten "}
    num_compared = 0
    for row in rows_of("derived_ward_profile.csv"):
        code = row["ward24_code"]
        for key, prefix in prefixes.items():
            for category, count in of[key, code].items():
                assert count == int(row[prefix + category]), (code, category)
                num_compared += 1
        scores = of["deprivation_2025", code]
        assert scores["in the most deprived fifth"] == int(row["lsoas_most_deprived_20pc"])
        assert scores["small areas"] == int(row["lsoas"])
        assert sum(of["ethnicity", code].values()) == int(row["residents"])
        assert round(scores["IMD_score"], 3) == float(row["imd_score_pop_weighted"])
    assert (num_compared, len(wards)) == (256 * 18, 256)

    assert SmallArea.objects.filter(area=south).count() == 1918
    assert population(south, "ethnicity").total == 3_297_806
    assert sum(population(south, "ward").groups.values()) == 3_297_806
    assert len(population(south, "borough").groups) == 12
    assert round(indicator(south, "overcrowding").value, 2) == 8.64
    assert indicator(south, "most_deprived_fifth").value == 180
    borough = Place.objects.get(area=south, kind="borough", name="Southwark")
    found = indicator(south, "overcrowding", borough)
    assert (round(found.low, 1), round(found.value, 1)) == (4.0, 12.2) and found.high == found.value
    faraday = Place.objects.get(area=south, name="Faraday")
    found = indicator(south, "overcrowding", faraday)
    assert (round(found.low, 1), round(found.high, 1), found.value) == (1.7, 21.0, found.high)
    rent = indicator(south, "social_rent", borough)
    assert (round(rent.low, 1), round(rent.high, 1)) == (11.0, 39.7)
    score = indicator(south, "imd_score", Place.objects.get(area=south, kind="borough", name="Lewisham"))
    assert score.value == score.high and "2025" in score.data_set
    assert Outline.objects.filter(place__area=south).count() == 268

    _the_demonstration_has_the_same_to_ten(south)
    for table in [*TABLES, "lookup"]:  # once more changes nothing
        kind, name = ("figures", f"{table}.csv")
        if table == "lookup":
            kind, name = "lookup", "lookup_lsoa21_ward24_borough_icb.csv"
        capsys.readouterr()
        assert bring(kind, name) == 0
        assert " 0 added" in capsys.readouterr().out


def _the_demonstration_has_the_same_to_ten(south):
    for path, _source in facts.figures():
        for row in rows_of(path):
            code, _name, *given = row.values()
            kept = Figures.objects.filter(data_set__key=path.stem, place__code=code).first()
            if kept and path.stem.startswith("deprivation"):
                assert all(
                    round(kept.values[name], 3) == float(row[name]) for name in row if name in PUBLISHED
                )
            elif kept:
                assert [round(n / 10) * 10 for n in kept.values.values()] == [int(n) for n in given]


def test_files_of_other_years_say_what_cannot_be_had_from_them(south, capsys):
    assert bring("figures", "mye2020_age_bands_lsoa11.csv") == 1
    said = capsys.readouterr().out
    assert "48 with problems" in said and "2011 and 2021" in said
    ages = Figures.objects.filter(data_set__key="age")
    assert ages.filter(place__kind="ward").count() == 214
    assert ages.filter(place__kind="borough").count() == 12 and ages.filter(place=None).count() == 1
    assert indicator(south, "older").num_places == 12

    assert bring("figures", "census21_age3_sex_borough.csv") == 1  # three groups that leave an age out
    assert "12 with problems" in capsys.readouterr().out
    assert not Figures.objects.filter(data_set__key="age_and_sex").exists()
    assert bring("figures", "imd2025_icb.csv") == 2
    assert bring("boundaries", "boundaries_lsoa21.topojson", "--as-at", "2021-12-31") == 2
    assert "small areas" in capsys.readouterr().err
