"""Films, audio and Easy Read as they are seen: by an organiser, and by anybody on a round's page."""

from __future__ import annotations

import pytest

from tests.browser import check_page, sign_in
from tests.cast import Cast
from tests.core.test_media import PAGES, SOUND, add, at, sent

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_pages_with_something_in_their_places(cast: Cast, page, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "evidence")
    add(cast)
    add(cast, sent("a.mp3", SOUND), slot="ballot", kind="audio")
    add(cast, sent("a.pdf", PAGES), slot="feedback", kind="easy_read", language="ar")
    page.goto("/south/rounds/autumn/")
    for one in page.locator(".app-media summary").all():
        one.click()
    check_page(page)
    page.goto(at("media_of", slot="consent"))
    check_page(page)
    sign_in(page, cast.amina)
    for name in ("media_files", "add_media"):
        page.goto(at(name))
        check_page(page)
