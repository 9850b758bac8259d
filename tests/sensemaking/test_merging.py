"""Merging, splitting and undoing: codings stay as they were made, and count where the codebook says now."""

import pytest

from listens.core.access import Denied
from listens.core.acting import Refused, Stale
from listens.sensemaking import actions
from listens.sensemaking.actions import (
    add_theme,
    change_theme,
    code_note,
    decide_note,
    import_codebook,
    merge_themes,
    park_theme,
    propose_quote,
    recode_note,
    reopen_note,
    set_theme_status,
    split_theme,
    undo_change,
)
from listens.sensemaking.behind import Which, behind
from listens.sensemaking.counts import coded, overlap, theme_counts
from listens.sensemaking.fetch import notes_to_recode, themes_in_use, whole_codebook
from listens.sensemaking.gate import published_quotes
from listens.sensemaking.history import changes, in_words, undoable
from listens.sensemaking.lineage import lineage, parts_of_split
from listens.sensemaking.models import Coding, Theme, ThemeChange, ThemeEdge
from listens.sensemaking.own_themes import own_themes
from listens.sensemaking.said_where import said_where
from listens.sensemaking.shortcuts import groups
from tests.cast import TODAY
from tests.sensemaking.build import WORDS, codebook, note, notes, quote, theme
from tests.sensemaking.proposed import proposal


def counted(cast):
    return {c.theme.code: c.num_conversations for c in theme_counts(cast.area) if c.num_conversations}


def change_of(theme, kind):
    return ThemeChange.objects.filter(theme=theme, kind=kind).last()


def as_stored():
    return list(Coding.objects.order_by("pk").values_list("note", "theme", "act"))


def test_after_a_merge_everything_that_is_read_counts_for_the_other_theme(cast):
    themes = codebook(cast)
    both, one, other = notes(cast, 3, may_quote=True)
    decide_note(cast.femi, both, [themes["damp"], themes["money"]])
    decide_note(cast.femi, one, [themes["damp"]])
    decide_note(cast.femi, other, [themes["money"]])
    quote(cast, one, themes["damp"])
    before = as_stored()
    assert counted(cast) == {"housing": 2, "damp": 2, "money": 2}

    merge_themes(cast.femi, themes["damp"], themes["money"], reason="The same thing")
    assert as_stored() == before
    assert counted(cast) == {"money": 3}
    assert {theme for theme, _of in coded(cast.area)} == {themes["money"].pk}
    assert len(list(coded(cast.area))) == 3
    assert [k.num_conversations for k in said_where(themes["money"]).kinds] == [3]
    assert said_where(themes["damp"]).kinds == [] and said_where(themes["housing"]).kinds == []
    assert set(behind(cast.area, Which(themes["money"])).notes) == {both, one, other}
    assert not any(behind(cast.area, Which(themes[code])).notes.exists() for code in ("damp", "housing"))
    [shown] = published_quotes([themes["money"].pk], TODAY)[themes["money"].pk]
    assert (shown.words, shown.theme_id) == (WORDS, themes["money"].pk)
    assert published_quotes([themes["damp"].pk], TODAY) == {}
    cast.area.theme_counts_from = 3
    own = own_themes(cast.community)
    assert [(each.count.theme.code, each.count.num_conversations) for each in own.themes] == [("money", 3)]
    assert "damp" not in [each.code for each in whole_codebook(cast.area)]
    assert "damp" not in [each.code for each in themes_in_use(cast.area)]


def test_a_chain_of_merges_counts_at_its_end_and_each_link_can_be_undone(cast):
    themes = codebook(cast)
    decide_note(cast.femi, note(cast), [themes["damp"]])
    merge_themes(cast.femi, themes["damp"], themes["repairs"])
    merge_themes(cast.femi, themes["repairs"], themes["money"])
    assert counted(cast) == {"money": 1}
    undo_change(cast.femi, change_of(themes["repairs"], "merged"))
    assert counted(cast) == {"housing": 1, "repairs": 1}
    undo_change(cast.femi, change_of(themes["damp"], "merged"))
    assert counted(cast) == {"housing": 1, "damp": 1}
    assert ThemeEdge.objects.count() == 2 and not ThemeEdge.objects.live().exists()
    merge_themes(cast.femi, themes["damp"], themes["money"])
    assert counted(cast) == {"money": 1}


