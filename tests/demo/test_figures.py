"""The demonstration's boroughs have published figures for all that reach and the profile read."""

import pytest

from listens.core.models import Actor
from listens.demo import facts
from listens.places.actions import add_places, import_figures
from listens.places.figures_file import read_figures
from listens.places.models import Place
from listens.places.population import population
from listens.places.profile import profile

pytestmark = pytest.mark.django_db


def test_the_boroughs_figures_come_in_as_the_public_files_do(cast):
    area, system = cast.other_area, Actor.system()
    rows = {ward.borough_code: ward.borough for ward in facts.wards()}
    add_places(system, area, [{"borough_code": code, "borough_name": name} for code, name in rows.items()])
    for path, source in facts.figures():
        assert import_figures(system, area, read_figures(path, {"source": source}, {})).findings == []
    for dimension, whole in {"age": 3_328_000, "ethnicity": 3_297_800, "tenure": 1_333_800}.items():
        assert abs(population(area, dimension).total - whole) < 1000, dimension
    assert len(population(area, "borough").groups) == 12
    lambeth = profile(area, Place.objects.get(area=area, name="Lambeth"))
    assert {found.key for found in lambeth.indicators} >= {
        "overcrowding",
        "social_rent",
        "private_rent",
        "older",
        "disability",
        "households_deprived",
        "income_deprivation",
        "child_poverty",
        "mental_health",
        "imd_score",
    }
    assert all(found.num_places == 12 for found in lambeth.indicators)
