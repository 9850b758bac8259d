"""What a phone would send, for the tests of this room."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.test import Client

from listens.core.models import Actor
from listens.listening.actions import make_link
from listens.listening.models import ListenerLink
from tests.cast import TODAY, Cast

IN_A_MONTH = TODAY + dt.timedelta(days=30)


def a_link(cast: Cast, organisation=None) -> tuple[ListenerLink, str]:
    return make_link(cast.amina, cast.round, organisation or cast.community, expires_on=IN_A_MONTH)


def holder_of(link: ListenerLink) -> Actor:
    return Actor.objects.get(pk=link.pk)


def phone(cast: Cast, link: ListenerLink | None = None) -> Client:
    """The browser of a listener who opened a link."""
    return cast.client_of_actor(holder_of(link or a_link(cast)[0]))


def note(text: str = "The damp never goes.", **more: Any) -> dict[str, Any]:
    return {"prompt": "1", "text": text, "voice": "read_back", **more}


def item(*notes: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "client_id": str(uuid.uuid4()),
        "channel": "one-to-one",
        "held_on": TODAY.isoformat(),
        "people_heard": 1,
        "language": "en",
        "notes": list(notes) or [note()],
        **more,
    }


def envelope(*items: Any) -> dict[str, Any]:
    return {"schema_version": 1, "items": list(items)}