def test_the_same_words_under_both_themes_are_shown_once(cast):
    themes = codebook(cast)
    spoken = note(cast, may_quote=True)
    quote(cast, spoken, themes["damp"])
    quote(cast, spoken, themes["money"])
    merge_themes(cast.femi, themes["damp"], themes["money"])
    assert len(published_quotes([themes["money"].pk], TODAY)[themes["money"].pk]) == 1


def test_a_circle_a_parent_and_what_cannot_be_chosen_are_refused(cast):
    themes = codebook(cast)
    with pytest.raises(Refused, match="itself"):
        merge_themes(cast.femi, themes["damp"], themes["damp"])
    with pytest.raises(Refused, match="has parts of its own, like “Damp”"):
        merge_themes(cast.femi, themes["housing"], themes["money"])
    elsewhere = Theme.objects.create(area=cast.other_area, code="far", name="Far", added_on=TODAY)
    with pytest.raises(Refused, match="another area"):
        merge_themes(cast.femi, themes["damp"], elsewhere)
    merge_themes(cast.femi, themes["damp"], themes["repairs"])
    for one, into in (("damp", "money"), ("repairs", "damp"), ("money", "damp")):
        with pytest.raises(Refused, match="was merged into “Repairs”"):
            merge_themes(cast.femi, themes[one], themes[into])
    park_theme(cast.femi, themes["money"])
    with pytest.raises(Refused, match="is parked"):
        merge_themes(cast.femi, themes["repairs"], themes["money"])
    with pytest.raises(Denied):
        merge_themes(cast.grace, themes["repairs"], themes["housing"])


def test_a_circle_in_the_rows_neither_hangs_nor_loses_a_note(cast):
    themes = codebook(cast)
    decide_note(cast.femi, note(cast), [themes["damp"]])
    one = merge_themes(cast.femi, themes["damp"], themes["repairs"])
    ThemeEdge.objects.create(change=one, kind="merged", theme=themes["repairs"], into=themes["damp"])
    lines = lineage(cast.area)
    assert {lines.stands(themes[code].pk) for code in ("damp", "repairs")} == {
        themes["damp"].pk,
        themes["repairs"].pk,
    }
    assert len(list(coded(cast.area))) == 1


def test_nothing_new_is_coded_to_a_merged_theme_and_taking_the_whole_off_takes_both_off(cast):
    themes = codebook(cast)
    spoken = note(cast)
    code_note(cast.femi, spoken, themes["damp"])
    merge_themes(cast.femi, themes["damp"], themes["money"])
    for act in (decide_note, lambda who, of, about: code_note(who, of, about[0])):
        with pytest.raises(Refused, match="now part of “Money”"):
            act(cast.femi, note(cast), [themes["damp"]])
    code_note(cast.femi, spoken, themes["money"], act="remove")
    assert counted(cast) == {}
    undo_change(cast.femi, change_of(themes["damp"], "merged"))
    assert counted(cast) == {}


def test_undoing_a_decision_names_the_theme_that_stands_now(cast):
    themes = codebook(cast)
    spoken = note(cast)
    decide_note(cast.femi, spoken, [themes["damp"]])
    merge_themes(cast.femi, themes["damp"], themes["money"])
    assert reopen_note(cast.femi, spoken).codes == ["money"]
    assert counted(cast) == {}


