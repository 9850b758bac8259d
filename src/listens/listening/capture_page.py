"""The listener's page as a whole, from what was typed; and what it says as an item to send."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _

from listens.listening import modes
from listens.listening.capture_forms import ConversationForm, NoteForm
from listens.listening.models import ListenerLink, Prompt
from listens.listening.note_fields import MOST_OF_A_PROMPT, boxes_sent
from listens.listening.spoken import languages_for

FACTS = ("channel", "setting", "ward", "language", "people_heard", "was_interpreted")
KEPT = ("channel", "held_on", "setting", "ward", "language")  # for the next person


class Section:
    """One prompt with its notes."""

    def __init__(
        self, prompt: Prompt, data: Mapping[str, Any] | None, mode: str, *, add: bool, least: int
    ) -> None:
        self.prompt, self.place = prompt, prompt.position
        typed = boxes_sent(data, self.place)
        self.count = min(max(typed + (1 if add else 0), least), MOST_OF_A_PROMPT)
        self.notes = [
            NoteForm(
                _("What they said") if number == 0 else _("Another note"),
                mode,
                data if number < typed else None,
                prefix=f"note-{self.place}-{number}",
            )
            for number in range(self.count)
        ]


class Capture:
    """The whole page, from what was typed (or nothing, or what the next person on a walk shares with the last)."""

    def __init__(
        self,
        link: ListenerLink,
        data: Mapping[str, Any] | None = None,
        kept: Mapping[str, Any] | None = None,
        heard: int = 0,
    ) -> None:
        self.link, self.kept = link, kept
        typed = data or kept or {}
        added = (data or {}).get("add", "")
        self.mode = modes.mode_of(str(typed.get("channel", "")))
        self.is_now_a_table = self.mode == modes.TABLE and typed.get("mode", modes.TABLE) != modes.TABLE
        if data is not None and self.is_now_a_table:
            data = _asked_anew(data)
        self.data = data
        self.client_id = _id_of((data or {}).get("client_id"))
        self.goes_on = bool((data or {}).get("next"))
        self.heard = heard or _number((data or {}).get("heard"))
        self.is_sent = data is not None and not added and not self.is_now_a_table
        own = {"language": languages_for(link.area)[0][0], "held_on": link.area.today()}
        self.facts = ConversationForm(link, self.mode, data, initial=own | dict(kept or {}))
        least = modes.BOXES_AT_A_TABLE if self.mode == modes.TABLE and not self.is_sent else 1
        self.sections = [
            Section(prompt, data, self.mode, add=added == str(prompt.position), least=least)
            for prompt in link.round.prompts.all()
        ]
        if kept is not None:  # straight to the first question
            self.sections[0].notes[0].fields["text"].widget.attrs["autofocus"] = True
        if not self.is_sent:  # adding a box is not sending: nothing is called wrong yet
            for form in self.forms():
                form._errors = ErrorDict()  # type: ignore[attr-defined]

    def following(self) -> Capture:
        """An empty page for the next person at the same place. Call after `is_valid`."""
        facts = self.facts.cleaned_data
        return Capture(
            self.link,
            kept={name: facts[name] for name in KEPT},
            heard=self.heard + facts["people_heard"],
        )

    def is_valid(self) -> bool:
        notes = [note for section in self.sections for note in section.notes]
        is_good = all([self.facts.is_valid(), *[note.is_valid() for note in notes]])
        if is_good and not any(note.written() for note in notes):
            self.facts.add_error(None, _("Write at least one note: what did they say?"))
            return False
        return is_good

    def forms(self) -> list[forms.Form]:
        return [self.facts, *[note for section in self.sections for note in section.notes]]

    def item(self) -> dict[str, Any]:
        """As a phone would send it. Call after `is_valid`."""
        facts = self.facts.cleaned_data
        shared_slip = facts["table_slip"] if self.mode == modes.TABLE else ""
        return {
            "client_id": self.client_id,
            **{name: facts[name] for name in FACTS},
            "held_on": facts["held_on"].isoformat(),
            "notes": [
                {
                    "prompt": str(section.prompt.pk),
                    **note.cleaned_data,
                    "text": note.written(),
                    "slip": note.cleaned_data["slip"] or shared_slip,
                }
                for section in self.sections
                for note in section.notes
                if note.written()
            ],
        }


def _number(given: Any) -> int:
    return int(given) if isinstance(given, str) and re.fullmatch(r"\d{1,5}", given) else 0


def _asked_anew(data: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed before it became a table: who sat there and what may be shown is asked again."""
    asked = {name: value for name, value in data.items() if not name.endswith("-may_quote")}
    return asked | ({"people_heard": ""} if asked.get("people_heard") == "1" else {})


def _id_of(given: Any) -> str:
    try:
        return str(uuid.UUID(str(given)))
    except ValueError:
        return str(uuid.uuid4())
