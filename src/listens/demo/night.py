"""The invented assembly: asks with their answers of every kind, taken down by two scribes and settled."""

from __future__ import annotations

import datetime as dt

from listens.alliance.actions import add_office
from listens.alliance.models import Office
from listens.assembly.actions import (
    address_ask,
    cut_ask,
    decide_ask,
    plan_assembly,
    put_on_running_order,
    record_attendance,
    settle_answer,
    take_down,
)
from listens.assembly.models import WITHOUT_WORDS, Addressee, Answer, Ask, AskStep, Assembly
from listens.demo import facts
from listens.demo.facts.invented import InventedAnswer, InventedAsk
from listens.demo.story import Story
from listens.listening.models import Round
from listens.priorities.models import Proposal

CUT = dt.date(2026, 1, 12)
RATIFIED = dt.date(2026, 1, 24)
NIGHT = dt.date(2026, 2, 5)
DELEGATES = 61
OWN_OFFICE = "Coordinator"


class Night:
    """What was asked and answered, by the slug of the ask."""

    def __init__(self, story: Story, round: Round, proposals: dict[str, Proposal]) -> None:
        self.story, self.round, self.proposals = story, round, proposals
        self.asks: dict[str, Ask] = {}
        self.slots: dict[str, Addressee] = {}
        self.answers: dict[str, Answer] = {}

    def hold(self) -> None:
        invented, rng = facts.invented_round(), self.story.random("night")
        self.story.on(CUT)
        for number, ask in enumerate(invented.asks, start=1):
            self.asks[ask.slug] = self._cut(ask, number)
        self.story.on(RATIFIED)
        for slug, made in self.asks.items():
            against = rng.randint(0, 9)
            decide_ask(
                self.story.amina,
                made,
                state=AskStep.State.RATIFIED,
                num_for=DELEGATES - against,
                num_against=against,
                reason=f"Delegates agreed: {slug.replace('-', ' ')}.",
            )
        assembly = plan_assembly(
            self.story.ivo,
            self.round,
            name="Winter Assembly (invented)",
            place="Dunnockside Hall",
            held_on=NIGHT,
        )
        self._order(assembly)
        self.story.on(NIGHT)
        record_attendance(
            self.story.ivo,
            assembly,
            num_attended=412,
            definition="Heads counted at two doors, once each",
            source="Door sheets of the night (invented)",
        )
        answers = [(answer.given, answer.seq, ask, answer) for ask in invented.asks for answer in ask.answers]
        for given, _seq, ask, answer in sorted(answers, key=lambda each: each[:2]):
            self.story.on(given)
            self._answer(ask, answer)

    def _cut(self, ask: InventedAsk, number: int) -> Ask:
        made = cut_ask(
            self.story.amina,
            self.round,
            proposal=self.proposals[ask.issue],
            reference=str(number),
            title=self.proposals[ask.issue].title[:150],
            wording=ask.text,
            is_specific=True,
            has_decision_maker=True,
            is_yes_or_no=True,
            is_within_the_time=True,
        )
        address_ask(self.story.amina, made, self.office(ask.answers[0]))
        return made

    def _order(self, assembly: Assembly) -> None:
        for slug, ask in self.asks.items():
            [slot] = put_on_running_order(self.story.ivo, assembly, ask)
            self.slots[slug] = slot

    def _answer(self, ask: InventedAsk, answer: InventedAnswer) -> None:
        """What is said on the night is taken down by a scribe; what came later is added with its reason."""
        slot, is_spoken = self._slot(ask), answer.kind not in WITHOUT_WORDS
        speaker = answer.office or OWN_OFFICE
        transcript = None
        if is_spoken:
            transcript = take_down(
                self.story.kwame,
                slot,
                kind=answer.kind,
                words=answer.words,
                condition=answer.condition,
                speaker=speaker,
            )
        self.answers[ask.slug] = settle_answer(
            self.story.ivo,
            slot,
            kind=answer.kind,
            words=answer.words,
            condition=answer.condition,
            speaker=speaker if answer.words else "",
            witness="Two scribes and the chair" if is_spoken else "",
            transcript=transcript,
            answered_on=answer.given,
            reason=answer.note if answer.seq > 1 else "",
        )

    def _slot(self, ask: InventedAsk) -> Addressee:
        """Fetched again each time: the area it brings with it knows what day it is now."""
        return Addressee.objects.get(pk=self.slots[ask.slug].pk)

    def office(self, answer: InventedAnswer) -> Office:
        """The office that answers; an organisation of the alliance answers through its coordinator."""
        if answer.body:
            return self.story.offices[answer.body, answer.office]
        key = (answer.organisation, OWN_OFFICE)
        if key not in self.story.offices:
            self.story.offices[key] = add_office(
                self.story.system, self.story.organisations[answer.organisation], OWN_OFFICE
            )
        return self.story.offices[key]
