"""The rounds of the demonstration: their windows, moments and wording."""

from __future__ import annotations

import datetime as dt

from listens.demo import facts
from listens.demo.facts.history import History
from listens.demo.facts.invented import InventedRound
from listens.demo.story import Story
from listens.listening.actions import (
    add_moment,
    open_round,
    record_moment,
    set_targets,
    set_window,
    start_round,
)
from listens.listening.models import Round, StageWindow
from listens.listening.reach.actions import note_reaches

Stage = StageWindow.Stage
SIZES = {"under 50": 1, "50-249": 2, "250-999": 3, "1000+": 4}  # shares of the target
AFTER_LISTENING = (Stage.REVIEW, Stage.SENSEMAKING, Stage.REPORT_BACK, Stage.PRIORITIES)
UNTIL_THE_END = (Stage.VOTING, Stage.ASKS, Stage.ASSEMBLY)
PAST_CONCERNS = ("Being alone", "Work and money", "Children and young people", "Being new here", "My home")


def start_past_round(story: Story, slug: str, number: int) -> Round:
    """A round whose listening is published. When its later stages opened is not: they run to its last assembly."""
    history: History = facts.history()
    past = next(each for each in history.rounds if each.slug == slug)
    story.on(past.opened.first)
    round_ = start_round(
        story.amina,
        story.area,
        slug=slug,
        name=past.name,
        number=number,
        prompts=[prompt.text for prompt in past.prompts],
        concerns=PAST_CONCERNS,
    )
    end = max(assembly.held.last for assembly in history.assemblies if assembly.round == slug)
    set_window(story.amina, round_, Stage.LISTENING, opens_on=past.opened.first, closes_on=past.closed.last)
    for stage in (*AFTER_LISTENING, *UNTIL_THE_END):
        set_window(story.amina, round_, stage, opens_on=past.opened.first, closes_on=end)
    open_round(story.amina, round_)
    story.rounds[slug] = round_
    return round_


def start_invented_round(story: Story, invented: InventedRound, number: int, previous: Round | None) -> Round:
    """A made-up round with every window and moment; what is past by the day the demo stands at is recorded."""
    opens = min(window.opens for window in invented.windows)
    story.on(min([opens, *(moment.held for moment in invented.moments)]))
    round_ = start_round(
        story.amina,
        story.area,
        slug=invented.slug,
        name=invented.name,
        number=number,
        prompts=[prompt.text for prompt in invented.prompts],
        concerns=invented.concerns or PAST_CONCERNS,
        target_heard=invented.target_heard,
        previous=previous,
    )
    for window in invented.windows:
        set_window(
            story.amina,
            round_,
            window.stage,
            opens_on=window.opens,
            closes_on=window.closes,
            grace_days=window.grace_days,
            organisation=story.organisations.get(window.organisation),
        )
    open_round(story.amina, round_)
    story.rounds[invented.slug] = round_
    return round_


def aim(story: Story, round_: Round) -> None:
    """What each community organisation set out to hear: its part of the round's target, the larger ones more."""
    sizes = {
        one.pk: SIZES.get(one.size_band, 1) for one in story.organisations.values() if not one.is_public_body
    }
    each = (round_.target_heard or 0) / (sum(sizes.values()) or 1)
    targets = {pk: (None, max(10, int(size * each) // 10 * 10)) for pk, size in sizes.items()}
    set_targets(story.amina, round_, total=round_.target_heard, targets=targets)


def note_who_is_reached(story: Story) -> None:
    """What organisers know of whom the invented organisations reach."""
    for organisation in facts.organisations():
        answers = [
            (group, value)
            for one in facts.reached()
            if organisation.sort in one.sorts
            for group, values in one.answers.items()
            for value in values
        ]
        if answers:
            note_reaches(story.amina, story.organisations[organisation.slug], answers)


def hold_moments(story: Story, invented: InventedRound, until: dt.date) -> None:
    """Put the meetings in the round's plan, and write up those that are over."""
    round_ = story.rounds[invented.slug]
    for each in invented.moments:
        story.on(min(each.held, until))
        agenda = "\n".join((f"{each.title}, {each.place}", "", *each.agenda))
        moment = add_moment(story.amina, round_, kind=each.kind, held_on=each.held, agenda=agenda)
        if each.who_came and each.held <= until:
            record_moment(
                story.amina,
                moment,
                who_came=each.who_came,
                decisions=each.decisions,
                next_step=each.next_step,
            )
