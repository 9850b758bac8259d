"""The codebook: two levels, codes that never change, and bringing one in from a file."""

import json

import pytest

from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.models import AuditEvent
from listens.core.tables import UnreadableTable
from listens.sensemaking.actions import (
    add_theme,
    change_theme,
    import_codebook,
    import_codebook_table,
    park_theme,
)
from listens.sensemaking.codebook_file import as_csv, as_json, read_codebook
from listens.sensemaking.models import Theme
from tests.sensemaking.build import codebook, theme

BAD_THEMES = [
    ({"code": "damp walls"}, "cannot be a code"),
    ({"code": "housing"}, "is taken"),
    ({"code": "x" * 61}, "too long"),
    ({"name": " "}, "Give the theme a name"),
    ({"name": "x" * 121}, "most is 120"),
    ({"definition": "a\x00"}, "NUL"),
    ({"name": "\ud800"}, "half of a character"),
]


def test_a_theme_is_added_below_another(cast):
    housing = add_theme(cast.femi, cast.area, code="housing", name=" Housing ")
    damp = add_theme(cast.amina, cast.area, code="damp", name="Damp", parent=housing)
    assert (damp.parent, housing.name, damp.position) == (housing, "Housing", 1)
    assert AuditEvent.objects.filter(verb="edit_codebook").count() == 2


@pytest.mark.parametrize(("typed", "words"), BAD_THEMES)
def test_a_theme_that_cannot_be_is_refused(cast, typed, words):
    codebook(cast)
    with pytest.raises(Refused, match=words):
        add_theme(cast.femi, cast.area, **{"code": "new", "name": "New", **typed})
    assert Theme.objects.count() == 4


def test_a_third_level_and_another_areas_parent_are_refused(cast):
    themes = codebook(cast)
    with pytest.raises(Refused, match="two levels"):
        add_theme(cast.femi, cast.area, code="cot", name="Cot", parent=themes["damp"])
    elsewhere = Theme.objects.create(area=cast.other_area, code="far", name="Far", added_on=cast.area.today())
    with pytest.raises(Refused, match="two levels"):
        add_theme(cast.femi, cast.area, code="near", name="Near", parent=elsewhere)


def test_only_who_keeps_the_codebook_changes_it(cast):
    for who in (cast.grace, cast.bea, cast.esi):
        with pytest.raises(Denied):
            add_theme(who, cast.area, code="new", name="New")


def test_a_theme_is_renamed_and_moved_and_keeps_its_code(cast):
    themes = codebook(cast)
    moved = change_theme(
        cast.femi, themes["damp"], name="Damp homes", definition="Wet walls", parent=themes["money"]
    )
    assert (moved.code, moved.name, moved.parent) == ("damp", "Damp homes", themes["money"])
    before = AuditEvent.objects.count()
    change_theme(cast.femi, moved, name="Damp homes", definition="Wet walls", parent=themes["money"])
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize(
    ("which", "below", "words"),
    [("money", "money", "first level"), ("housing", "money", "first level"), ("money", "damp", "two levels")],
)
def test_a_circle_or_a_third_level_is_refused_on_moving(cast, which, below, words):
    themes = codebook(cast)
    with pytest.raises(Refused, match=words):
        change_theme(cast.femi, themes[which], name="X", definition="", parent=themes[below])
    themes[which].refresh_from_db()
    assert themes[which].parent is None


def test_parking_takes_a_theme_and_its_parts_out_of_use_and_back(cast):
    themes = codebook(cast)
    park_theme(cast.femi, themes["housing"])
    assert [t.code for t in Theme.objects.filter(area=cast.area).in_use()] == ["money"]
    park_theme(cast.femi, themes["housing"], is_parked=False)
    assert Theme.objects.in_use().count() == 4