def test_a_split_of_a_first_level_theme_puts_the_parts_below_it_and_its_notes_wait(cast):
    themes = codebook(cast)
    first, second = notes(cast, 2)
    for one in (first, second):
        decide_note(cast.femi, one, [themes["money"]])
    debt, bills = split_theme(
        cast.femi,
        themes["money"],
        [{"name": "Debt", "definition": "Owing"}, {"name": "Money"}],
        reason="Two things",
    )
    assert (debt.code, debt.parent, debt.definition, bills.code) == (
        "debt",
        themes["money"],
        "Owing",
        "money-2",
    )
    assert counted(cast) == {"money": 2} and set(notes_to_recode(themes["money"])) == {first, second}
    with pytest.raises(Refused, match="was split. Choose one of its parts"):
        decide_note(cast.femi, note(cast), [themes["money"]])
    assert recode_note(cast.femi, first, themes["money"], [debt]) == 1
    assert counted(cast) == {"money": 2, "debt": 1} and list(notes_to_recode(themes["money"])) == [second]
    assert recode_note(cast.femi, second, themes["money"], []) == 0
    assert counted(cast) == {"money": 1, "debt": 1} and not notes_to_recode(themes["money"]).exists()
    with pytest.raises(Refused, match="anew"):
        recode_note(cast.femi, second, themes["money"], [debt])
    with pytest.raises(Refused, match="one of the parts"):
        recode_note(cast.femi, second, themes["money"], [themes["damp"]])
    later = add_theme(cast.femi, cast.area, code="fares", name="Fares", parent=themes["money"])
    assert parts_of_split(themes["money"], lineage(cast.area)) == [debt, bills, later]
    with pytest.raises(Refused, match="not split"):
        recode_note(cast.femi, second, themes["damp"], [])


def test_a_split_part_has_its_parts_beside_it_and_the_rest_can_be_merged_into_one(cast):
    themes = codebook(cast)
    decide_note(cast.femi, note(cast), [themes["damp"]])
    mould, leaks = split_theme(cast.femi, themes["damp"], [{"name": "Mould"}, {"name": "Leaks"}])
    assert mould.parent == leaks.parent == themes["housing"]
    merge_themes(cast.femi, themes["damp"], mould)
    assert counted(cast) == {"housing": 1, "mould": 1} and not notes_to_recode(themes["damp"]).exists()
    merge_themes(cast.femi, leaks, mould)
    assert parts_of_split(themes["damp"], lineage(cast.area)) == [mould]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (["One"], "2 to 8 parts"),
        ([str(n) for n in range(9)], "2 to 8 parts"),
        (["Debt", " debt"], "Two parts"),
        (["Debt", " "], "a name"),
        (["Debt", "x" * 121], "most is 120"),
    ],
)
def test_a_split_that_cannot_be_changes_nothing(cast, parts, words):
    money = codebook(cast)["money"]
    with pytest.raises(Refused, match=words):
        split_theme(cast.femi, money, [{"name": name} for name in parts])
    assert Theme.objects.count() == 4 and not ThemeChange.objects.exists()


def test_a_split_theme_heads_its_parts_on_the_coding_page(cast):
    themes = codebook(cast)
    split_theme(cast.femi, themes["money"], [{"name": "Debt"}, {"name": "Bills"}])
    found = groups(themes_in_use(cast.area))
    heads = [(group.whole.theme.code, group.whole.is_heading, len(group.parts)) for group in found]
    assert heads == [("housing", False, 2), ("money", True, 2)]


