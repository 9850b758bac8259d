"""Opening what a phone sends: one conversation with its notes, as the sync contract has it.

Only what cannot be opened is refused (`Unopened`): no id, a field of the wrong kind, text that no database should
hold. Everything else, however odd, is stored as it came and a person looks at it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from listens.core import text
from listens.listening.models.note import LONGEST_NOTE

MOST_NOTES = 60
MOST_ON_A_WALL = 300
MOST_TIMES = 500
LONGEST_FIELD = 300
CHILDREN = "children"  # the channel of a group session with them
OF_CONTACTS = frozenset({"name", "email", "phone", "contact", "contacts", "uses", "offers"})


class Unopened(Exception):
    """`problems` are sentences for the listener."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class SentNote:
    """`prompt` is a prompt's id or its place in the round; empty for none. `times_said` is the tally on a sticky."""

    prompt: str
    text: str
    voice: str
    language: str
    may_quote: bool
    may_evaluate: bool
    may_use_outside_ai: bool
    slip: str
    kept_because: str
    times_said: int


@dataclass(frozen=True)
class SentConversation:
    """As sent: dates, wards and numbers are not looked at yet."""

    client_id: str
    digest: str
    round: str
    organisation: str
    channel: str
    setting: str
    held_on: str
    ward: str
    language: str
    people_heard: Any
    was_interpreted: bool
    notes: tuple[SentNote, ...]


def client_id_of(raw: Any) -> str:
    """The id to answer with, whatever came."""
    sent = raw.get("client_id") if isinstance(raw, dict) else ""
    return sent[:120] if isinstance(sent, str) and not text.problem_with(sent) else ""


def stored_id(client_id: str) -> str:
    """An id as it is stored, however its letters were written."""
    try:
        return str(UUID(client_id))
    except ValueError:
        return client_id


def digest_of(raw: dict[str, Any]) -> str:
    """sha256 of the item as canonical JSON."""
    whole = json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(whole.encode()).hexdigest()


def open_item(raw: Any) -> SentConversation:
    """Raises Unopened with everything that is wrong."""
    if not isinstance(raw, dict):
        raise Unopened([_("This is not a conversation.")])
    problems: list[str] = []
    try:
        client_id = str(UUID(client_id_of(raw)))
    except ValueError:
        client_id = ""
        problems.append(_("The conversation has no id of its own."))
    fields = {name: _field(raw, name, problems) for name in _FIELDS}
    notes = raw.get("notes", [])
    most = MOST_ON_A_WALL if fields["channel"] == "wall" else MOST_NOTES
    if not isinstance(notes, list) or len(notes) > most:
        problems.append(_("A conversation holds a list of at most %(n)d notes.") % {"n": most})
        notes = []
    if fields["channel"] == CHILDREN and OF_CONTACTS & raw.keys():
        problems.append(no_contact_words())
    opened = [_open_note(number, note, problems) for number, note in enumerate(notes, start=1)]
    if problems:
        raise Unopened(problems)
    return SentConversation(
        client_id=client_id,
        digest=digest_of(raw | {"held_on": ""} if fields["channel"] == CHILDREN else raw),
        people_heard=raw.get("people_heard", 1),
        was_interpreted=raw.get("was_interpreted") is True,
        notes=tuple(note for note in opened if note),
        **fields,
    )


def no_contact_words() -> str:
    return _("No contact details and no offers are taken from anybody under 16. Nothing was kept.")


_FIELDS = ("round", "organisation", "channel", "setting", "held_on", "ward", "language")


def _field(raw: dict[str, Any], name: str, problems: list[str], longest: int = LONGEST_FIELD) -> str:
    value = raw.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        problems.append(_("“%(field)s” must be text.") % {"field": name})
        return ""
    if problem := text.problem_with(value, longest=longest):
        problems.append(f"{name}: {problem}")
    return value


def _open_note(number: int, raw: Any, problems: list[str]) -> SentNote | None:
    if not isinstance(raw, dict):
        problems.append(_("Note %(n)d cannot be read.") % {"n": number})
        return None
    found: list[str] = []
    prompt = raw.get("prompt")
    note = SentNote(
        prompt=str(prompt) if isinstance(prompt, int) else _field(raw, "prompt", found),
        text=_field(raw, "text", found, LONGEST_NOTE),
        voice=_field(raw, "voice", found),
        language=_field(raw, "language", found),
        may_quote=raw.get("may_quote") is True,
        may_evaluate=raw.get("may_evaluate") is True,
        may_use_outside_ai=raw.get("may_use_outside_ai") is True,
        slip=_field(raw, "slip", found),
        kept_because=_field(raw, "kept_because", found),
        times_said=_times(raw.get("times_said", 1), found),
    )
    problems += [_("Note %(n)d: %(problem)s") % {"n": number, "problem": problem} for problem in found]
    return note if note.text.strip() else None


def _times(given: Any, problems: list[str]) -> int:
    if isinstance(given, int) and not isinstance(given, bool) and 1 <= given <= MOST_TIMES:
        return given
    problems.append(_("Say how often it was said as a number from 1 to %(n)d.") % {"n": MOST_TIMES})
    return 1
