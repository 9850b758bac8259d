"""The listener's pages have a style sheet of their own, a light one: nothing that they use is missing in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from listens.listening import phone as known
from tests.cast import Cast
from tests.listening.phones import a_link, holder_of

BUILT = Path(settings.STATICFILES_DIRS[0])
SCRIPTS = ("capture.js", "people.js", "phone_list.js", "at_risk.js")

pytestmark = pytest.mark.skipif(
    not (BUILT / "phone.css").exists(), reason="The look is not built: make assets"
)


def styled(name: str) -> set[str]:
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", (BUILT / name).read_text(encoding="utf-8")))


def test_nothing_is_missing_on_a_listeners_page(cast: Cast) -> None:
    client = cast.client_of_actor(holder_of(a_link(cast)[0]))
    addresses = [reverse(name, kwargs={"area": "south"}) for name in [*known.PAGES, "open_link"]]
    pages = [client.get(address).content.decode() for address in addresses]
    pages.append(
        client.post(addresses[0], {"client_id": "", "held_on-day": "99"}).content.decode()
    )  # with errors
    assert all("/static/phone.css" in page and "/static/app.css" not in page for page in pages)
    used = {
        name for page in pages for names in re.findall(r'class="([^"]*)"', page) for name in names.split()
    }
    for script in SCRIPTS:
        used |= set(re.findall(r"(?:app|nhsuk)-[a-z_-]+", (BUILT / script).read_text(encoding="utf-8")))
    only_on_paper = {"app-main"}
    assert (used & styled("app.css")) - styled("phone.css") == only_on_paper
