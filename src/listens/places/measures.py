"""The indicators of a place: which table each is read from, how it is worked out, and what has to be said beside it.

Their words hold no digits: on a public page every digit is a published number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Values = Mapping[str, float]

LOCKDOWN = _("Census day was in a lockdown: some students and private renters were counted elsewhere.")
PERTURBED = _("Small counts were changed a little at the source, so that nobody is recognised.")
BEST_FIT = _("A ward is the sum of the small areas that fit it best.")
RANK = _("Deprivation compares areas, not people: many people in a deprived area are not poor.")
OTHER_EDITION = _("The score of one edition cannot be compared with that of another.")
MODELLED = _("The number is worked out at the source from several records, and has no unit.")
MAY_LACK_LINES = _(
    "This adds up small areas as they were in another year. If the file left one out, this leaves it out too."
)
HIDDEN = _("The source leaves out the smallest counts.")


@dataclass(frozen=True)
class Measure:
    """`value` works one number out of the first of `data_sets` that has one for the place; None: it cannot be said."""

    key: str
    title: Promise
    unit: Promise
    counts: Promise
    data_sets: tuple[str, ...]
    value: Callable[[Values], float | None]
    caveats: tuple[Promise, ...]


def share(*categories: str) -> Callable[[Values], float | None]:
    """Percent of the sum of all categories; a category stands for all whose names begin like it."""

    def of(values: Values) -> float | None:
        whole = sum(values.values())
        part = [n for name, n in values.items() if name.startswith(categories)]
        return 100 * sum(part) / whole if whole and part else None

    return of


def first_of(*names: str, times: float = 1) -> Callable[[Values], float | None]:
    """The first of these that is there, in another unit if need be."""

    def of(values: Values) -> float | None:
        return next((values[name] * times for name in names if name in values), None)

    return of


def children_on_low_income(values: Values) -> float | None:
    """For each hundred residents: the files give how many children, not out of how many."""
    children, residents = values.get(CHILDREN), values.get("residents")
    return 100 * children / residents if children is not None and residents else None


CHILDREN = "income_deprivation_affecting_children_index_idaci_numerator"
# xgettext:no-python-format
HOUSEHOLDS = _("% of households")
# xgettext:no-python-format
PEOPLE = _("% of residents")
CENSUS = (LOCKDOWN, PERTURBED, BEST_FIT)
DEPRIVATION = (RANK, OTHER_EDITION, BEST_FIT)
DEPRIVATION_2025 = ("deprivation_2025_boroughs", "deprivation_2025")

MEASURES = [
    Measure(
        "overcrowding",
        _("Overcrowded homes"),
        HOUSEHOLDS,
        _("households with at least one bedroom too few"),
        ("occupancy",),
        share("-1", "-2"),
        CENSUS,
    ),
    Measure(
        "social_rent",
        _("Renting from the council or a housing association"),
        HOUSEHOLDS,
        _("households in social rented homes"),
        ("tenure",),
        share("Social rented"),
        CENSUS,
    ),
    Measure(
        "private_rent",
        _("Renting from a private landlord"),
        HOUSEHOLDS,
        _("households in private rented homes"),
        ("tenure",),
        share("Private rented"),
        CENSUS,
    ),
    Measure(
        "one_person_households",
        _("People who live alone"),
        HOUSEHOLDS,
        _("households of one person"),
        ("household_composition",),
        share("One-person household"),
        CENSUS,
    ),
    Measure(
        "older",
        _("Older people"),
        PEOPLE,
        _("residents aged sixty-five and over"),
        ("age",),
        share("65", "75"),
        (BEST_FIT,),
    ),
    Measure(
        "disability",
        _("Disabled people"),
        PEOPLE,
        _("residents disabled under the Equality Act"),
        ("disability",),
        share("Disabled"),
        CENSUS,
    ),
    Measure(
        "households_deprived",
        _("Households deprived in at least one way"),
        HOUSEHOLDS,
        _("households deprived in education, employment, health or housing"),
        ("household_deprivation",),
        share("One", "Two", "Three", "Four"),
        CENSUS,
    ),
    Measure(
        "income_deprivation",
        _("People on a low income"),
        PEOPLE,
        _("residents in families on a low income, as the income domain counts them"),
        DEPRIVATION_2025,
        first_of("income_average_score", "Income_score", times=100),
        DEPRIVATION,
    ),
    Measure(
        "child_poverty",
        _("Children in families on a low income"),
        _("for each hundred residents of all ages"),
        _("children in families on a low income (IDACI)"),
        ("deprivation_2025_indicators",),
        children_on_low_income,
        (HIDDEN, BEST_FIT),
    ),
    Measure(
        "mental_health",
        _("Mental ill-health"),
        _("score; zero is about the middle of England, higher is worse"),
        _("mood and anxiety disorders, from prescribing, hospital, benefit and death records"),
        ("deprivation_2025_indicators",),
        first_of("mental_health_indicator"),
        (MODELLED, BEST_FIT),
    ),
    Measure(
        "gp_ratio",
        _("Patients for each GP"),
        _("patients"),
        _("registered patients for each family doctor"),
        ("deprivation_2025_indicators",),
        first_of("patient_to_gp_ratio"),
        (BEST_FIT,),
    ),
    Measure(
        "imd_score",
        _("Index of deprivation"),
        _("score; higher is more deprived"),
        _("average score of the small areas, weighted by residents"),
        DEPRIVATION_2025,
        first_of("imd_average_score", "IMD_score"),
        DEPRIVATION,
    ),
    Measure(
        "most_deprived_fifth",
        _("Small areas among the most deprived fifth of England"),
        _("small areas"),
        _("small areas whose rank is in the most deprived fifth of England"),
        ("deprivation_2025",),
        first_of("in the most deprived fifth"),
        DEPRIVATION,
    ),
]
