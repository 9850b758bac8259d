"""What the coding page does, by the sitting: open coding, which counts, and the blind check, which measures agreement.

The page, its keys and its script are one; a sitting says which note comes next and where a decision goes.
"""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from listens.core.models import Actor
from listens.listening.models import Note, Round
from listens.sensemaking import actions, blind, uncoded
from listens.sensemaking.models import BlindCheck, Theme


class Sitting(Protocol):
    """`page` and `more` are the names of two addresses: the page, and the next notes as JSON."""

    page: str
    more: str
    lead: str

    def next_notes(self, actor: Actor, *, after: UUID | None = None, num: int = 1) -> list[Note]: ...
    def progress(self, actor: Actor) -> uncoded.Progress: ...
    def last_decided(self, actor: Actor) -> UUID | None: ...
    def decide(self, actor: Actor, note: Note, themes: list[Theme]) -> int: ...
    def take_back(self, actor: Actor, note: Note) -> list[str]: ...


class OpenSitting:
    page, more, lead = "code_notes", "next_notes", ""

    def __init__(self, round: Round) -> None:
        self.round = round

    def next_notes(self, actor: Actor, *, after: UUID | None = None, num: int = 1) -> list[Note]:
        return uncoded.next_notes(actor, self.round, after=after, num=num)

    def progress(self, actor: Actor) -> uncoded.Progress:
        return uncoded.progress(self.round)

    def last_decided(self, actor: Actor) -> UUID | None:
        return uncoded.last_decided(actor, self.round)

    def decide(self, actor: Actor, note: Note, themes: list[Theme]) -> int:
        return actions.decide_note(actor, note, themes)

    def take_back(self, actor: Actor, note: Note) -> list[str]:
        return actions.reopen_note(actor, note)


class BlindSitting:
    page, more = "code_blind", "next_blind"

    def __init__(self, check: BlindCheck) -> None:
        self.check = check
        self.lead = _(
            "Somebody else codes the same notes. Neither of you sees what the other chose, and nothing that"
            " you choose here counts yet."
        )

    def next_notes(self, actor: Actor, *, after: UUID | None = None, num: int = 1) -> list[Note]:
        return blind.next_notes(actor, self.check, after=after, num=num)

    def progress(self, actor: Actor) -> uncoded.Progress:
        return blind.progress(actor, self.check)

    def last_decided(self, actor: Actor) -> UUID | None:
        return blind.last_decided(actor, self.check)

    def decide(self, actor: Actor, note: Note, themes: list[Theme]) -> int:
        return actions.decide_blind(actor, note, themes)

    def take_back(self, actor: Actor, note: Note) -> list[str]:
        return actions.reopen_blind(actor, note)
