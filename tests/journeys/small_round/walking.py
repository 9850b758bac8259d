"""What every part of the small round has: the twelve, the calendar, the ledger, and meetings."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from listens.listening import agendas
from listens.listening.models import Moment
from listens.listening.review_fetch import queue
from tests.journeys import hours
from tests.journeys.twelve import (
    BY_PHONE,
    ON_PAPER,
    PAPER,
    PHONES,
    ROLES,
    STAFF,
    Days,
    Person,
    Said,
    listening,
    taps_of,
    words_in,
    words_of,
)


class Walk:
    def __init__(self) -> None:
        self.ledger, self.days, self.said = hours.Ledger(), Days(), Said()
        self.ledger.roles = {role: [] for role in ROLES}
        self.meetings: dict[str, str] = {}
        self.twelve = {name: Person(name, role, self.ledger) for name, (role, *_rest) in STAFF.items()}
        self.twelve |= {name: Person(name, BY_PHONE, self.ledger) for name in PHONES}
        self.twelve |= {name: Person(name, ON_PAPER, self.ledger) for name in PAPER}
        assert len(self.twelve) == 12
        self.ruth, self.bayo, self.irene, self.leila = (self.twelve[name] for name in STAFF)
        self.phones = [self.twelve[name] for name in PHONES]
        self.on_paper = [self.twelve[name] for name in PAPER]
        self.codes: dict[str, str] = {}
        self.num_typed = self.num_on_paper = 0

    def _meets(self, kind: str) -> None:
        """Everybody comes; the organiser writes down what came of it."""
        minutes = sum(step[0] for step in agendas.AGENDAS[kind])
        label = str(Moment.Kind(kind).label)
        self.meetings[kind] = label
        for one in self.twelve.values():
            one.spends(f"Meeting: {label.lower()}", minutes)
        with self.ruth.doing("Agendas, and what came of each meeting", minutes=hours.PRINT.value) as ruth:
            ruth.go("desk")
            ruth.follow(f"Write down what came of: {label}")
            ruth.send(
                "Save",
                who_came="The church 5, the women's association 4, the tenants 3.",
                decisions="We go on as planned, and ring whoever has not begun.",
                next_step="Ruth rings the three organisations on Monday.",
            )

    def _writes_and_sends(self, one: Person, items: list[dict]) -> None:
        for place, item in enumerate(items, start=len(one.sent)):
            for note in item["notes"]:
                note["slip"] = one.slips[place]
            one.spends("Listening", listening(item), is_listening=True)
        with one.doing("Writing conversations down", len(items)):
            if not one.sent:
                one.capture_screens = one.go("capture").html.count(" data-screen")
            one.screens += len(items) * one.capture_screens
            one.taps += sum(map(taps_of, items))
            one.words += sum(map(words_of, items))
        one.post_letters(items)

    def _reviews(self, sent_back: Collection[str] = ()) -> None:
        """Everything that waits, to its decision; some goes back to its listener with a question first."""
        self.irene.comes_in()
        self.irene.follow("Review what came in")
        while waiting := self._unread():
            goes_back = waiting.client_id in sent_back and not waiting.is_answered
            with self.irene.doing("Reading and deciding", minutes=hours.DECISION.value / 60) as irene:
                irene.go("review_conversation", conversation=waiting.pk)
                irene.spends("Reading and deciding", words_in(waiting) / hours.READING.value, 0)
                if goes_back:
                    reason = self.area.review_reasons.get(position=2).pk
                    irene.send(
                        "Keep my decision", state="attention", listed=reason, reason="Was it this winter?"
                    )
                else:
                    irene.send("Keep my decision", again=True, state="accepted")
        assert "Your decision was kept" in self.irene.go("review_queue").html

    def _unread(self) -> Any:
        """What the queue shows first, but for what waits for its listener."""
        waiting: Iterable[Any] = queue(self.area)
        return next((one for one in waiting if one.is_answered or not one.is_read), None)
