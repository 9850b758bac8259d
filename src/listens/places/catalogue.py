"""Published tables we know by their columns: what they are, of which day, whose, and under which licence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from listens.places.models import DataSet

OGL = "Open Government Licence v3.0. Contains public sector information licensed under it."
ONS = "Office for National Statistics"
MHCLG = "Ministry of Housing, Communities and Local Government"
CENSUS_DAY = dt.date(2021, 3, 21)
# The edition was published in October 2025; its records are of 2022 to 2024. The older one is of September 2019.
PUBLISHED_2025, PUBLISHED_2019 = dt.date(2025, 10, 30), dt.date(2019, 9, 26)


@dataclass(frozen=True)
class KnownTable:
    """`columns` are those it is known by; `labels` say what a column is called here, where its own name is a code."""

    key: str
    title: str
    unit: str
    source: str
    as_at: dt.date
    columns: Sequence[str]
    labels: Mapping[str, str] = field(default_factory=dict)
    licence: str = OGL


def census(key: str, title: str, unit: str, columns: Sequence[str], **more: Mapping[str, str]) -> KnownTable:
    return KnownTable(key, f"Census 2021: {title}", unit, ONS, CENSUS_DAY, columns, **more)  # type: ignore[arg-type]


PEOPLE, HOUSEHOLDS, SCORES = DataSet.Unit.PEOPLE, DataSet.Unit.HOUSEHOLDS, DataSet.Unit.SCORES
AGES = {
    "age_0_4": "0 to 4",
    "age_5_10": "5 to 10",
    "age_11_17": "11 to 17",
    "age_18_24": "18 to 24",
    "age_25_34": "25 to 34",
    "age_35_49": "35 to 49",
    "age_50_64": "50 to 64",
    "age_65_74": "65 to 74",
    "age_75_plus": "75 and over",
}
WAYS = {
    "dims_0": "Not deprived in any of four ways",
    "dims_1": "One way",
    "dims_2": "Two ways",
    "dims_3": "Three ways",
    "dims_4": "Four ways",
}
SEXES = ("females", "males")
TABLES = [
    census(
        "ethnicity",
        "ethnic group (TS021)",
        PEOPLE,
        [
            "Asian, Asian British or Asian Welsh",
            "Black, Black British, Black Welsh, Caribbean or African",
            "Mixed or Multiple ethnic groups",
            "Other ethnic group",
            "White",
        ],
    ),
    census(
        "ethnicity_detailed",
        "ethnic group in detail (TS021)",
        PEOPLE,
        ["White: Irish", "Other ethnic group: Arab", "Mixed or Multiple ethnic groups: White and Asian"],
    ),
    census(
        "tenure",
        "tenure of households (TS054)",
        HOUSEHOLDS,
        ["Owned: Owns outright", "Social rented: Other social rented", "Lives rent free"],
    ),
    census(
        "occupancy",
        "bedrooms too many or too few (TS052)",
        HOUSEHOLDS,
        ["+2 or more (under-occupied)", "-1 (overcrowded)", "-2 or less (overcrowded)", "0 (ideal)"],
    ),
    census(
        "disability",
        "disability (TS038)",
        PEOPLE,
        ["Disabled under the Equality Act", "Not disabled under the Equality Act"],
    ),
    census("religion", "religion (TS030)", PEOPLE, ["Buddhist", "No religion", "Sikh", "Muslim"]),
    census("household_deprivation", "household deprivation (TS011)", HOUSEHOLDS, list(WAYS), labels=WAYS),
    census(
        "household_composition",
        "household composition (TS003)",
        HOUSEHOLDS,
        ["One-person household: Aged 66 years and over", "One-person household: Other"],
    ),
    KnownTable(
        "age",
        "Mid-year population estimates 2020, by age",
        PEOPLE,
        ONS,
        dt.date(2020, 6, 30),
        list(AGES),
        AGES,
    ),
    KnownTable(
        "age_and_sex",
        "Census 2021: three age groups by sex",
        PEOPLE,
        ONS,
        CENSUS_DAY,
        [f"{age}_{sex}" for age in ("younger", "working_age", "older") for sex in SEXES],
    ),
    KnownTable(
        "deprivation_2025",
        "English Indices of Deprivation 2025",
        SCORES,
        MHCLG,
        PUBLISHED_2025,
        ["IMD_decile", "IMD_score", "Income_score", "Housing_and_Services_score"],
    ),
    KnownTable(
        "deprivation_2025_indicators",
        "English Indices of Deprivation 2025: underlying indicators",
        SCORES,
        MHCLG,
        PUBLISHED_2025,
        ["mental_health_indicator", "patient_to_gp_ratio"],
    ),
    KnownTable(
        "deprivation_2025_boroughs",
        "English Indices of Deprivation 2025: summaries by local authority",
        SCORES,
        MHCLG,
        PUBLISHED_2025,
        ["imd_average_score", "imd25_extent", "income_average_score"],
    ),
    KnownTable(
        "deprivation_2019_boroughs",
        "English Indices of Deprivation 2019: summaries by local authority",
        SCORES,
        MHCLG,
        PUBLISHED_2019,
        ["Score", "Extent", "Income_Score", "Housing_and_Access_Score"],
    ),
]


def recognise(columns: Sequence[str]) -> KnownTable | None:
    """The table these columns are of, or None."""
    has = set(columns)
    return next((table for table in TABLES if has.issuperset(table.columns)), None)
