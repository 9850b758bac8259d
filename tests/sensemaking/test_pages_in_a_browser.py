"""Every other page of the room at both widths: axe, no sideways scroll, and pictures to look at."""

import pytest

from listens.sensemaking.actions import decide_note
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
    waiting = quote(cast, note(cast, may_quote=True), themes["damp"], is_checked=False)
    return {
        "femi": [
            ("codebook", "codebook/"),
            ("theme", "codebook/themes/housing/"),
            ("theme-notes", "codebook/themes/damp/notes/"),
            ("add-theme", "codebook/add/"),
            ("send-codebook", "codebook/import/"),
            ("park-theme", "codebook/themes/damp/park/"),
            ("quotes", "quotes/"),
            ("nothing-to-check", "quotes/check/"),
        ],
        "grace": [("check-quote", f"quotes/{waiting.pk}/check/")],
        "bea": [("own-themes", f"organisations/{cast.community.pk}/themes/")],
    }


@pytest.mark.parametrize("who", ["femi", "grace", "bea"])
def test_every_page_passes_at_both_widths(cast, page, heard, who):
    sign_in(page, cast.actors[who])
    for name, path in heard[who]:
        assert page.goto(f"/{cast.area.slug}/{path}").status == 200
        check_page(page)
        picture(page, f"sense-{name}")
        page.set_viewport_size(PHONE)
        picture(page, f"sense-{name}-phone")
