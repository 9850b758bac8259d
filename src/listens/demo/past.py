"""The published past: assemblies, asks and answers with their sources, nothing added.

Where a page gives no exact words, speaker or witness, none are stored; the source stands for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from listens.assembly.actions import (
    address_ask,
    cut_ask,
    decide_ask,
    plan_assembly,
    put_on_running_order,
    record_attendance,
    settle_answer,
)
from listens.assembly.models import Addressee, Answer, Ask, AskStep, Assembly
from listens.demo import facts
from listens.demo.facts.history import History
from listens.demo.facts.past import Ask as PublishedAsk
from listens.demo.story import Story
from listens.priorities.models import Proposal

LONGEST_TITLE = 150


def titles(keys: Iterable[str]) -> str:
    """The sources behind one fact, as a page can print them."""
    known = facts.sources()
    return "; ".join(f"{known[key].title} ({known[key].publisher})" for key in keys)[:300]


class Past:
    """What has been made of the published history of one round, by the slugs of the facts."""

    def __init__(self, story: Story, slug: str, proposals: dict[str, Proposal]) -> None:
        self.story, self.round, self.proposals = story, story.rounds[slug], proposals
        self.history: History = facts.history()
        self.assemblies: dict[str, Assembly] = {}
        self.asks: dict[str, Ask] = {}
        self.answers: dict[tuple[str, str], Answer] = {}
        self._unnumbered = count(1)

    def tell(self) -> None:
        """Assemblies in the order they were held, each with its asks and their answers."""
        held = [each for each in self.history.assemblies if each.round == self.round.slug]
        for each in sorted(held, key=lambda assembly: assembly.held.last):
            self.story.on(each.held.last)
            assembly = plan_assembly(
                self.story.system,
                self.round,
                name=each.name,
                place=each.place,
                held_on=each.held.last,
                held_in_words="" if each.held.is_exact else each.held.words,
                source=titles(each.sources),
            )
            self.assemblies[each.slug] = assembly
            if each.attendance is not None:
                record_attendance(
                    self.story.system,
                    assembly,
                    num_attended=each.attendance,
                    definition=each.attendance_words,
                    source=titles(each.sources),
                    is_at_least=each.attendance_words.startswith("more than"),
                )
            for ask in self.history.asks:
                if ask.assembly == each.slug:
                    self._ask(ask, assembly)

    def _ask(self, published: PublishedAsk, assembly: Assembly) -> None:
        story, answers = self.story, [a for a in self.history.answers if published.slug in a.asks]
        ask = cut_ask(
            story.system,
            self.round,
            proposal=self.proposals.get(published.priority),
            reference=published.number or f"{assembly.held_on.year}.{next(self._unnumbered)}",
            title=_short(published.text),
            wording=published.text,
            is_specific=True,
            has_decision_maker=True,
            is_yes_or_no=True,
            is_within_the_time=True,
            source=titles(published.sources),
        )
        for answer in answers:
            for body in answer.bodies:
                address_ask(story.system, ask, story.offices[body, answer.office])
        decide_ask(
            story.system,
            ask,
            state=AskStep.State.RATIFIED,
            reason="Put in public, as published; no count is published.",
        )
        slots = {slot.office_id: slot for slot in put_on_running_order(story.system, assembly, ask)}
        self.asks[published.slug] = ask
        for answer in answers:
            for body in answer.bodies:
                slot: Addressee = slots[story.offices[body, answer.office].pk]
                self.answers[published.slug, body] = settle_answer(
                    story.system,
                    slot,
                    kind=answer.kind,
                    answered_on=assembly.held_on,
                    answered_in_words="" if answer.given.is_exact else answer.given.words,
                    source=titles(answer.sources),
                )


def _short(text: str) -> str:
    """The first words of an ask, for lists."""
    if len(text) <= LONGEST_TITLE:
        return text
    return text[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