def test_undoing_a_split_parks_the_parts_until_somebody_has_worked_with_one(cast):
    themes = codebook(cast)
    debt, _bills = split_theme(cast.femi, themes["money"], [{"name": "Debt"}, {"name": "Bills"}])
    spoken = note(cast)
    code_note(cast.femi, spoken, debt)
    with pytest.raises(Refused, match="coded to “Debt” already"):
        undo_change(cast.femi, change_of(themes["money"], "split"))
    Coding.objects.all().delete()
    change_theme(cast.femi, debt, name="Debts", definition="", parent=debt.parent)
    with pytest.raises(Refused, match="“Debts” was changed"):
        undo_change(cast.femi, change_of(themes["money"], "split"))
    undo_change(cast.femi, change_of(debt, "changed"))
    undo_change(cast.femi, change_of(themes["money"], "split"))
    assert [each.code for each in themes_in_use(cast.area)] == ["housing", "damp", "repairs", "money"]
    assert Theme.objects.get(code="debt").parked_on == TODAY
    with pytest.raises(Refused, match="is taken"):
        add_theme(cast.femi, cast.area, code="debt", name="Debt")


def test_each_kind_of_change_is_undone_the_newest_first(cast):
    housing = add_theme(cast.femi, cast.area, code="housing", name="Housing")
    damp = add_theme(cast.femi, cast.area, code="damp", name="Damp", include="Mould")
    change_theme(cast.femi, damp, name="Wet", definition="Walls", parent=housing, exclude="Dry", sign="XX")
    set_theme_status(cast.femi, damp, "may_suggest", "It looks good")
    park_theme(cast.femi, damp)
    park_theme(cast.femi, damp, is_parked=False)
    kinds = ["added", "changed", "moved", "status", "parked", "unparked"]
    rows = list(ThemeChange.objects.filter(theme=damp))
    assert [row.kind for row in rows] == kinds
    with pytest.raises(Refused, match="Undo first what came after it: “Wet” is in use again"):
        undo_change(cast.femi, rows[0])
    with pytest.raises(Denied):
        undo_change(cast.grace, rows[-1])

    undo_change(cast.femi, rows[5])
    assert damp_now().parked_on == TODAY
    undo_change(cast.femi, rows[4])
    assert damp_now().parked_on is None
    with pytest.raises(Denied):
        undo_change(cast.amina, rows[3])
    undo_change(cast.femi, rows[3])
    assert (damp_now().status, damp_now().status_reason) == ("may_suggest", "")
    undo_change(cast.femi, rows[2])
    assert damp_now().parent is None
    undo_change(cast.amina, rows[1])
    now = damp_now()
    assert (now.name, now.definition, now.include, now.exclude, now.sign) == ("Damp", "", "Mould", "", "Da")
    undone = undo_change(cast.femi, rows[0])
    assert damp_now().parked_on == TODAY
    for row in (rows[0], undone):
        with pytest.raises(Refused, match="already"):
            undo_change(cast.femi, row)
    assert list(ThemeChange.objects.values_list("seq", flat=True)) == list(range(1, 14))
    assert in_words(undone) == "Undone: “Damp” was added."
    assert undoable(cast.area) == {1}


def damp_now():
    return Theme.objects.get(code="damp")


def test_an_undo_that_would_break_what_came_later_is_refused_in_words(cast):
    themes = codebook(cast)
    # The old mark has gone to another theme.
    change_theme(
        cast.femi,
        themes["damp"],
        name="Damp",
        definition="Mould, wet walls",
        parent=themes["housing"],
        sign="DD",
    )
    change_theme(
        cast.femi,
        themes["damp"],
        name="Damp",
        definition="Mould, wet walls",
        parent=themes["housing"],
        sign="DE",
    )
    change_theme(cast.femi, themes["money"], name="Money", definition="", parent=None, sign="dd")
    with pytest.raises(Refused, match="that of “Money”"):
        undo_change(cast.femi, change_of(themes["damp"], "changed"))
    # The place it was moved from is a part itself now.
    change_theme(cast.femi, themes["repairs"], name="Repairs", definition="", parent=themes["money"])
    change_theme(cast.femi, themes["damp"], name="Damp", definition="Mould, wet walls", parent=None)
    change_theme(cast.femi, themes["housing"], name="Housing", definition="", parent=themes["money"])
    for code in ("repairs", "damp"):
        with pytest.raises(Refused, match="two levels"):
            undo_change(cast.femi, change_of(themes[code], "moved"))
    # The theme above was merged meanwhile.
    merge_themes(cast.femi, themes["repairs"], themes["damp"])
    added = add_theme(cast.femi, cast.area, code="lifts", name="Lifts")
    decide_note(cast.femi, note(cast), [added])
    with pytest.raises(Refused, match="coded to “Lifts” already"):
        undo_change(cast.femi, change_of(added, "added"))
    quoted = add_theme(cast.femi, cast.area, code="buses", name="Buses")
    propose_quote(cast.femi, note(cast, may_quote=True), quoted, 0, 8)
    with pytest.raises(Refused, match="has quotes already"):
        undo_change(cast.femi, change_of(quoted, "added"))
    goal = add_theme(cast.femi, cast.area, code="trains", name="Trains")
    merge_themes(cast.femi, quoted, goal)
    with pytest.raises(Refused, match="“Buses” was merged into “Trains”"):
        undo_change(cast.femi, change_of(goal, "added"))


