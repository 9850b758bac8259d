"""Marked words of a note: kept as decisions, counted once for the note, taken back one by one, never lost or wrong."""

import pytest
from django.core.cache import cache

from listens.core.acting import Refused
from listens.listening.models import NoteStrike
from listens.sensemaking import progress
from listens.sensemaking.actions import code_note, decide_blind, decide_note, reopen_blind, reopen_note
from listens.sensemaking.agreement import as_csv
from listens.sensemaking.blind import choices, next_notes
from listens.sensemaking.counts import theme_counts
from listens.sensemaking.marked_text import stretches
from listens.sensemaking.marks import Mark, marks_on, read_marks, read_parts
from listens.sensemaking.models import Coding
from listens.sensemaking.uncoded import Progress
from tests.cast import TODAY
from tests.sensemaking.build import blind_check, codebook, note, notes, second_coder, withdraw
from tests.sensemaking.test_codings import themes_on
from tests.sensemaking.test_codings_import import bring_in

DAMP, RING = (4, 20), (46, 58)  # "damp is on the w", "body comes w"


def on(of, themes):
    return [(theme.code, span) for theme, span in marks_on([of], {t.pk: t for t in themes.values()})[of.pk]]


def strike(cast, of, start, end):
    fields = {"seq": 1, "kind": "name", "reason": "names", "by": cast.grace, "on": TODAY}
    NoteStrike.objects.create(note=of, start=start, end=end, **fields)


def test_a_theme_on_several_words_counts_once_for_the_note(cast):
    themes, one = codebook(cast), note(cast)
    marked = [(themes["damp"], DAMP), (themes["damp"], RING), (themes["repairs"], DAMP)]
    assert decide_note(cast.femi, one, [themes["money"]], marked) == 4
    assert decide_note(cast.femi, one, [themes["money"]], marked) == 0
    assert themes_on(one) == ["damp", "money", "repairs"]
    assert on(one, themes) == [("damp", DAMP), ("repairs", DAMP), ("damp", RING)]
    assert {c.theme.code: c.num_notes for c in theme_counts(cast.area)}["damp"] == 1


def test_undoing_gives_back_what_was_marked(cast):
    themes, one = codebook(cast), note(cast)
    decide_note(cast.femi, one, [themes["money"]], [(themes["damp"], RING), (themes["damp"], DAMP)])
    chosen = reopen_note(cast.femi, one)
    assert chosen.codes == ["money"]
    assert chosen.marks == [Mark("damp", *DAMP), Mark("damp", *RING)]
    assert (themes_on(one), on(one, themes)) == ([], [])


def test_one_mark_is_taken_off_and_the_other_keeps_the_theme(cast):
    themes, one = codebook(cast), note(cast)
    decide_note(cast.femi, one, [], [(themes["damp"], DAMP), (themes["damp"], RING)])
    code_note(cast.femi, one, themes["damp"], act="remove", span=RING)
    assert (themes_on(one), on(one, themes)) == (["damp"], [("damp", DAMP)])
    with pytest.raises(Refused, match="do not have"):
        code_note(cast.femi, one, themes["damp"], act="remove", span=RING)
    code_note(cast.femi, one, themes["damp"], act="remove", span=DAMP)
    assert themes_on(one) == []


def test_taking_a_theme_off_takes_its_marks_along(cast):
    themes, one = codebook(cast), note(cast)
    decide_note(cast.femi, one, [], [(themes["damp"], DAMP), (themes["damp"], RING)])
    code_note(cast.femi, one, themes["damp"], act="remove")
    assert (themes_on(one), on(one, themes)) == ([], [])


