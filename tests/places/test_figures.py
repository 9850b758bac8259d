"""Published tables come in by the public files' own columns, are added up, and refuse what would be half."""

from __future__ import annotations

import datetime as dt

import pytest

from listens.core.models import AuditEvent, ImportBatch
from listens.listening.reach import census
from listens.places.models import DataSet, Figures, Place, SmallArea
from listens.places.population import population
from listens.places.profile import indicator, profile
from listens.places.spreads import spreads
from listens.sensemaking import beside_presenters
from tests.places import published
from tests.places.published import (
    AGE,
    DEPRIVATION,
    ETHNICITY,
    INDICATORS,
    LOOKUP,
    OCCUPANCY,
    bring,
    changed,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def north(cast, tmp_path):
    """The area without places into which the lookup was brought."""
    assert bring("lookup", write(tmp_path, "lookup.csv", LOOKUP)) == 0
    return cast.other_area


def place(name):
    return Place.objects.get(area__slug="north", name=name)


def test_the_lookup_lays_places_and_small_areas_once(north, tmp_path, capsys):
    assert Place.objects.filter(area=north).count() == 5 and SmallArea.objects.count() == 5
    assert place("Birch").parent == place("Ashby")
    capsys.readouterr()
    assert bring("lookup", tmp_path / "lookup.csv") == 0
    assert "5 rows: 0 added, 5 already here" in capsys.readouterr().out
    assert AuditEvent.objects.filter(verb="add_places").count() == 1
    moved = changed(LOOKUP, E01000003="E01000003,Birch 1A,E05000001,Alder,E09000001,Ashby,E54000001")
    assert bring("lookup", write(tmp_path, "moved.csv", moved)) == 1
    assert (
        "row 4, ward_code: The small area E01000003 is already in the ward Birch" in capsys.readouterr().out
    )
    old = (LOOKUP[0].replace("lsoa21", "lsoa11"), LOOKUP[1])
    assert bring("lookup", write(tmp_path, "old.csv", old)) == 2
    more = (LOOKUP[0], [*LOOKUP[1], "E01000009,Far,E05000009,Far,E09000009,Far,E54000001"])
    assert bring("lookup", write(tmp_path, "nation.csv", more)) == 0
    assert not Place.objects.filter(name="Far").exists()


def test_counts_are_added_up_to_wards_boroughs_and_the_area(north, tmp_path, capsys):
    assert bring("figures", write(tmp_path, "e.csv", ETHNICITY), "--dry-run") == 0
    assert not DataSet.objects.exists()
    assert bring("figures", tmp_path / "e.csv") == 0
    assert bring("figures", write(tmp_path, "o.csv", OCCUPANCY)) == 0
    alder = population(north, "ethnicity", place("Alder"))
    assert list(alder.groups.values()) == [60, 70, 15, 15, 240] and alder.unit == "people"
    assert (alder.as_at, alder.source) == (dt.date(2021, 3, 21), "Office for National Statistics")
    assert "Open Government Licence" in alder.licence and "TS021" in alder.title
    assert population(north, "ethnicity", place("Ashby")).total == 500
    assert population(north, "ethnicity").total == 800
    assert population(north, "ward").groups == {"E05000001": 400, "E05000002": 100, "E05000003": 300}
    found = indicator(north, "overcrowding", place("Alder"))
    assert (round(found.value, 1), found.low, round(found.high, 1)) == (10.0, 0.0, 19.2)
    capsys.readouterr()
    assert bring("figures", tmp_path / "e.csv") == 0
    assert "0 added, 5 already here" in capsys.readouterr().out
    assert ImportBatch.objects.filter(kind="figures").count() == 2
    assert AuditEvent.objects.filter(verb="import_figures").count() == 2


def test_scores_are_weighed_by_residents(north, tmp_path, capsys):
    deprivation = write(tmp_path, "d.csv", DEPRIVATION)
    assert bring("figures", deprivation) == 2
    assert "ethnic groups (TS021) by small area first" in capsys.readouterr().err
    assert bring("figures", write(tmp_path, "e.csv", ETHNICITY)) == 0
    assert bring("figures", deprivation) == 0
    assert bring("figures", write(tmp_path, "i.csv", INDICATORS)) == 0
    score = indicator(north, "imd_score", place("Alder"))
    assert (score.value, score.low, score.high) == (45.0, 5.0, 45.0)  # (60 × 100 + 40 × 300) / 400
    assert indicator(north, "most_deprived_fifth").value == 2
    assert round(indicator(north, "income_deprivation", place("Ashby")).value, 6) == 21.0
    assert (
        indicator(north, "child_poverty", place("Ashby")).value == 12.0
    )  # one small area is left out at the source
    assert indicator(north, "mental_health", place("Alder")).value == -0.25
    assert all("not people" in each.caveat for each in (score, indicator(north, "most_deprived_fifth")))


def test_a_table_of_older_codes_serves_boroughs_and_the_wards_it_is_complete_for(north, tmp_path, capsys):
    assert bring("figures", write(tmp_path, "a.csv", AGE)) == 1
    said = capsys.readouterr().out
    assert "row 3, lsoa11_code: There is no place with the code E01009999" in said
    assert "the file, Alder (E05000001): 1 of its 2 parts are missing" in said
    assert population(north, "age", place("Alder")) is None
    assert population(north, "age", place("Birch")).groups["75 and over"] == 15
    assert population(north, "age", place("Ashby")).total == 300
    assert list(population(north, "age").groups)[:2] == ["0 to 4", "5 to 10"]
    assert indicator(north, "older", place("Ashby")).value == 20.0


@pytest.mark.parametrize(
    ("rows", "missing", "strange", "bad"),
    [
        ([*AGE[1][:1], *AGE[1][2:]], 1, 0, 0),
        ([AGE[1][0].replace("E01000001", "E01034002"), *AGE[1]], 0, 1, 0),
        ([*AGE[1][:2], AGE[1][2].replace(",100", ",900"), *AGE[1][3:]], 2, 1, 1),
        ([*AGE[1], AGE[1][0]], 1, 1, 1),
        ([*AGE[1][:2], AGE[1][2].replace("E09000001,Ashby", "E09000002,Colne"), *AGE[1][3:]], 2, 1, 0),
        ([*AGE[1][3:]], 3, 0, 0),
    ],
)
def test_a_borough_gets_the_files_counts_whole_or_not_at_all(
    north, tmp_path, capsys, rows, missing, strange, bad
):
    assert bring("figures", write(tmp_path, "a.csv", (AGE[0], rows))) == 1
    said = capsys.readouterr().out
    assert (
        "the file, Ashby (E09000001): It gets no figures. Of its 3 small areas, missing in this file: "
        f"{missing}; in this file but not among them: {strange}; rows with a problem: {bad}." in said
    )
    assert population(north, "age", place("Ashby")) is None and population(north, "age") is None


def test_scores_are_weighed_also_where_the_file_names_the_borough(north, tmp_path, capsys):
    def scores():
        return {row.place: row.values for row in Figures.objects.filter(data_set__unit="scores")}

    assert bring("figures", write(tmp_path, "e.csv", ETHNICITY)) == 0
    header = f"{INDICATORS[0]},ltla24_code"
    rows = [f"{row},E0900000{1 if at < 3 else 2}" for at, row in enumerate(INDICATORS[1])]
    assert bring("figures", write(tmp_path, "half.csv", (header, rows[1:]))) == 1
    assert "the file, Ashby (E09000001): 1 of its 3 parts are missing" in capsys.readouterr().out
    assert {each and each.name for each in scores()} == {"Birch", "Cedar", "Colne"}
    assert bring("figures", write(tmp_path, "i.csv", (header, rows))) == 0
    assert len(scores()) == 6 and scores()[None]["residents"] == 800
    # (2,000 x 100 + 1,800 x 300 + 1,500 x 100) / 500
    assert scores()[place("Ashby")]["patient_to_gp_ratio"] == 1780.0


def test_a_ward_we_do_not_know_is_a_finding(north, tmp_path, capsys):
    header = "ward24_code,ltla24_code,No car,One car"
    rows = ["E05000001,E09000001,10,30", "E05009999,E09000001,5,5", "E05000003,E09000002,7,3"]
    about = ["--title", "Cars", "--source", "ONS", "--licence", "OGL", "--unit", "households"]
    assert bring("figures", write(tmp_path, "cars.csv", (header, rows)), *about, "--as-at", "2021-03-21") == 1
    assert "There is no place with the code E05009999" in capsys.readouterr().out
    assert population(north, "cars", place("Ashby")) is None
    assert population(north, "cars", place("Colne")).total == 10


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("E01000003,1,2,x,4,90", "row 4, Mixed or Multiple ethnic groups: “x” is not a number."),
        ("E01000003,1,2,-3,4,90", "A count cannot be below zero."),
        ("E01000003,1,2,3.5,4,90", "A count has no fraction."),
        ("E01000003,1,2,,4,90", "This is empty."),
        ("E01000003,1,2,nan,4,90", "“nan” is not a number."),
        ("E01000003,1,2,1e308,4,90", "“1e308” is too large for a figure of a place."),
        ("E01000003,1,2,1e9,4,90", "more than a thousand million"),
        ("E01000003,0,0,0,0,0", "Nobody is counted here"),
        ("E01000001,1,2,3,4,5", "This place was there before."),
        ("E01007777,1,2,3,4,5", "There is no place with the code E01007777"),
    ],
)
def test_a_bad_row_leaves_its_ward_without_figures_not_with_half(north, tmp_path, capsys, row, said):
    file = write(tmp_path, "e.csv", changed(ETHNICITY, E01000003=row))
    assert bring("figures", file) == 1
    assert said in capsys.readouterr().out
    assert population(north, "ethnicity", place("Birch")) is None
    assert population(north, "ethnicity", place("Ashby")) is None and population(north, "ethnicity") is None
    assert population(north, "ethnicity", place("Cedar")).total == 300
    DataSet.objects.all().delete()
    assert bring("figures", file, "--all-or-nothing") == 1
    assert not Figures.objects.exists()


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (("lsoa21_code,White,Other", ["E01000001,1,2"]), "--title, --as-at, --source, --licence, --unit"),
        (("lsoa21_code,lsoa21_name", ["E01000001,x"]), "--title"),
        (("name,White", ["x,1"]), "No column says which place a row is of"),
        ((ETHNICITY[0], ["E01007777,1,2,3,4,5"]), "None of the codes in “lsoa21_code” is of this area"),
        (
            (
                ETHNICITY[0],
                [row[:9] + ",0.2,0.2,0.2,0.2,0.2" for row in ETHNICITY[1]],
            ),
            "shares",
        ),
        ((ETHNICITY[0], []), "None of the codes"),
        (
            ("icb24_code,imd_average_score,imd25_extent,income_average_score", ["E54000001,1,2,3"]),
            "No column says",
        ),
    ],
)
def test_a_file_that_is_of_no_use_is_refused_in_one_sentence(north, tmp_path, capsys, sheet, said):
    assert bring("figures", write(tmp_path, "x.csv", sheet)) == 2
    assert said in capsys.readouterr().err
    assert not DataSet.objects.exists()