def test_a_list_of_themes_comes_in_whatever_its_order(cast):
    rows = [{"id": "damp", "name": "Damp", "parent": "housing"}, {"id": "housing", "name": "Housing"}]
    assert import_codebook(cast.femi, cast.area, rows) == (2, 0)
    assert import_codebook(cast.femi, cast.area, rows) == (0, 2)
    assert Theme.objects.get(code="damp").parent.code == "housing"


@pytest.mark.parametrize("parent", ["nowhere", "damp"])
def test_a_list_with_a_missing_parent_changes_nothing(cast, parent):
    with pytest.raises(Refused, match="damp: The parent"):
        import_codebook(cast.femi, cast.area, [{"id": "ok", "name": "OK"}, {"id": "damp", "parent": parent}])
    assert not Theme.objects.exists()


CSV = b"""code;name;definition;parent
damp;Damp;Wet walls;housing
housing;Housing;;
bad code;Bad;;
lost;Lost;;nowhere
"""


def test_a_file_keeps_good_rows_and_says_what_is_wrong_with_the_others(cast):
    outcome = import_codebook_table(cast.femi, cast.area, read_codebook(CSV, "book.csv"))
    assert (outcome.num_added, outcome.num_rejected) == (2, 2)
    assert {(one.row, one.column) for one in outcome.findings} == {(4, "code"), (5, "parent")}
    again = import_codebook_table(cast.femi, cast.area, read_codebook(CSV, "book.csv"))
    assert (again.num_added, again.num_unchanged) == (0, 2)


def test_all_or_nothing_and_a_dry_run_keep_nothing(cast):
    table = read_codebook(CSV, "book.csv")
    assert import_codebook_table(cast.femi, cast.area, table, all_or_nothing=True).num_added == 0
    assert import_codebook_table(cast.femi, cast.area, table, dry_run=True).num_added == 2
    assert not Theme.objects.exists()


def test_a_code_that_is_here_with_another_name_is_a_finding_and_stays(cast):
    codebook(cast)
    table = read_codebook(b"code,name\nmoney,Cash\n", "book.csv")
    [finding] = import_codebook_table(cast.femi, cast.area, table).findings
    assert (finding.row, finding.column) == (2, "name") and Theme.objects.get(code="money").name == "Money"


def test_what_goes_out_comes_in_again_unchanged(cast):
    codebook(cast)
    themes = list(Theme.objects.select_related("parent"))
    for data in (as_csv(themes), as_json(themes, {themes[0].pk: ["Nobody comes"]})):
        outcome = import_codebook_table(cast.femi, cast.area, read_codebook(data.encode(), "out"))
        assert (outcome.num_added, outcome.num_unchanged, outcome.findings) == (0, 4, [])
    assert json.loads(data)["themes"][0]["examples"] == ["Nobody comes"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b'{"themes": 3}',
        b"{}",
        b"name,definition\nx,y\n",
        b"[" * 100_000,
        b"PK\x03\x04x",
        b"code,name\n" + b"a,b\n" * 1001,
    ],
)
def test_a_file_that_is_no_codebook_is_refused_whole(data):
    with pytest.raises(UnreadableTable):
        read_codebook(data, "book")


@pytest.mark.parametrize(
    "bad", [3, None, {}, {"id": 4}, {"id": "a", "name": []}, {"id": "a\u0000"}, {"id": "a", "name": "\ud800"}]
)
def test_a_bad_theme_of_a_json_file_is_a_finding(cast, bad):
    data = json.dumps({"themes": [bad, {"id": "ok"}]}).encode()
    outcome = import_codebook_table(cast.femi, cast.area, read_codebook(data, "book.json"))
    assert [one.row for one in outcome.findings] == [1]
    assert Theme.objects.get().name == "ok"


def test_themes_of_another_area_are_not_touched(cast):
    theme(cast, "housing")
    import_codebook_table(cast.esi, cast.other_area, read_codebook(b"code,name\nhousing,Homes\n", "b"))
    assert sorted(Theme.objects.values_list("name", flat=True)) == ["Homes", "Housing"]
