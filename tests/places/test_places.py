"""Boroughs and wards: laid once, found by code or name, with a suggestion when nothing fits."""

import pytest

from listens.cli import main
from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.models import AuditEvent, ImportBatch
from listens.core.tables import read_table
from listens.places.actions import NEEDED, OPTIONAL, add_places, import_places
from listens.places.gazetteer import Gazetteer, NoSuchPlace
from listens.places.models import Place

ROWS = [
    {
        "borough_code": "E09000022",
        "borough_name": "Lambeth",
        "ward_code": "E05014118",
        "ward_name": "Stockwell West",
    },
    {
        "borough_code": "E09000028",
        "borough_name": "Southwark",
        "ward_code": "E05011111",
        "ward_name": "St James",
    },
    {
        "borough_code": "E09000032",
        "borough_name": "Wandsworth",
        "ward_code": "E05022222",
        "ward_name": "St James",
    },
]


def file(*lines: str) -> bytes:
    return "\n".join(["borough_code,borough_name,ward_code,ward_name", *lines]).encode()


def bring(cast, data: bytes, **how):
    return import_places(cast.amina, cast.area, read_table(data, needed=NEEDED, optional=OPTIONAL), **how)


def test_places_are_added_once(cast):
    assert add_places(cast.amina, cast.area, ROWS) == 3
    assert add_places(cast.amina, cast.area, ROWS) == 0
    names = set(Place.objects.filter(area=cast.area).values_list("name", flat=True))
    assert names == {"Lambeth", "Stockwell East", "Stockwell West", "Southwark", "Wandsworth", "St James"}
    assert AuditEvent.objects.filter(verb="add_places").count() == 1


def test_only_an_organiser_adds_places(cast):
    with pytest.raises(Denied):
        add_places(cast.bea, cast.area, ROWS)
    with pytest.raises(Denied):
        add_places(cast.amina, cast.other_area, ROWS)
    assert Place.objects.count() == 2


def test_a_code_of_another_place_refuses_the_whole_call(cast):
    bad = [{"borough_code": "E09000022", "borough_name": "Lewisham"}]
    with pytest.raises(Refused, match="already used for Lambeth"):
        add_places(cast.amina, cast.area, [*ROWS, *bad])
    assert Place.objects.filter(area=cast.area).count() == 2


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("E09000022,,E05014119,Oval", "borough_name"),
        (",Lambeth,E05014119,Oval", "borough_code"),
        ("E09000022,Lambeth,E05014119,", "ward_name"),
        ("E09000022,Lambeth,,Oval", "ward_code"),
        ("E09000028,Southwark,E05014117,Stockwell East", "ward_code"),
        ("E09000022,Lambeth,E0501411999999,Oval", "ward_code"),
        (f"E09000022,Lambeth,E05014119,{'o' * 101}", "ward_name"),
    ],
)
def test_a_bad_row_is_a_finding_with_its_column_and_good_rows_stay(cast, line, column):
    outcome = bring(cast, file(line, "E09000022,Lambeth,E05014120,Oval"))
    [finding] = outcome.findings
    assert (finding.row, finding.column) == (2, column)
    assert finding.problem and finding.fix
    assert outcome.num_added == 1 and Place.objects.filter(code="E05014120").exists()


def test_a_dry_run_and_a_second_run_change_nothing(cast):
    data = file("E09000028,Southwark,E05011111,St James")
    assert bring(cast, data, dry_run=True).num_added == 1
    assert not Place.objects.filter(code="E09000028").exists()
    assert bring(cast, data).num_added == 1
    again = bring(cast, data)
    assert (again.num_added, again.num_unchanged, again.findings) == (0, 1, [])
    assert ImportBatch.objects.filter(kind="places").count() == 1


def test_all_or_nothing_keeps_nothing_of_a_file_with_a_bad_row(cast):
    data = file("E09000028,Southwark,E05011111,St James", ",x,,")
    assert bring(cast, data, all_or_nothing=True).num_added == 0
    assert not Place.objects.filter(code="E09000028").exists()


def test_places_are_found_by_code_or_name_in_any_case(cast):
    gazetteer = Gazetteer(cast.area)
    assert gazetteer.ward("stockwell  EAST") == gazetteer.ward("e05014117") == cast.ward
    assert gazetteer.borough("LAMBETH").name == "Lambeth"


def test_a_name_that_is_nearly_right_gets_a_suggestion(cast):
    with pytest.raises(NoSuchPlace) as none:
        Gazetteer(cast.area).ward("Stokwell East")
    assert none.value.fix == "Did you mean Stockwell East?"


def test_two_wards_of_one_name_need_the_borough(cast):
    add_places(cast.amina, cast.area, ROWS)
    gazetteer = Gazetteer(cast.area)
    with pytest.raises(NoSuchPlace) as none:
        gazetteer.ward("St James")
    assert "E05011111 (Southwark)" in none.value.fix and "E05022222 (Wandsworth)" in none.value.fix
    assert gazetteer.ward("St James", gazetteer.borough("Southwark")).code == "E05011111"


def test_a_ward_of_another_borough_is_no_match(cast):
    add_places(cast.amina, cast.area, ROWS)
    gazetteer = Gazetteer(cast.area)
    with pytest.raises(NoSuchPlace) as none:
        gazetteer.ward("Stockwell East", gazetteer.borough("Southwark"))
    assert none.value.fix == "It is in Lambeth. Change one of the two."


def test_a_place_of_another_area_is_not_found(cast):
    with pytest.raises(NoSuchPlace):
        Gazetteer(cast.other_area).borough("Lambeth")


def test_a_ward_with_the_code_of_its_own_borough_is_named(cast, tmp_path, capsys):
    """It was said to have been saved by somebody else a moment ago."""
    file = tmp_path / "p.csv"
    file.write_text("borough_code,borough_name,ward_code,ward_name\nE09000009,Elm,E09000009,Elm\n")
    assert main.main(["import", "places", str(file), "--area", "north"]) == 1
    assert "row 2, ward_code: The code E09000009 is already used for Elm." in capsys.readouterr().out
    assert not Place.objects.filter(area=cast.other_area).exists()
