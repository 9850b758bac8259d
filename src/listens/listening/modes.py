"""What is asked depends on how somebody listened: one to one, at a table, or person after person.

A walk, the school gate and an event are alike: short conversations one after the other at the same place.
frontend/js/phone/modes.js does with a script what capture_page does without one.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from listens.core.wording import pgettext
from listens.listening.models import Conversation

ONE_TO_ONE, TABLE, WALK = "one-to-one", "table-talk", "walk"
BOXES_AT_A_TABLE = 3  # empty notes for each prompt, where no script adds them


def mode_of(channel: str) -> str:
    if channel in (Conversation.Channel.ONE_TO_ONE, Conversation.Channel.TABLE_TALK):
        return channel
    return WALK if channel in Conversation.Channel.values else ONE_TO_ONE


def words() -> dict[str, dict[str, str]]:
    """What a mode calls the fields that all of them have."""
    quote = pgettext("needs review", "You may show these words in public, without a name")
    heard = {
        "heard": _("How many people did you hear?"),
        "hint": _("Do not count yourself."),
        "quote": quote,
    }
    table = {
        "heard": _("How many people sat at the table?"),
        "hint": _("Six to twelve is a good table; any number is fine. Do not count yourself."),
        "quote": pgettext(
            "needs review",
            "Agreed by the person who said it: you may show these words in public, without a name",
        ),
    }
    return {ONE_TO_ONE: heard, TABLE: table, WALK: heard}