def test_of_two_coders_each_takes_back_only_their_own_words(cast):
    themes, one, grace = codebook(cast), note(cast), second_coder(cast)
    decide_note(cast.femi, one, [themes["money"]], [(themes["damp"], DAMP)])
    decide_note(grace, one, [], [(themes["damp"], RING), (themes["money"], RING)])
    assert reopen_note(grace, one).marks == [Mark("damp", *RING), Mark("money", *RING)]
    assert (themes_on(one), on(one, themes)) == (["damp", "money"], [("damp", DAMP)])
    decide_note(grace, one, [], [(themes["money"], RING)])
    assert reopen_note(cast.femi, one).marks == [Mark("damp", *DAMP)]
    assert (themes_on(one), on(one, themes)) == (["money"], [("money", RING)])


def test_words_that_were_taken_out_since_leave_the_theme_to_the_note(cast):
    themes, one = codebook(cast), note(cast)
    decide_note(cast.femi, one, [], [(themes["damp"], DAMP), (themes["repairs"], RING)])
    strike(cast, one, DAMP[0] - 2, DAMP[1] + 1)
    one.refresh_from_db()
    assert themes_on(one) == ["damp", "repairs"]
    assert on(one, themes) == [("repairs", RING)]
    one.forget_letters([DAMP])
    assert on(one, themes) == [("repairs", RING)]
    one.text = one.text[:10]
    one.save()
    assert (themes_on(one), on(one, themes)) == (["damp", "repairs"], [])


BAD = [((5, 3), "own words"), ((0, 10_000), "own words"), ((3, 4), "own words"), ((0, 2), "whole letters")]


@pytest.mark.parametrize(("span", "why"), BAD)
def test_what_cannot_be_marked_is_refused_and_nothing_kept(cast, span, why):
    themes, one = codebook(cast), note(cast, text="xe\u0301 damp is back")
    with pytest.raises(Refused, match=why):
        decide_note(cast.femi, one, [themes["money"]], [(themes["damp"], span)])
    assert not Coding.objects.exists()


def test_words_that_are_out_cannot_be_marked(cast):
    themes, one = codebook(cast), note(cast)
    strike(cast, one, 0, 30)
    with pytest.raises(Refused, match="taken out"):
        decide_note(cast.femi, one, [], [(themes["damp"], DAMP)])


@pytest.mark.parametrize(
    "typed", ["damp", "damp:1", "damp:a:b", "damp:-1:4", "damp:1:2:3", "damp:1:99999999"]
)
def test_a_mark_that_is_none_is_refused(typed):
    with pytest.raises(Refused, match="could not be read"):
        read_marks([typed])


def test_ticked_clauses_that_follow_each_other_are_one_mark(cast):
    one = note(cast, text="The damp is back. Nobody comes here. The rent went up.")
    places = ["0:17", "18:36", "37:54"]
    assert read_parts(one, places[:2]) == [(0, 36)]
    assert read_parts(one, [places[2], places[0]]) == [(0, 17), (37, 54)]


def test_marks_lie_over_each_other_and_around_what_is_out(cast):
    themes, one = codebook(cast), note(cast, text="Ring Ana about the damp, please")
    strike(cast, one, 5, 8)
    found = stretches(one, [(themes["damp"], (0, 23)), (themes["money"], (9, 31))])
    assert [(each.words, each.pattern) for each in found] == [
        ("Ring ", "1"),
        ("[name taken out]", "1"),
        (" ", "1"),
        ("about the damp", "several"),
        (", please", "2"),
    ]
    assert [(len(each.begins), len(each.ends)) for each in found] == [(1, 0), (0, 0), (0, 0), (1, 1), (0, 1)]


