"""What the coding page does, by the sitting: open coding, which counts, of what comes or of what was sought; and the
blind check, which measures agreement.

The page, its keys and its script are one; a sitting says which note comes next and where a decision goes.
"""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from listens.core.models import Actor
from listens.listening.models import Note, Round
from listens.methods.themes.rings import is_unaided
from listens.sensemaking import actions, blind, looking, progress, uncoded
from listens.sensemaking.machine.shown import suggestions_for
from listens.sensemaking.marks import Chosen
from listens.sensemaking.models import BlindCheck, Theme, ThemeRun


class Sitting(Protocol):
    """`page` and `more` are the names of two addresses: the page, and the next notes as JSON; `query` belongs to both.

    `looks_for` is the theme that is sought, if any.
    """

    page: str
    more: str
    lead: str
    query: dict[str, str]
    looks_for: Theme | None

    def next_notes(self, actor: Actor, *, after: UUID | None = None, num: int = 1) -> list[Note]: ...
    def progress(self, actor: Actor) -> uncoded.Progress: ...
    def last_decided(self, actor: Actor) -> UUID | None: ...
    def decide(self, actor: Actor, note: Note, themes: list[Theme], marked: actions.Marked) -> int: ...
    def take_back(self, actor: Actor, note: Note) -> Chosen: ...
    def suggestions(self, notes: list[Note]) -> dict[UUID, list[dict[str, str]]]: ...
    def unaided(self, notes: list[Note]) -> set[UUID]: ...


class OpenSitting:
    """What comes next: first what is read unaided, or else, when `aided`, the other notes."""

    page, more, lead = "code_notes", "next_notes", ""
    looks_for: Theme | None = None

    def __init__(self, round: Round, *, aided: bool = False) -> None:
        self.round, self.aided = round, aided
        self.query: dict[str, str] = {}  # once begun, the page goes on where it is

    def next_notes(self, actor: Actor, *, after: UUID | None = None, num: int = 1) -> list[Note]:
        return uncoded.next_notes(actor, self.round, after=after, num=num, aided=self.aided)

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

    def unaided(self, notes: list[Note]) -> set[UUID]:
        """Those for which there would be suggestions, were they not read unaided. One query."""
        runs = ThemeRun.objects.filter(round=self.round, kind=ThemeRun.Kind.SUGGESTIONS)
        found = {note.pk for note in notes if is_unaided(note.conversation_id)}
        return found if found and runs.exists() else set()


class LookingSitting(OpenSitting):
    """Notes for which one theme is suggested."""

    def __init__(self, round: Round, theme: Theme) -> None:
        super().__init__(round)
        self.theme = self.looks_for = theme
        self.query = {"theme": theme.code}
        self.lead = _(
            "You are looking for more of “%(theme)s”. The computer learns from what you decide here. How large the"
            " theme is, is reckoned without it."
        ) % {"theme": theme.name}

    def next_notes(self, actor: Actor, *, after: UUID | None = None, num: int = 1) -> list[Note]:
        return looking.likeliest(self.round, self.theme, after=after, num=num)


class BlindSitting:
    page, more = "code_blind", "next_blind"
    looks_for: Theme | None = None

    def __init__(self, check: BlindCheck) -> None:
        self.check, self.query = check, dict[str, str]()
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

    def unaided(self, notes: list[Note]) -> set[UUID]:
        """All are, as the page says once for all of them."""
        return set()
