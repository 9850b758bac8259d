"""Whom to ring, at hand on a listener's pages and cards. The numbers belong to a room above, which says here how.

at_hand.declare(ring_now, template="safeguarding/ring_now.html", page="at_risk")   # the room above, once
self.page("listening/capture.html", **at_hand.context(link), ...)                  # a page of this room
{% if ring_now_template %}{% include ring_now_template %}{% endif %}               # and its template
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from listens.alliance.models import Organisation
from listens.core.models import Area
from listens.listening.models import ListenerLink

Numbers = Callable[[Area, Organisation | None], list[Any]]
DECLARED: dict[str, Any] = {}


def declare(numbers: Numbers, *, template: str, page: str) -> None:
    """`numbers` answers for an area and an organisation; `template` shows them; `page` is where to report."""
    DECLARED.update(numbers=numbers, template=template, page=page)


def numbers(area: Area, organisation: Organisation | None) -> list[Any]:
    """For paper too: whom that organisation's listeners ring, its own lead first."""
    return list(DECLARED["numbers"](area, organisation))


def for_typing(area: Area, organisations: list[Organisation]) -> list[Any]:
    """For whoever types in what came to these: the one organisation's lead first, where it is one."""
    return numbers(area, organisations[0] if len(organisations) == 1 else None)


def context(link: ListenerLink) -> dict[str, Any]:
    """What a page of this link includes: `ring_now`, `ring_now_template` and `at_risk_page`."""
    return {
        "ring_now": numbers(link.area, link.organisation),
        "ring_now_template": DECLARED["template"],
        "at_risk_page": reverse(DECLARED["page"], kwargs={"area": link.area.slug}),
    }
