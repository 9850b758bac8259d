"""The promises of the demonstration: the published ones with their figures, and the invented ones with verdicts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from django.utils.translation import gettext_noop

from listens.assembly.models import Answer
from listens.demo import facts
from listens.demo.facts.measures import Measure as PublishedMeasure
from listens.demo.facts.past import Pledge as PublishedPledge
from listens.demo.facts.promises import InventedAmendment, InventedPledge, InventedProgress, InventedVerdict
from listens.demo.facts.when import When
from listens.demo.night import Night
from listens.demo.past import Past, titles
from listens.demo.story import Story
from listens.listening.models import Moment
from listens.pledges.actions import (
    accept_change,
    add_definition,
    add_measure,
    add_reading,
    ask_for_change,
    close_pledge,
    confirm_pledge,
    give_verdict,
    make_pledge,
    publish_verdict,
    record_signatures,
    reply_to_verdict,
    report_progress,
)
from listens.pledges.models import Pledge, Verdict


def vague(when: When) -> str:
    """The words for a date that is not known to the day; empty when it is."""
    return "" if when.is_exact else when.words


def published(story: Story, past: Past) -> None:
    """The pledges made in a past round. Their pages give no verdict, so none is given here."""
    for each in past.history.pledges:
        if each.ask in past.asks:
            _publish(story, past, each)


def _publish(story: Story, past: Past, published: PublishedPledge) -> None:
    answers = {body: past.answers.get((published.ask, body)) for body in published.owners}
    answer: Answer | None = next((found for found in answers.values() if found), None)
    owners = [
        found.addressee.office if found else story.organisations[body] for body, found in answers.items()
    ]
    story.on(published.spoken.last)
    pledge = make_pledge(
        story.system,
        story.area,
        title=published.title,
        wording=published.text,
        spoken_on=published.spoken.last,
        spoken_in_words=vague(published.spoken),
        due_on=published.due.last if published.due else None,
        due_in_words=vague(published.due) if published.due else "",
        owners=owners,
        ask=past.asks[published.ask],
        answer=answer,
        source=titles(published.sources),
        is_lead_known=len(owners) == 1,
    )
    for line in sorted(published.progress, key=lambda progress: progress.on.last):
        story.on(min(line.on.last, facts.invented_round().as_at))
        report_progress(
            story.system,
            _fresh(pledge),
            words=line.text,
            happened_on=story.area.today(),
            happened_in_words=vague(line.on),
            evidence=[
                (known.title, known.address) for known in map(facts.sources().get, line.sources) if known
            ],
        )
    story.on(facts.invented_round().as_at)
    for slug in published.measures:
        _measure(story, pledge, next(each for each in past.history.measures if each.slug == slug))


def _measure(story: Story, pledge: Pledge, published: PublishedMeasure) -> None:
    measure = add_measure(story.system, _fresh(pledge), name=published.name, target=published.target)
    for each in published.definitions:
        definition = add_definition(story.system, measure, words=each.text)
        for reading in each.readings:
            note = {"nearly": "nearly; ", "derived": "worked out; "}.get(reading.bound, "")
            add_reading(
                story.system,
                definition,
                value=reading.value,
                as_at=min(reading.as_at.last, story.area.today()),
                as_at_in_words=vague(reading.as_at),
                is_at_least=reading.bound == "at-least",
                source=(note + titles(reading.sources))[:300],
            )


class Invented:
    """The pledges of the invented assembly, told one after another from spoken to closed."""

    def __init__(self, story: Story, night: Night, slug: str) -> None:
        self.story, self.night = story, night
        self.moments = Moment.objects.filter(round=story.rounds[slug])

    def tell(self) -> None:
        for each in facts.invented_round().pledges:
            self._tell(each)

    def _tell(self, each: InventedPledge) -> None:
        story, answer = self.story, self.night.answers[each.ask]
        story.on(each.spoken)
        pledge = make_pledge(
            story.ivo,
            story.area,
            title=each.title,
            wording=each.text,
            spoken_on=each.spoken,
            due_on=each.due,
            owners=[answer.addressee.office, *(story.organisations[slug] for slug in each.owners[1:])],
            ask=self.night.asks[each.ask],
            answer=answer,
            measure_words=each.measure,
            co_leads=[story.people[each.co_lead_organisation]],
        )
        days: list[tuple[dt.date, int, Callable[[], None]]] = [
            (each.confirmed, 0, partial(self._confirm, pledge, each))
        ]
        days += [(line.on, 1, partial(self._progress, pledge, each, line)) for line in each.progress]
        for change in each.amendments:
            days.append((change.asked, 2, partial(self._ask_for_change, pledge, change)))
            days.append((change.accepted, 3, partial(self._accept_change, pledge)))
        for verdict in each.verdicts:
            days.append((verdict.shown_to_owner, 4, partial(self._give, pledge, verdict)))
            days.append((verdict.given, 5, partial(self._publish, pledge, verdict)))
        for day, _order, happen in sorted(days, key=lambda each: each[:2]):
            story.on(day)
            happen()

    def _confirm(self, pledge: Pledge, each: InventedPledge) -> None:
        confirm_pledge(self.story.system, _fresh(pledge), words=each.text, route="its board or committee")

    def _progress(self, pledge: Pledge, each: InventedPledge, line: InventedProgress) -> None:
        report_progress(
            self.story.system,
            _fresh(pledge),
            words=line.text,
            happened_on=line.on,
            submitter=each.office or "Coordinator",
            evidence=[(line.evidence, "")] if line.evidence else [],
        )

    def _ask_for_change(self, pledge: Pledge, change: InventedAmendment) -> None:
        ask_for_change(self.story.system, _fresh(pledge), reason=change.reason, due_on=change.due)

    def _accept_change(self, pledge: Pledge) -> None:
        waiting = next(change for change in _fresh(pledge).changes() if not change.is_answered)
        accept_change(self.story.amina, waiting)

    def _give(self, pledge: Pledge, verdict: InventedVerdict) -> None:
        signers = [(self.story.people[slug], gettext_noop("None declared")) for slug in verdict.by]
        given = give_verdict(
            self.story.amina,
            _fresh(pledge),
            value=verdict.kind,
            words=verdict.text,
            signers=signers,
            meeting_on=verdict.meeting,
        )
        record_signatures(self.story.amina, given, signed_on=verdict.shown_to_owner)
        if verdict.owner_reply:
            reply_to_verdict(self.story.system, given, words=verdict.owner_reply)

    def _publish(self, pledge: Pledge, verdict: InventedVerdict) -> None:
        waiting = Verdict.objects.get(row__pledge=pledge, value=verdict.kind, published_on=None)
        publish_verdict(self.story.amina, waiting, agreed_by_delegates_on=verdict.delegates_agreed)
        if verdict.closed_at:
            moment = self.moments.get(held_on=dt.date(2026, 10, 20))
            close_pledge(
                self.story.amina,
                _fresh(pledge),
                moment=moment,
                words="Both sides agree that it is kept.",
                for_owner=str(pledge.owners.get(is_lead=True)),
                for_community=str(pledge.co_leads.get().person),
            )


def _fresh(pledge: Pledge) -> Pledge:
    """Fetched again, so that its area knows what day it is now."""
    found: Pledge = Pledge.objects.with_rows().get(pk=pledge.pk)
    return found
