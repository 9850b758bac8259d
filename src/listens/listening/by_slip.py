"""Wherever somebody types the code of a slip: how often they may, and what was said under it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core import sealing
from listens.core.acting import Refused
from listens.core.models import Area
from listens.listening import codes
from listens.listening.models import Note, Round

MOST_TRIES = 10  # of one code in an hour; never counted by address, because a hall is one address
HOUR = 3600


@dataclass(frozen=True)
class Said:
    """Where a slip was handed over. Nothing here leads back to the conversation."""

    round: Round
    organisation: Organisation | None
    is_of_children: bool


def typed(area: Area, code: str, use: str = "") -> str:
    """The digest of a typed code; for a `use` of its own, one that no note carries.

    The count of tries lies in the database: under the note's own digest it would tell which note a reply is about.
    Raises Refused for what cannot be a code, and when one code is tried too often.
    """
    digest = codes.slip_digest(area, code)
    if not digest:
        raise Refused(_("Type the code as it is on the slip: letters and digits."))
    if use:
        digest = sealing.blind_index(area, f"{use}\n{codes.plain(code)}")
    key = f"slip:{digest}"
    tries = cache.get(key, 0)
    if tries >= MOST_TRIES:
        raise Refused(_("This code was tried too often. Wait an hour, or ask an organiser."))
    cache.set(key, tries + 1, HOUR)  # `incr` would forget it after five minutes
    return digest


def said_under(area: Area, code: str) -> Said | None:
    """None for a code that no note carries."""
    notes = Note.objects.filter(area=area, slip_digest=codes.slip_digest(area, code))
    note = notes.select_related("conversation__round__area", "conversation__organisation").first()
    if note is None:
        return None
    heard = note.conversation
    return Said(heard.round, heard.organisation, heard.is_of_children)
