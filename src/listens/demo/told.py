"""Who was there, who asked to be told, who has been told, and the figures that were published along the way."""

from __future__ import annotations

import datetime as dt
import uuid

from listens.alliance.models import Organisation
from listens.core.released import raw_tables
from listens.demo import facts
from listens.demo.story import Story
from listens.feedback.actions import record_telling, tell_contacts
from listens.feedback.models import Telling
from listens.listening.actions.cards import receive_card
from listens.listening.actions.contacts import receive_contact
from listens.listening.models import Round
from listens.public.actions import make_release
from listens.public.tables import OWN

CARDS = 150
ANSWERED = 0.9  # of the questions of a card
CONTACTS = 60
TOLD_SHARE = 0.7
VERSION = 1


def cards(story: Story, round: Round, day: dt.date, most: int = CARDS) -> None:
    """Self-completed cards with believable gaps: each is counted and forgotten."""
    story.on(day)
    rng = story.random(f"cards {round.slug}")
    questions = [
        (one.group, list(given), list(given.values()))
        for one in facts.who_came()
        for given in [one.first if round.number == 1 else one.later]
    ]
    for _number in range(most):
        answers = {
            group: rng.choices(values, weights)[0]
            for group, values, weights in questions
            if rng.random() < ANSWERED
        }
        if answers:
            receive_card(
                story.system,
                story.area,
                {
                    "schema_version": VERSION,
                    "client_id": str(uuid.UUID(int=rng.getrandbits(128), version=4)),
                    "round": round.slug,
                    "answers": answers,
                },
            )


def contacts(story: Story, round: Round, day: dt.date, most: int = CONTACTS) -> None:
    """People who asked to be told what came of it, some of whom offered to help. All invented."""
    story.on(day)
    rng, names = story.random(f"contacts {round.slug}"), facts.people()
    concerns = [str(concern.pk) for concern in round.concerns.all()]
    for number in range(most):
        offers = [{"kind": rng.choice(["host", "speak", "come"]), "concern": rng.choice(concerns)}]
        receive_contact(
            story.system,
            story.area,
            {
                "schema_version": VERSION,
                "client_id": str(uuid.UUID(int=rng.getrandbits(128), version=4)),
                "round": round.slug,
                "name": rng.choice(names.given_names),
                "email": f"{round.slug}-{number}@example.org",
                "language": "en",
                "uses": ["told"],
                "offers": offers if rng.random() < 0.3 else [],
            },
        )


def tellings(story: Story, round: Round, day: dt.date, words: str) -> None:
    """Most organisations told their people; some have not, and show as owed."""
    story.on(day)
    rng = story.random(f"tellings {round.slug}")
    listened = Organisation.objects.filter(conversations__round=round).distinct().order_by("name_key")
    for organisation in listened:
        if rng.random() < TOLD_SHARE:
            way = rng.choice(Telling.Way.values)
            record_telling(
                story.amina,
                round,
                organisation,
                way=way,
                told_on=day - dt.timedelta(days=rng.randint(0, 40)),
                words=words,
            )


def write_to_contacts(story: Story, round: Round, day: dt.date) -> None:
    """One message to everybody who asked. The demonstration keeps messages as files: none leaves the machine."""
    story.on(day)
    tell_contacts(
        story.amina,
        round,
        change=f"{round.slug} assembly",
        subject="What came of what you told us",
        body="Seven promises were made in public in February. You can read each of them, and what became of it.",
    )


def release(story: Story, day: dt.date) -> None:
    """Publish the figures as at that day, with every table."""
    story.on(day)
    tables = [*OWN, *(raw.name for raw in raw_tables(story.area))]
    make_release(story.amina, story.area, day, tables=tables)