def test_groups_that_do_not_add_up_to_the_total_are_not_taken(north, tmp_path, capsys):
    file = write(
        tmp_path, "a.csv", changed(AGE, E01000004="E01000004,E09000002,Colne,0,0,0,50,50,50,50,0,0,900")
    )
    assert bring("figures", file) == 1
    assert "The groups add up to 200, and the total says 900." in capsys.readouterr().out
    assert population(north, "age", place("Cedar")) is None


def test_figures_too_large_are_findings(north, tmp_path, capsys):
    huge = "E01000004,E09000002,Colne,0,0,0,1e308,1e308,50,50,0,0,200"
    file = write(tmp_path, "a.csv", changed(AGE, E01000004=huge))
    assert bring("figures", file) == 1
    assert "row 5, age_18_24: “1e308” is too large" in capsys.readouterr().out
    total = write(
        tmp_path, "t.csv", changed(AGE, E01000004=huge.replace("1e308", "50").replace(",200", ",1e308"))
    )
    assert bring("figures", total) == 1
    assert "row 5, all_ages: “1e308” is too large" in capsys.readouterr().out
    assert bring("figures", write(tmp_path, "e.csv", ETHNICITY)) == 0
    score = changed(INDICATORS, E01000003="E01000003,,0,1e13")
    assert bring("figures", write(tmp_path, "i.csv", score)) == 1
    assert "row 4, patient_to_gp_ratio: “1e13” is too large" in capsys.readouterr().out


