"""A note as clauses: the unit of coding."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listens.methods.themes.split import clauses, texts_and_owners


def said(text):
    return [clause.of(text) for clause in clauses(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Staff were kind, but the waiting was awful.", ["Staff were kind,", "but the waiting was awful."]),
        (
            "Dr. Okafor came at 3.5 hours. Nobody rang back!",
            ["Dr. Okafor came at 3.5 hours.", "Nobody rang back!"],
        ),
        ("The damp is bad although they painted", ["The damp is bad", "although they painted"]),
        ("Cold room\n- no heating\nlong wait", ["Cold room", "- no heating", "long wait"]),
        ("Good. The food was cold.", ["Good. The food was cold."]),
        ("食物很好。但是等待时间太长了！", ["食物很好。", "但是等待时间太长了！"]),
        ("الغرفة باردة جدا؟ الطعام جيد دائما", ["الغرفة باردة جدا؟", "الطعام جيد دائما"]),
        ("खाना अच्छा था। इंतज़ार बहुत लंबा था।", ["खाना अच्छा था।", "इंतज़ार बहुत लंबा था।"]),
        ("El personal es amable, pero hay que esperar", ["El personal es amable,", "pero hay que esperar"]),
        ("", []),
        (" \n\t ", []),
        ("…", ["…"]),
    ],
)
def test_a_clause_ends_where_a_thought_does(text, parts):
    assert said(text) == parts


def test_what_runs_on_is_cut_at_a_comma_or_after_forty_words():
    assert [len(part.split()) for part in said("word " * 90)] == [40, 40, 10]
    listed = "the lift is broken, " * 20
    assert all(part.endswith(",") and len(part.split()) <= 40 for part in said(listed))
    assert len(said("字" * 200)) == 3  # about two letters to a word, where none are set apart


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300)
    | st.text(" .,;!but\nx", max_size=300)
)
def test_clauses_keep_every_letter_once_and_in_order(text):
    found = clauses(text)
    assert found == clauses(text)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
    kept = "".join(clause.of(text) for clause in found)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(clause.of(text) == clause.of(text).strip() != "" for clause in found)


def test_every_note_owns_a_clause():
    texts, owners = texts_and_owners(["One thing here. Another thing there.", "", "Just this"])
    assert owners == [0, 0, 1, 2]
    assert texts[2] == ""
