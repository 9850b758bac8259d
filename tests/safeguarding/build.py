"""A report as a phone sends it, numbers to ring, and one organisation's own lead."""

from __future__ import annotations

import uuid
from typing import Any

from listens.core.models import Actor, Grant
from listens.listening.models import ListenerLink
from listens.safeguarding.actions import add_number, flag_note, receive_report
from listens.safeguarding.models import Alarm, RingNumber, RiskReport
from tests.cast import Cast
from tests.listening.phones import a_link, holder_of
from tests.sensemaking.build import note

WORDS = "Zephyrine says her husband locks her in at night"


def report(**more: Any) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "client_id": str(uuid.uuid4()),
        "what_happened": WORDS,
        "who": "Zephyrine Quill",
        "where": "Flat 4, Ibex House",
        "in_danger": True,
        "done": "I rang the lead and stayed",
        "reach_me": "07700 900321",
        **more,
    }


def sent(cast: Cast, link: ListenerLink | None = None, **more: Any) -> RiskReport:
    """A report that has come in through a link of the first organisation."""
    payload = report(**more)
    answer = receive_report(holder_of(link or a_link(cast)[0]), cast.area, payload)
    assert answer["outcome"] == "created", answer
    return RiskReport.objects.select_related("alarm__area", "area").get(client_id=payload["client_id"])


def flagged(cast: Cast) -> Alarm:
    return flag_note(cast.grace, note(cast))


def own_lead(cast: Cast, name: str = "jun") -> Actor:
    """That person answers for the first organisation alone."""
    actor = cast.actors[name]
    Grant.objects.create(
        actor=actor,
        area=cast.area,
        role="safeguarding_lead",
        scope="organisation",
        scope_id=cast.community.pk,
    )
    return Actor.objects.get(pk=actor.pk)


def a_number(cast: Cast, organisation: Any = None, **more: Any) -> RingNumber:
    details = {"name": "Leila", "telephone": "020 7946 0100", "hours": "day and night", **more}
    return add_number(cast.amina, cast.area, organisation, **details)
