"""What a listener's phone is told: whose link is open, where to send, which pages and files to keep (ADR 7)."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse

from listens.core import letterbox
from listens.core.models import Area
from listens.listening.models import ListenerLink

# Rooms above add their own (declare_page, declare_letters).
PAGES = ["capture", "phone", "thanks", "contact", "card", "refresher"]
ADDRESSES = {"conversation": "api_conversations", "contact": "api_contacts", "card": "api_cards"}
FILES = (
    "phone.css", "phone.rtl.css", "app.js", "capture.js", "people.js", "phone_list.js", "at_risk.js",
    "icon.svg", "font-latin.woff2",
)  # fmt: skip
WORKER = "sw.worker.js"


def declare_page(name: str) -> None:
    """A page of listeners, by its route name, that opens without a signal too."""
    if name not in PAGES:
        PAGES.append(name)


def declare_letters(kind: str, address: str) -> None:
    """Letters of a kind of their own, and the route they are sent to."""
    ADDRESSES[kind] = address


def config_of(link: ListenerLink, ring_now: Iterable[Any] = ()) -> dict[str, Any]:
    """`over` is what the phone says when the link is no good any more and no server tells it whose it was."""
    area = {"area": link.area.slug}
    return {
        "area": link.area.slug,
        "link": str(link.pk),
        "box": letterbox.public_key(link.area),
        "csrf": reverse("api_csrf", kwargs=area),
        "states": reverse("api_conversation_states", kwargs=area),
        "today": link.area.today().isoformat(),
        "made_at": int(time.time() * 1000),
        "over": {
            "organisation": link.organisation.name,
            "host": link.area.community_host,
            "until": link.expires_on.isoformat(),
            "ring": [[one.name, one.telephone, one.call] for one in ring_now],
        },
        "editing": link.area.editing_minutes,
        "addresses": {kind: reverse(name, kwargs=area) for kind, name in ADDRESSES.items()},
        "pages": [reverse(name, kwargs=area) for name in PAGES],
        "worker": reverse("service_worker", kwargs=area),
        "scope": reverse("capture", kwargs=area),
    }


def worker_of(area: Area) -> str:
    """The service worker's script, with the files it keeps; a new look is a new version of it."""
    colour = area.brand_colour[1:]
    files = [static(name) for name in FILES] + [f"{reverse('brand', kwargs={'area': area.slug})}?{colour}"]
    script = _worker()
    version = hashlib.sha256("\n".join([*files, script]).encode()).hexdigest()[:12]
    known = json.dumps({"area": area.slug, "version": version, "files": files})
    return f"self.LISTENS = {known};\n{script}"


@cache
def _worker() -> str:
    found = finders.find(WORKER)
    if not found:
        raise FileNotFoundError(f"{WORKER} is not built. Type: make assets")
    return Path(found).read_text(encoding="utf-8")


def manifest_of(area: Area) -> dict[str, Any]:
    """So that the pages can be put on the home screen, where a phone keeps what is not sent yet for longer."""
    start = reverse("capture", kwargs={"area": area.slug})
    return {
        "name": area.name,
        "short_name": area.name[:30],
        "start_url": start,
        "scope": start,
        "display": "standalone",
        "theme_color": area.brand_colour,
        "background_color": "#fbf9f6",
        "icons": [{"src": static("icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    }