def test_a_table_nobody_knows_comes_in_with_what_the_person_says(north, tmp_path, capsys):
    file = write(
        tmp_path, "cars.csv", ("code,No car,One car", ["E05000001,10,30", "E05000002,5,5", "E05000003,7,3"])
    )
    about = ["--title", "Census 2021: cars", "--source", "ONS", "--licence", "OGL", "--unit", "households"]
    assert bring("figures", file, *about, "--as-at", "2021", "--map", "code=ward24_code") == 2
    assert "--as-at 2021-03-21" in capsys.readouterr().err
    assert bring("figures", file, *about, "--as-at", "2021-03-21", "--map", "code=ward24_code") == 0
    assert population(north, "census_2021_cars").groups == {"No car": 22, "One car": 38}
    assert [each.title for each in profile(north, place("Ashby")).groups] == ["Census 2021: cars"]


def test_a_total_is_no_group_and_people_who_live_alone_are_read_of_any_layout(north, tmp_path):
    header = (
        "LSOA21CD,LSOA21NM,Total: All households,One-person household: Aged 66 years and over,"
        "One-person household: Other,Single family household"
    )
    rows = [f"E010{'34' if n == 2 else '00'}00{n},x,100,10,{n},{90 - n}" for n in range(1, 6)]
    assert bring("figures", write(tmp_path, "alone.csv", (header, rows))) == 0
    assert indicator(north, "one_person_households", place("Alder")).value == 11.5
    assert population(north, "household_composition").total == 500


