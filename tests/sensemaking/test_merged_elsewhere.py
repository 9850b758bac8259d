"""A merge counts wherever themes are read: in the picture of all themes, between two people, and at the wall."""

import csv
import io

from listens.sensemaking import agreement, blind, overview
from listens.sensemaking.actions import (
    code_wall,
    decide_blind,
    decide_note,
    merge_themes,
    number_notes,
    take_over_agreed,
    undo_change,
)
from listens.sensemaking.models import Coding, ThemeChange
from tests.sensemaking.build import blind_check, codebook, note, notes, second_coder


def test_all_themes_at_once_show_a_merged_one_where_it_is_now(cast):
    themes = codebook(cast)
    decide_note(cast.femi, note(cast), [themes["damp"]])
    decide_note(cast.femi, note(cast), [themes["damp"], themes["money"]])
    merge_themes(cast.femi, themes["damp"], themes["money"])
    found = overview.heard(cast.area)
    assert [theme.code for theme in found.themes] == ["housing", "repairs", "money"]
    assert int(found.having(themes["money"]).sum()) == 2 and not found.having(themes["housing"]).any()


def test_two_people_who_chose_either_of_two_merged_themes_agree(cast):
    themes = codebook(cast)
    check, other = blind_check(cast, 2), second_coder(cast)
    drawn = check.notes.first().note
    decide_blind(cast.femi, drawn, [themes["damp"]])
    decide_blind(other, drawn, [themes["money"]])
    [met] = blind.meetings(check)
    assert not met.is_agreed and take_over_agreed(cast.femi, check) == 0
    merge_themes(cast.femi, themes["damp"], themes["money"])
    [met] = blind.meetings(check)
    assert met.is_agreed and met.shared == {themes["money"].pk}
    [row] = [row for row in agreement.by_theme(cast.round) if row.theme == themes["money"]]
    assert (row.num_notes, row.alpha) == (1, None)  # everybody chose it
    rows = list(csv.DictReader(io.StringIO(agreement.as_csv(cast.round))))
    assert [row["code"] for row in rows] == ["money", "money"]
    assert take_over_agreed(cast.femi, check) == 1
    current = Coding.objects.current().filter(note=drawn)
    assert list(current.values_list("theme__code", flat=True)) == ["money"]


def test_what_was_merged_comes_off_at_the_wall_and_stays_off(cast):
    themes = codebook(cast)
    notes(cast, 2)
    number_notes(cast.femi, cast.round)
    code_wall(cast.femi, cast.round, [1, 2], themes["damp"])
    code_wall(cast.femi, cast.round, [1], themes["money"])
    merge_themes(cast.femi, themes["damp"], themes["money"])
    assert code_wall(cast.femi, cast.round, [1, 2], themes["money"], act="remove") == (2, [])
    assert code_wall(cast.femi, cast.round, [1, 2], themes["money"], act="remove") == (0, [])
    undo_change(cast.femi, ThemeChange.objects.get())
    assert not Coding.objects.current().exists()
