"""Every other page of the room at both widths: axe, no sideways scroll, and pictures to look at."""

import pytest

from listens.sensemaking.actions import (
    add_example,
    add_note_example,
    add_theme,
    change_theme,
    decide_note,
    merge_themes,
    park_theme,
    set_theme_status,
    split_theme,
    undo_change,
)
from listens.sensemaking.models import ThemeChange
from tests.browser import PHONE, check_page, picture, sign_in
from tests.sensemaking.build import codebook, note, notes, quote

pytestmark = pytest.mark.browser


@pytest.fixture
def heard(cast):
    themes = codebook(cast)
    for one in notes(cast, 6, may_quote=True, people=3):
        decide_note(cast.femi, one, [themes["damp"]])
    quote(cast, one, themes["damp"])
    quote(
        cast,
        note(cast, may_quote=True, text="The lift has been out since spring."),
        themes["housing"],
        days_ago=1,
    )
    own_the_codebook(cast, themes, one)
    waiting = quote(cast, note(cast, may_quote=True), themes["damp"], is_checked=False)
    return {
        "femi": [
            ("codebook", "codebook/"),
            ("theme", "codebook/themes/housing/"),
            ("theme-notes", "codebook/themes/damp/notes/"),
            ("codebook-open", "codebook/?open=1"),
            ("add-theme", "codebook/add/"),
            ("change-theme", "codebook/themes/damp/change/"),
            ("theme-status", "codebook/themes/damp/status/"),
            ("theme-examples", "codebook/themes/damp/examples/"),
            ("merge-theme", "codebook/themes/damp/merge/"),
            ("merge-preview", "codebook/themes/damp/merge/?into=repairs"),
            ("merged-theme", "codebook/themes/fares/"),
            ("split-theme", "codebook/themes/damp/split/"),
            ("split-already", "codebook/themes/money/"),
            ("recode", "codebook/themes/money/recode/"),
            ("changes", "codebook/changes/"),
            ("send-codebook", "codebook/import/"),
            ("park-theme", "codebook/themes/damp/park/"),
            ("quotes", "quotes/"),
            ("nothing-to-check", "quotes/check/"),
        ],
        "grace": [("check-quote", f"quotes/{waiting.pk}/check/")],
        "bea": [("own-themes", f"organisations/{cast.community.pk}/themes/")],
    }


def own_the_codebook(cast, themes, spoken):
    """Every state that a theme can have, with words beside it."""
    change_theme(
        cast.femi,
        themes["damp"],
        name="Damp",
        definition="Wet walls, mould, and what they do to people's health.",
        include="Cots and beds that had to be moved.",
        exclude="Leaks that somebody only has to mend: Repairs.",
        parent=themes["housing"],
    )
    add_example(cast.femi, themes["damp"], "The wall behind the bed is black again by March.")
    add_example(cast.femi, themes["damp"], "The tap drips.", is_counter=True)
    add_note_example(cast.femi, themes["damp"], spoken)
    set_theme_status(cast.femi, themes["damp"], "may_suggest", "Two of us agreed on nine notes of ten.")
    fares = add_theme(cast.femi, cast.area, code="fares", name="Bus fares")
    decide_note(cast.femi, spoken, [themes["money"], fares])
    merge_themes(cast.femi, fares, themes["money"], reason="Nobody spoke of fares but as money.")
    split_theme(
        cast.femi,
        themes["money"],
        [{"name": "Debt", "definition": "Owing somebody"}, {"name": "Bills"}],
        reason="Two things that need different asks.",
    )
    park_theme(cast.femi, themes["repairs"])
    undo_change(cast.femi, ThemeChange.objects.last())


@pytest.mark.parametrize("who", ["femi", "grace", "bea"])
def test_every_page_passes_at_both_widths(cast, page, heard, who):
    sign_in(page, cast.actors[who])
    for name, path in heard[who]:
        assert page.goto(f"/{cast.area.slug}/{path}").status == 200
        check_page(page)
        picture(page, f"sense-{name}")
        page.set_viewport_size(PHONE)
        picture(page, f"sense-{name}-phone")