def test_agreement_looks_at_notes_and_the_file_has_the_words(cast):
    themes, check, grace = codebook(cast), blind_check(cast, 2), second_coder(cast)
    one = next_notes(cast.femi, check)[0]
    assert decide_blind(cast.femi, one, [], [(themes["damp"], (8, 12)), (themes["damp"], (0, 4))]) == 2
    assert decide_blind(cast.femi, one, [], [(themes["damp"], (0, 4)), (themes["damp"], (8, 12))]) == 0
    assert reopen_blind(cast.femi, one).marks == [Mark("damp", 8, 12), Mark("damp", 0, 4)]
    decide_blind(cast.femi, one, [], [(themes["damp"], (8, 12)), (themes["damp"], (0, 4))])
    decide_blind(grace, one, [themes["damp"]])
    assert set(choices([one.pk])[one.pk].values()) == {frozenset({themes["damp"].pk})}
    lines = as_csv(cast.round).splitlines()
    assert lines[0] == "unit,coder,code,pass,start,end"
    assert sorted(line.partition(",damp,")[2] for line in lines[1:]) == ["blind,,", "blind,0,4", "blind,8,12"]
    assert on(one, themes) == []


def test_marks_come_in_with_a_file_and_come_out_as_they_were(cast, tmp_path):
    themes, check = codebook(cast), blind_check(cast, 2)
    one = next_notes(cast.femi, check)[0]
    for who in (cast.femi, second_coder(cast)):
        decide_blind(who, one, [themes["money"]], [(themes["damp"], (8, 12))])
    file = as_csv(cast.round)
    outcome = bring_in(cast, tmp_path, file)
    assert (outcome.num_added, outcome.findings) == (4, [])
    assert bring_in(cast, tmp_path, file).num_unchanged == 4
    own = Coding.objects.exclude(coder="").filter(theme=themes["damp"])
    assert set(own.values_list("span_start", "span_end")) == {(8, 12)}


BAD_ROWS = [
    ("n0,ana,damp,,4,\n", "start", "two whole numbers"),
    ("n0,ana,damp,,x,9\n", "start", "two whole numbers"),
    ("n0,ana,damp,,9,4\n", "start", "own words"),
    ("n0,ana,damp,,4,4000\n", "start", "own words"),
    ("n0,ana,,,4,9\n", "code", "need a code"),
]


@pytest.mark.parametrize(("row", "column", "words"), BAD_ROWS)
def test_a_bad_place_in_a_file_is_a_finding(cast, tmp_path, row, column, words):
    codebook(cast)
    note(cast)
    outcome = bring_in(cast, tmp_path, f"unit,coder,code,pass,start,end\n{row}n0,ana,damp,,4,20\n")
    [finding] = outcome.findings
    assert (finding.row, finding.column, outcome.num_added) == (2, column, 1) and words in finding.problem


def test_an_old_address_with_marks_that_no_longer_fit_opens_the_page(cast):
    codebook(cast)
    one = note(cast)
    page = f"/{cast.area.slug}/coding/{cast.round.slug}/?note={one.pk}"
    answer = cast.client("femi").get(f"{page}&marks=damp:4:20&marks=damp:4:9000&marks=gone:0:4")
    assert [str(mark) for _theme, mark, _words in answer.context["marks"]] == ["damp:4:20"]
    assert cast.client("femi").get(f"{page}&marks=x").context["marks"] == []


def test_how_far_a_large_round_is_says_what_was_just_decided(cast, monkeypatch, django_assert_num_queries):
    themes, made, grace = codebook(cast), notes(cast, 6), second_coder(cast)
    cache.clear()
    monkeypatch.setattr(progress, "MANY", 5)
    decide_note(cast.femi, made[0], [themes["damp"]])
    assert progress.of_round(cast.round) == Progress(1, 6)
    decide_note(cast.femi, made[1], [], [(themes["damp"], DAMP)])
    decide_note(grace, made[0], [themes["money"]])
    decide_note(cast.femi, made[2], [])
    with django_assert_num_queries(3):
        assert progress.of_round(cast.round) == Progress(3, 6)
    reopen_note(cast.femi, made[0])
    reopen_note(cast.femi, made[1])
    assert progress.of_round(cast.round) == Progress(2, 6)
    reopen_note(grace, made[0])
    assert progress.of_round(cast.round) == Progress(1, 6)
    monkeypatch.setattr(progress, "MOST_SINCE", 1)
    withdraw(cast, made[5])
    assert progress.of_round(cast.round) == Progress(1, 5)
