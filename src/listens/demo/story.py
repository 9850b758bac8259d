"""The thread of the demonstration: its areas, its people by name, and a clock that moves through its history.

A demonstration area stands still at `Area.as_at`. While it is being made, that day is moved along, so that every
action is dated, gated and refused as it would have been on the day.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from listens.alliance.models import Office, Organisation, Person
from listens.core.models import Actor, Area
from listens.listening.models import Round
from listens.sensemaking.models import Theme


@dataclass
class Story:
    """Everything made so far, by the slugs of the facts."""

    area: Area
    seed: int
    system: Actor
    organisations: dict[str, Organisation] = field(default_factory=dict)
    offices: dict[tuple[str, str], Office] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    rounds: dict[str, Round] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)

    def on(self, day: dt.date) -> None:
        """It is now that day."""
        self.area.as_at = day
        self.area.save(update_fields=["as_at"])

    def random(self, part: str) -> random.Random:
        """Randomness of its own for each part, so that a change in one leaves the others as they were."""
        return random.Random(f"{self.seed}:{part}")

    def __getattr__(self, name: str) -> Actor:
        """`story.amina` is the actor of that name."""
        try:
            actor: Actor = self.__dict__["actors"][name]
            return actor
        except KeyError:
            raise AttributeError(name) from None
