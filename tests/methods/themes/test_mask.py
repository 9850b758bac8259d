"""Names and numbers are gone before anything reads a note; what notes are about stays."""

import pytest

from listens.methods.themes.mask import common_here, mask, mask_all


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("My carer is called Natasha Brown and she helps", "My carer is called somebody and she helps"),
        ("Ring me on 07700 900123 please", "Ring me on please"),
        ("Write to sam@example.org about it", "Write to about it"),
        ("The lady xxxx was kind", "The lady somebody was kind"),
        ("My account 12345678 was closed", "My account was closed"),
        ("Damp in the flat since 2019", "Damp in the flat since 2019"),
        ("Half \ud800 a letter", "Half ? a letter"),
        ("", ""),
    ],
)
def test_mask(text, masked):
    assert mask(text) == masked


def test_a_place_that_is_known_stays():
    assert mask("The flat near Peckham is damp", frozenset({"peckham"})) == "The flat near Peckham is damp"


def test_what_many_notes_name_is_a_thing_and_what_few_name_is_a_person():
    texts = (
        ["I was told to ask Oracle again"] * 25
        + ["I was told to ask Natasha again"] * 4
        + ["so it goes"] * 100
    )
    masked = mask_all(texts)
    assert masked[0] == texts[0]
    assert masked[25] == "I was told to ask somebody again"


def test_what_is_mostly_written_small_is_a_word():
    texts = ["where is my Mortgage letter", *["about the mortgage"] * 5]
    assert "mortgage" in common_here(texts)
    assert "natasha" not in common_here(["see natasha", *["ask Natasha"] * 5])
