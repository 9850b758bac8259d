"""What stands on a sheet of paper, for the tests."""

from __future__ import annotations

from typing import Any

from listens.listening.models import Sheet
from listens.listening.paper.actions import make_sheets
from tests.cast import TODAY, Cast


def sheets(cast: Cast, how_many: int = 3, organisation=None) -> list[Sheet]:
    return make_sheets(cast.amina, cast.round, organisation or cast.community, how_many)


def written(*words: str, **more: Any) -> dict[str, Any]:
    """As the back-entry page hands it to the action."""
    return {
        "channel": "one-to-one",
        "setting": "Food bank",
        "ward": "E05014117",
        "language": "en",
        "people_heard": 1,
        "held_on": TODAY.isoformat(),
        "notes": [{"prompt": "1", "text": one} for one in words or ["The damp never goes."]],
        **more,
    }


def posted(number: int, *words: str, **more: Any) -> dict[str, Any]:
    """As the page posts it."""
    notes = {
        f"note-{place}-text": one for place, one in enumerate(words or ["The damp never goes."], start=1)
    }
    facts = {
        "number": number,
        "held_on": "16",
        "people_heard": 1,
        "channel": "one-to-one",
        "setting": "Food bank",
        "ward": "E05014117",
        "language": "en",
    }
    return {**facts, **notes, **more}
