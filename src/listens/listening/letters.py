"""Letters from phones: what was sealed to the area's letterbox, opened before anything else looks at it (ADR 7).

And the answer to each thing that came: {"client_id", "outcome": created | duplicate | conflict | invalid, "problems"}.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from listens.core import letterbox
from listens.core.acting import Refused
from listens.core.models import Actor, Area
from listens.core.sealing import CannotOpen
from listens.listening.envelope import Unopened, client_id_of

SCHEMA_VERSION = 1  # of what is inside a letter; older ones are read for a year after a newer one
CREATED, DUPLICATE, CONFLICT, INVALID = "created", "duplicate", "conflict", "invalid"
Result = dict[str, Any]


class BadEnvelope(Refused):
    """The request as a whole cannot be opened."""


class OfAnotherLink(Refused):
    """On a shared phone: these letters were written under another listener's link."""


def open_letter(area: Area, raw: Any) -> tuple[Result, dict[str, Any] | None]:
    """One thing in a request of its own: the answer to begin with, and what it says.

    Where it does not open it says nothing and the answer holds the problem. Raises BadEnvelope.
    """
    result: Result = {"client_id": client_id_of(raw), "outcome": INVALID, "problems": []}
    try:
        payload = opened(area, raw)
    except Unopened as error:
        return {**result, "problems": error.problems}, None
    if not isinstance(payload, dict) or payload.get("schema_version") != SCHEMA_VERSION:
        raise BadEnvelope(_("This phone's page is out of date. Open your link again; nothing is lost."))
    return result, payload


def opened(area: Area, raw: Any) -> Any:
    """The content of {"client_id", "sealed"}; anything else as it came. Raises Unopened.

    The id outside counts: a letter is bound to its area and id, so under another id it does not open.
    """
    return opener(area)(raw)


def opener(area: Area) -> Callable[[Any], Any]:
    """`opened` for many letters."""
    return partial(_opened, area, letterbox.opener(area))


def _opened(area: Area, unseal: Callable[[Any, str], bytes], raw: Any) -> Any:
    if not isinstance(raw, dict) or "sealed" not in raw:
        return raw
    client_id = raw.get("client_id")
    try:
        content = json.loads(unseal(raw["sealed"], f"{area.slug} {client_id}"))
        if not isinstance(content, dict):
            raise CannotOpen
    except (CannotOpen, ValueError, RecursionError):
        raise Unopened(
            [_("This did not arrive as it was written. Save a copy and show it to your organiser.")]
        ) from None
    return {**content, "client_id": client_id}


def require_own(actor: Actor, payload: Any) -> None:
    """What is sent says whose it is, where it knows. Raises OfAnotherLink."""
    named = payload.get("link") if isinstance(payload, dict) else None
    if named is not None and str(named) != str(actor.pk):
        raise OfAnotherLink(
            _("These were written with another link. They wait here until that listener opens it again.")
        )