def test_a_nations_file_is_passed_over_but_for_this_area(north, tmp_path, capsys):
    more = [f"E0101{number:04},1,2,3,4,5" for number in range(50)]
    assert bring("figures", write(tmp_path, "e.csv", (ETHNICITY[0], [*more, *ETHNICITY[1]]))) == 0
    assert "50 rows are of places outside this area" in capsys.readouterr().out
    assert population(north, "ethnicity").total == 800


def test_another_lookup_asks_for_the_tables_again(north, tmp_path, capsys):
    published.everything(tmp_path)
    more = (LOOKUP[0], ["E01000006,Birch 1B,E05000002,Birch,E09000001,Ashby,E54000001"])
    assert bring("lookup", write(tmp_path, "more.csv", more)) == 0
    assert "Bring in the tables of figures again" in capsys.readouterr().out


def test_a_line_left_out_of_a_table_of_other_years_is_seen_and_its_places_are_named(north, tmp_path, capsys):
    """E01000003 is the same in every year, so a whole table of 2011 has it; beside a changed one it went unseen."""
    file = write(tmp_path, "a.csv", (AGE[0], [row for row in AGE[1] if "E01000003" not in row]))
    assert bring("figures", file) == 1
    said = capsys.readouterr().out
    assert (
        "the file, Ashby (E09000001): It gets no figures, because lines are left out of this file. These small areas "
        "are the same as in the year of the file, and are not in it: Birch 1A (E01000003)." in said
    )
    names = "Ashby, every ward of Ashby, the whole area"
    assert f"No figure out of this file for: {names}." in said
    assert {each.place.name for each in Figures.objects.select_related("place")} == {"Cedar", "Colne"}


def test_what_nobody_can_see_is_said_when_it_comes_in_and_beside_the_figure(north, tmp_path, capsys):
    assert bring("figures", write(tmp_path, "a.csv", AGE)) == 1
    said = capsys.readouterr().out
    assert "No figure out of this file for: Alder (Ashby)." in said
    assert "Added up from small areas that have other codes today: Ashby. Compare the number of lines" in said
    for name, is_unsure in {"Ashby": True, "Birch": False, "Colne": False}.items():
        told = profile(north, place(name))
        assert ("left one out" in told.get("older").caveat) is is_unsure
        assert population(north, "age", place(name)).may_lack_lines is is_unsure
        assert [each.may_lack_lines for each in told.groups] == [is_unsure]
    whole = population(north, "age")
    assert whole.may_lack_lines and any("left one out" in note for note in census.place("age", whole).notes)
    caveats = beside_presenters.caveats(spreads(north, ["older"]).values())
    assert any("left one out" in words for words in caveats)


def test_a_place_that_the_file_does_not_have_is_named_at_every_level(north, tmp_path, capsys):
    about = ["--title", "Cars", "--source", "ONS", "--licence", "OGL", "--unit", "households"]
    about += ["--as-at", "2021-03-21"]
    wards = write(tmp_path, "w.csv", ("ward24_code,No car,One car", ["E05000001,1,3", "E05000003,7,3"]))
    assert bring("figures", wards, *about) == 1
    said = capsys.readouterr().out
    assert "the file, Birch (E05000002): It has no row in this file" in said
    assert "No figure out of this file for: Ashby, Birch (Ashby), the whole area." in said
    boroughs = write(tmp_path, "b.csv", ("ltla24_code,No car,One car", ["E09000001,1,3"]))
    assert bring("figures", boroughs, *about) == 1
    said = capsys.readouterr().out
    assert "the file, Colne (E09000002): It has no row" in said and "for: Colne, the whole area." in said
    Place.objects.create(area=north, kind="ward", code="E05000004", name="Dean", parent=place("Colne"))
    assert bring("figures", write(tmp_path, "e.csv", ETHNICITY)) == 1
    said = capsys.readouterr().out
    assert "Dean (E05000004): No small area is known to lie in it" in said
    assert "for: Dean (Colne)." in said


