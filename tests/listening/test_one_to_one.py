"""A one-to-one is written down in few screens and taps, by touch and with a keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from listens.listening.models import Note
from tests.cast import Cast
from tests.listening.one_to_one import MOST_SCREENS, MOST_TAPS, SAID, Listener
from tests.listening.phones import a_link

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("by_keyboard", [False, True], ids=["touch", "keyboard"])
def test_a_one_to_one_takes_few_screens_and_taps(cast: Cast, phone: Page, by_keyboard: bool) -> None:
    _link, secret = a_link(cast)
    seen = Listener(phone, by_keyboard).hold(f"/south/listen/open/#{secret}")
    assert len(seen.screens) <= MOST_SCREENS, seen.screens
    assert len(seen.taps) <= MOST_TAPS, seen.taps
    assert list(Note.objects.order_by("position").values_list("text", "may_quote")) == [
        (SAID[0], True),
        (SAID[1], False),
    ]