def test_undoing_a_merge_needs_the_theme_above_to_stand(cast):
    themes = codebook(cast)
    merge_themes(cast.femi, themes["damp"], themes["money"])
    merge_themes(cast.femi, themes["repairs"], themes["money"])
    merge_themes(cast.femi, themes["housing"], themes["money"])
    with pytest.raises(Refused, match="“Housing” was merged into “Money”. Undo that first"):
        undo_change(cast.femi, change_of(themes["damp"], "merged"))


def test_nothing_of_a_merged_theme_can_be_changed(cast):
    themes = codebook(cast)
    merge_themes(cast.femi, themes["damp"], themes["money"])
    damp = themes["damp"]
    for act in (
        lambda: change_theme(cast.femi, damp, name="X", definition="", parent=None),
        lambda: park_theme(cast.femi, damp),
        lambda: set_theme_status(cast.femi, damp, "may_count", "Why"),
        lambda: split_theme(cast.femi, damp, [{"name": "A"}, {"name": "B"}]),
        lambda: add_theme(cast.femi, cast.area, code="x", name="X", parent=themes["damp"]),
    ):
        with pytest.raises(Refused):
            act()


def test_the_second_of_two_people_is_told_what_the_first_did(cast):
    themes = codebook(cast)
    change_theme(cast.amina, themes["damp"], name="Wet homes", definition="", parent=None)
    with pytest.raises(Stale, match="Amina: “Wet homes” was moved. Amina: “Wet homes” was changed"):
        change_theme(cast.femi, themes["damp"], name="Mould", definition="", parent=None, seen_seq=0)
    assert Theme.objects.get(code="damp").name == "Wet homes"
    # What somebody did to another theme is no matter.
    change_theme(cast.femi, themes["money"], name="Cash", definition="", parent=None, seen_seq=0)
    merge_themes(cast.amina, themes["money"], themes["repairs"])
    for act in (
        lambda: park_theme(cast.femi, themes["repairs"], seen_seq=3),
        lambda: split_theme(cast.femi, themes["repairs"], [{"name": "A"}, {"name": "B"}], seen_seq=3),
        lambda: merge_themes(cast.femi, themes["damp"], themes["repairs"], seen_seq=3),
    ):
        with pytest.raises(Stale, match="was merged into “Repairs”"):
            act()


def test_the_history_of_one_theme_has_what_came_into_it(cast):
    themes = codebook(cast)
    merge_themes(cast.femi, themes["damp"], themes["money"])
    undo_change(cast.femi, change_of(themes["damp"], "merged"))
    park_theme(cast.femi, themes["repairs"])
    for code in ("damp", "money"):
        assert [row.kind for row in changes(cast.area, themes[code])] == ["undone", "merged"]
    assert len(changes(cast.area)) == 3