def test_what_was_kept_of_a_borough_goes_when_it_no_longer_is_the_sum_of_its_parts(north, tmp_path, capsys):
    assert bring("figures", write(tmp_path, "e.csv", ETHNICITY)) == 0
    capsys.readouterr()
    rows = [row.replace(",60", ",90") for row in ETHNICITY[1] if "E01000003" not in row]
    assert bring("figures", write(tmp_path, "half.csv", (ETHNICITY[0], rows))) == 1
    assert "were taken away, because they no longer fit: Ashby, the whole area." in capsys.readouterr().out
    assert population(north, "ethnicity", place("Alder")).total == 430
    assert population(north, "ethnicity", place("Ashby")) is None and population(north, "ethnicity") is None
    assert population(north, "ethnicity", place("Birch")).total == 100  # no line of this file is of it


CARS = ["--title", "Cars", "--source", "ONS", "--licence", "OGL", "--as-at", "2021-03-21", "--unit"]


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ('"1,234"', ""),
        ("1e3", ""),
        ('"0,4"', "“0,4” is not a number."),
        ('"12,34"', "“12,34” is not a number."),
        ('"0,400"', "“0,400” is not a number."),
        ("1_000", "“1_000” is not a number."),
        ("١٢", "“١٢” is not a number."),
        ("9" * 5000, "is too large"),
        ("inf", "“inf” is not a number."),
    ],
)
def test_a_number_is_taken_as_the_publishers_write_it_and_no_other_way(north, tmp_path, capsys, first, said):
    """A comma before a fraction was passed over, so that 0,4 came in as four."""
    rows = [f"E05000001,{first},1", "E05000002,1,2", "E05000003,1,2"]
    code = bring("figures", write(tmp_path, "w.csv", ("ward24_code,One,Two", rows)), *CARS, "households")
    assert (code, said in capsys.readouterr().out) == (1 if said else 0, True)


@pytest.mark.parametrize(
    ("header", "about", "said"),
    [
        ("ward24_code,One,One", CARS, "There are two columns “One”."),
        ("ward24_code," + "N" * 201 + ",B", CARS, "the most is 200"),
        ("ward24_code,N\x07,B", CARS, "hidden character"),
        ("ward24_code,N,B", ["--title", "T" * 201, *CARS[2:]], "--title: "),
        ("ward24_code,N,B", [*CARS[:4], "--licence", "a\x07", *CARS[6:]], "--licence: "),
        ("ward24_code,N,B", [*CARS[:7], "9999-12-31", "--unit"], "cannot be of 9999-12-31"),
        ("ward24_code,N,B", [*CARS[:7], "0001-01-01", "--unit"], "cannot be of 0001-01-01"),
    ],
)
def test_a_table_that_no_page_could_show_or_that_would_stand_for_good_is_refused(
    north, tmp_path, capsys, header, about, said
):
    rows = ["E05000001,1,1", "E05000002,1,2", "E05000003,1,2"]
    assert bring("figures", write(tmp_path, "w.csv", (header, rows)), *about, "households") == 2
    assert said in capsys.readouterr().err and not DataSet.objects.exists()


def test_tables_with_titles_that_make_no_key_are_kept_apart_and_from_outlines(north, tmp_path):
    file = write(tmp_path, "w.csv", ("ltla24_code,N,B", ["E09000001,1,1", "E09000002,1,2"]))
    titles = ["الماء", "الهواء", "Outlines ward"]
    for title in titles:
        assert bring("figures", file, "--title", title, *CARS[2:], "households") == 0
    keys = set(DataSet.objects.values_list("key", flat=True))
    assert len(keys) == 3 and all(key.startswith("table_") for key in keys)


def test_a_place_that_is_there_twice_with_other_numbers_gets_none(north, tmp_path, capsys):
    """The first of the two stood, and nobody could say that it was the right one."""
    rows = ["E09000001,5,1", "e09000001,7,1", "E09000002,1,1", "E09000002,1,1"]
    assert bring("figures", write(tmp_path, "b.csv", ("ltla24_code,N,B", rows)), *CARS, "households") == 1
    assert "No figure out of this file for: Ashby, the whole area." in capsys.readouterr().out
    assert [each.place.name for each in Figures.objects.select_related("place")] == ["Colne"]
