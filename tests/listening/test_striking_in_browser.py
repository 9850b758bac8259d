"""A reviewer sees who made each mark, in words, and takes a name out."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import check_page, sign_in
from tests.cast import Cast
from tests.sensemaking.build import note

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_name_is_taken_out_and_can_be_put_back(cast: Cast, page) -> None:
    one = note(cast, text="My neighbour Kavitha Rajan lost her job.\nRing 07700 900123.", may_quote=True)
    sign_in(page, cast.grace)
    page.goto(f"/south/conversations/{one.conversation_id}/review/")
    expect(page.locator("body")).to_contain_text("Perhaps a name, found by")
    check_page(page)
    page.get_by_role("link", name="Take words out of this note").click()
    check_page(page)
    page.get_by_label("Kavitha Rajan").check()
    page.get_by_label("It names somebody").check()
    page.get_by_role("button", name="Take out").click()
    page.get_by_text("1 place was taken out").wait_for()
    expect(page.locator("body")).to_contain_text("[name taken out]")
    assert "Rajan" not in page.content()
    page.get_by_role("link", name="Take words out of this note").click()
    page.get_by_role("button", name="Put back").wait_for()
    check_page(page)
