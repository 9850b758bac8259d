"""Sessions with children, and what a listener reads when a child speaks, as they are seen and printed."""

from __future__ import annotations

import pytest

from tests.browser import check_page, sign_in
from tests.cast import Cast
from tests.listening.phones import a_link, holder_of
from tests.listening.sessions import ready, turn_on
from tests.listening.test_paper_in_browser import printed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_pages_of_a_session_and_the_listeners_own(cast: Cast, page) -> None:
    turn_on(cast)
    session = ready(cast)
    sign_in(page, cast.bea)
    for address in (
        "rounds/autumn/children/",
        "rounds/autumn/children/start/",
        f"children/{session.pk}/",
        f"children/{session.pk}/type/",
        f"children/{session.pk}/card/",
    ):
        page.goto(f"/south/{address}")
        check_page(page)
    assert printed(page, "children-card") <= 2
    sign_in(page, holder_of(a_link(cast)[0]))
    page.goto("/south/listen/")
    page.get_by_text("When a child speaks to you").click()
    check_page(page)