def test_what_the_machine_may_do_is_set_by_sense_makers_with_a_reason(cast):
    damp = codebook(cast)["damp"]
    for who in (cast.amina, cast.grace):
        with pytest.raises(Denied):
            set_theme_status(who, damp, "may_count", "Because")
    for status, reason, words in (("may_count", " ", "why"), ("never", "So", "one of the answers")):
        with pytest.raises(Refused, match=words):
            set_theme_status(cast.femi, damp, status, reason)
    set_theme_status(cast.femi, damp, "may_count", "Two of us agreed")
    set_theme_status(cast.femi, damp, "may_count", "Two of us agreed")
    assert (damp.status, damp.status_reason) == ("may_count", "Two of us agreed")
    assert ThemeChange.objects.count() == 1


def test_what_both_have_before_a_merge(cast):
    themes = codebook(cast)
    first, second = notes(cast, 2, together=True)
    decide_note(cast.femi, first, [themes["money"], themes["damp"]])
    decide_note(cast.femi, second, [themes["money"]])
    decide_note(cast.femi, note(cast), [themes["repairs"]])
    found = overlap(themes["money"], themes["housing"])
    assert (found.conversations, found.notes) == ((1, 2, 1, 2), (2, 2, 1, 3))


def test_a_mark_is_made_from_the_name_and_is_like_no_other(cast):
    made = [
        add_theme(cast.femi, cast.area, code=f"t{n}", name=name).sign
        for n, name in enumerate(
            ["Damp homes", "Debt", "Dentists", "Debt", "Damp homes", "Damp", "¿?", "Ночь", "水"]
        )
    ]
    assert made == ["DH", "De", "Dn", "Db", "Da", "Dm", "T2", "Но", "水2"]
    assert add_theme(cast.femi, cast.area, code="own", name="Own", sign="z9").sign == "z9"
    for sign, words in (
        ("dh", "that of “Damp homes”"),
        ("=1", "letters or digits"),
        ("toolong", "letters or digits"),
    ):
        with pytest.raises(Refused, match=words):
            add_theme(cast.femi, cast.area, code="more", name="More", sign=sign)


def test_a_thousand_themes_of_one_name_have_a_thousand_marks(cast):
    from listens.sensemaking.signs import sign_for

    taken: set[str] = set()
    for _n in range(1000):
        taken.add(sign_for("Home", taken).casefold())
    assert len(taken) == 1000 and max(map(len, taken)) <= 3


def test_themes_without_a_mark_are_no_trouble(cast):
    one, other = theme(cast, "one", sign=""), theme(cast, "two", sign="")
    assert (one.signed_name, other.signed_name) == ("One", "Two")


def test_a_file_puts_nothing_below_a_theme_that_was_merged(cast):
    """It would be below nothing: in no count and on no page."""
    themes = codebook(cast)
    merge_themes(cast.femi, themes["money"], themes["housing"])
    with pytest.raises(Refused, match="merged into “Housing”. Choose that one"):
        import_codebook(cast.femi, cast.area, [{"id": "debt", "name": "Debt", "parent": "money"}])
    assert not Theme.objects.filter(code="debt").exists()
    assert import_codebook(cast.femi, cast.area, [{"id": "debt", "name": "Debt", "parent": "housing"}]) == (
        1,
        0,
    )


@pytest.mark.parametrize("rests", ["nothing", "a merged theme", "a part"])
def test_taking_a_proposal_back_parks_its_theme_only_where_nothing_rests_on_it(cast, rests):
    themes, found = codebook(cast), proposal(cast)
    made = actions.accept_as_new(cast.femi, found, seen_seq=0, code="new", name="New", definition="Said anew")
    if rests == "a merged theme":
        merge_themes(cast.femi, themes["damp"], made)
    if rests == "a part":
        add_theme(cast.femi, cast.area, code="part", name="Part", parent=made)
    actions.undo_proposal(cast.femi, found, seen_seq=1)
    made.refresh_from_db()
    assert bool(made.parked_on) == (rests == "nothing")
