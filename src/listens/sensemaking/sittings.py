"""What the coding page does, by the sitting: open coding, which counts, and the blind check, which measures agreement.

The page, its keys and its script are one; a sitting says which note comes next and where a decision goes.
"""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from listens.core.models import Actor
from listens.listening.models import Note, Round
from listens.sensemaking import actions, blind, progress, uncoded
from listens.sensemaking.machine.shown import suggestions_for
from listens.sensemaking.marks import Chosen
from listens.sensemaking.models import BlindCheck, Theme


class Sitting(Protocol):
    """`page` and `more` are the names of two addresses: the page, and the next notes as JSON."""

    page: str
    more: str
    lead: str

    def next_notes(self, actor: Actor, *, after: UUID | None = None, num: int = 1) -> list[Note]: ...
    def progress(self, actor: Actor) -> uncoded.Progress: ...
    def last_decided(self, actor: Actor) -> UUID | None: ...
    def decide(self, actor: Actor, note: Note, themes: list[Theme], marked: actions.Marked) -> int: ...
    def take_back(self, actor: Actor, note: Note) -> Chosen: ...
    def suggestions(self, notes: list[Note]) -> dict[UUID, list[dict[str, str]]]: ...


class OpenSitting:
    page, more, lead = "code_notes", "next_notes", ""

    def __init__(self, round: Round) -> None:
        self.round = round

    def next_notes(self, actor: Actor, *, after: UUID | None = None, num: int = 1) -> list[Note]:
        return uncoded.next_notes(actor, self.round, after=after, num=num)

    def progress(self, actor: Actor) -> uncoded.Progress:
        return progress.of_round(self.round)

    def last_decided(self, actor: Actor) -> UUID | None:
        return uncoded.last_decided(actor, self.round)

    def decide(self, actor: Actor, note: Note, themes: list[Theme], marked: actions.Marked) -> int:
        return actions.decide_note(actor, note, themes, marked)

    def take_back(self, actor: Actor, note: Note) -> Chosen:
        return actions.reopen_note(actor, note)

    def suggestions(self, notes: list[Note]) -> dict[UUID, list[dict[str, str]]]:
        return suggestions_for(self.round, notes)


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

    def decide(self, actor: Actor, note: Note, themes: list[Theme], marked: actions.Marked) -> int:
        return actions.decide_blind(actor, note, themes, marked)

    def take_back(self, actor: Actor, note: Note) -> Chosen:
        return actions.reopen_blind(actor, note)

    def suggestions(self, notes: list[Note]) -> dict[UUID, list[dict[str, str]]]:
        """None: people who agree because they followed the same hint have not agreed."""
        return {}
