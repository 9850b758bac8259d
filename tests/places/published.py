"""A small twin of the public files: two boroughs, three wards, five small areas, in the same columns."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from listens.cli import main

LOOKUP = (
    "lsoa21_code,lsoa21_name,ward24_code,ward24_name,ltla24_code,ltla24_name,icb24_code",
    [
        "E01000001,Alder 1A,E05000001,Alder,E09000001,Ashby,E54000001",
        "E01034002,Alder 1B,E05000001,Alder,E09000001,Ashby,E54000001",
        "E01000003,Birch 1A,E05000002,Birch,E09000001,Ashby,E54000001",
        "E01000004,Cedar 1A,E05000003,Cedar,E09000002,Colne,E54000001",
        "E01000005,Cedar 1B,E05000003,Cedar,E09000002,Colne,E54000001",
    ],
)
ETHNICITY = (
    'lsoa21_code,"Asian, Asian British or Asian Welsh","Black, Black British, Black Welsh, Caribbean or African",'
    "Mixed or Multiple ethnic groups,Other ethnic group,White",
    [
        "E01000001,10,20,5,5,60",
        "E01034002,50,50,10,10,180",
        "E01000003,1,2,3,4,90",
        "E01000004,0,100,0,0,100",
        "E01000005,5,5,5,5,80",
    ],
)
OCCUPANCY = (
    "lsoa21_code,+1 (under-occupied),+2 or more (under-occupied),-1 (overcrowded),-2 or less (overcrowded),0 (ideal)",
    [
        "E01000001,10,10,3,1,16",
        "E01034002,20,20,8,2,50",
        "E01000003,10,10,0,0,20",
        "E01000004,5,5,10,10,50",
        "E01000005,10,10,5,0,25",
    ],
)
AGE = (
    "lsoa11_code,ltla22_code,ltla22_name,age_0_4,age_5_10,age_11_17,age_18_24,age_25_34,age_35_49,age_50_64,"
    "age_65_74,age_75_plus,all_ages",
    [
        "E01000001,E09000001,Ashby,5,5,10,10,20,20,10,10,10,100",
        "E01009999,E09000001,Ashby,5,5,10,10,20,20,10,10,10,100",
        "E01000003,E09000001,Ashby,5,5,10,10,20,20,10,5,15,100",
        "E01000004,E09000002,Colne,0,0,0,50,50,50,50,0,0,200",
        "E01000005,E09000002,Colne,0,0,0,50,50,0,0,0,0,100",
    ],
)
DEPRIVATION = (
    "lsoa21_code,IMD_decile,Income_decile,IMD_rank,IMD_score,Income_score,Housing_and_Services_score",
    [
        "E01000001,1,1,10,60,0.4,20",
        "E01034002,2,1,5000,40,0.2,30",
        "E01000003,9,9,30000,5,0.05,10",
        "E01000004,3,3,9000,30,0.2,20",
        "E01000005,10,10,33000,3,0.02,10",
    ],
)
INDICATORS = (
    "lsoa21_code,income_deprivation_affecting_children_index_idaci_numerator,mental_health_indicator,patient_to_gp_ratio",
    [
        "E01000001,20,0.5,2000",
        "E01034002,40,-0.5,1800",
        "E01000003,,0,1500",
        "E01000004,30,1,2500",
        "E01000005,5,0,1500",
    ],
)
Sheet = tuple[str, list[str]]
# Squares side by side, each 0.02 degrees wide; Cedar has a second part apart.
SQUARES = {"E05000001": [(0.0, 51.5)], "E05000002": [(0.02, 51.5)], "E05000003": [(0.04, 51.5), (0.1, 51.5)]}


def write(folder: Path, name: str, sheet: Sheet) -> Path:
    path = folder / name
    path.write_text("\n".join([sheet[0], *sheet[1]]) + "\n", encoding="utf-8")
    return path


def changed(sheet: Sheet, **cells: str) -> Sheet:
    """The sheet with one whole row in place of the row of that small area."""
    return sheet[0], [cells.get(row.split(",")[0], row) for row in sheet[1]]


def bring(kind: str, path: Path, *more: str) -> int:
    return main.main(["import", kind, str(path), "--area", "north", *more])


def square(west: float, south: float, side: float = 0.02) -> list[list[float]]:
    east, north = west + side, south + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def boundaries(folder: Path, squares: dict[str, list[tuple[float, float]]] = SQUARES) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {"WD24CD": code, "WD24NM": code},
            "geometry": {"type": "MultiPolygon", "coordinates": [[square(*at)] for at in places]},
        }
        for code, places in squares.items()
    ]
    path = folder / "wards.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def everything(folder: Path) -> None:
    """The whole twin brought into the area "north", which begins without places."""
    assert bring("lookup", write(folder, "lookup.csv", LOOKUP)) == 0
    for name, sheet in {"e": ETHNICITY, "o": OCCUPANCY, "d": DEPRIVATION, "i": INDICATORS}.items():
        assert bring("figures", write(folder, f"{name}.csv", sheet)) == 0
    assert bring("boundaries", boundaries(folder), "--as-at", "2024-05-02") == 0


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
