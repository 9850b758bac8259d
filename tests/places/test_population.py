"""What other rooms read of a place: its people by group, and its indicators with the area's own range."""

import datetime as dt

import pytest

from listens.places.models import DataSet, Figures, Place
from listens.places.population import population
from listens.places.profile import indicator, profile

TENURE = {"Owned: Owns outright": 50, "Social rented: Other social rented": 30, "Private rented: Other": 20}


@pytest.fixture
def lambeth(cast):
    return cast.ward.parent


def put(area, key, values, *places, unit="people", as_at=dt.date(2021, 3, 21)):
    data_set, _ = DataSet.objects.get_or_create(
        area=area,
        key=key,
        as_at=as_at,
        defaults={"title": key, "source": "s", "licence": "l", "unit": unit, "kept_at": area.now()},
    )
    for place in places:
        Figures.objects.create(data_set=data_set, place=place, pairs=[*values.items()])


def test_where_nothing_is_brought_in_nothing_is_known(cast, lambeth):
    assert population(cast.area, "age") is None and population(cast.area, "ward", lambeth) is None
    assert indicator(cast.area, "overcrowding", lambeth) is None
    assert profile(cast.area, cast.ward).indicators == []
    with pytest.raises(KeyError):
        indicator(cast.area, "happiness")


def test_groups_keep_the_order_of_the_source(cast, lambeth):
    put(cast.area, "age", {"5 to 10": 7, "0 to 4": 9}, None, lambeth)
    found = population(cast.area, "age")
    assert list(found.groups.items()) == [("5 to 10", 7), ("0 to 4", 9)] and found.total == 16
    assert (found.unit, found.as_at, found.is_adults_only) == ("people", dt.date(2021, 3, 21), False)
    assert population(cast.area, "age", cast.ward) is None
    assert population(cast.other_area, "age") is None


def test_residents_by_place_go_by_code(cast, lambeth):
    put(cast.area, "ethnicity", {"White": 5, "Other": 6}, None, lambeth, cast.ward)
    assert population(cast.area, "ward").groups == {cast.ward.code: 11}
    assert population(cast.area, "borough").groups == {lambeth.code: 11}
    assert population(cast.area, "ward", lambeth).groups == {cast.ward.code: 11}


def test_the_newest_edition_is_read(cast, lambeth):
    put(cast.area, "age", {"0 to 4": 1}, lambeth, as_at=dt.date(2011, 3, 27))
    put(cast.area, "age", {"0 to 4": 2}, lambeth)
    assert population(cast.area, "age", lambeth).groups == {"0 to 4": 2}


def test_an_indicator_stands_beside_the_areas_own_range(cast, lambeth):
    other = Place.objects.create(area=cast.area, kind="borough", code="E09000028", name="Southwark")
    put(cast.area, "tenure", TENURE, lambeth, None, unit="households")
    put(cast.area, "tenure", TENURE | {"Social rented: Other social rented": 130}, other, unit="households")
    found = indicator(cast.area, "social_rent", lambeth)
    assert (found.value, found.low, found.high, found.num_places) == (30.0, 30.0, 65.0, 2)
    assert found.caveat and found.source == "s"
    assert indicator(cast.area, "social_rent").high == 65.0
    assert profile(cast.area, lambeth).get("social_rent") == found


def test_boroughs_of_the_edition_of_2019_are_never_read_beside_2025(cast, lambeth):
    put(cast.area, "deprivation_2019_boroughs", {"imd_average_score": 30.0}, lambeth, unit="scores")
    assert indicator(cast.area, "imd_score", lambeth) is None
    put(cast.area, "deprivation_2025_boroughs", {"imd_average_score": 20.0}, lambeth, unit="scores")
    assert indicator(cast.area, "imd_score", lambeth).value == 20.0


def test_a_profile_takes_the_same_queries_however_much_there_is(cast, lambeth, django_assert_num_queries):
    for key in ("tenure", "occupancy", "age"):
        put(cast.area, key, {"-1": 1, "0": 2, "Social rented": 3}, lambeth, None)
    for place in (lambeth, None):
        profile(cast.area, place)  # the ranges are worked out once
        with django_assert_num_queries(2):
            assert profile(cast.area, place).indicators
