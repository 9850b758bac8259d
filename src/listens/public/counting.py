"""The figures of a release by their names: which count each is, and in what words. Nothing here is hidden yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypedDict

from django.db.models import Sum
from django.utils.translation import gettext_noop

from listens.alliance.models import Organisation
from listens.core.figure_names import key_of
from listens.core.models import Area
from listens.feedback.owed import shares
from listens.listening.models import Conversation
from listens.methods.disclosure.rules import Rule
from listens.methods.disclosure.tables import Key
from listens.public.counted import Counted, key

CONVERSATIONS = gettext_noop("Conversations that were held and accepted")
TIMES_HEARD = gettext_noop("Times heard: people who took part in accepted conversations, counted each time")
ORGANISATIONS = gettext_noop("Organisations with at least one accepted conversation")
LANGUAGES = gettext_noop("Languages that enough people were heard in to be counted safely")
THEME_CONVERSATIONS = gettext_noop("Accepted conversations in which this came up")
THEME_HEARD = gettext_noop("Times heard: people in conversations in which this came up, counted each time")
TOLD = gettext_noop("Organisations whose people were told what came of it")
ASKED = gettext_noop("People in the whole area who asked to be told what came of it")
ASKED_TOLD = gettext_noop("People in the whole area who asked and have been written to about this round")
SOURCE = gettext_noop("Listening records, counted for this release")
LEFT_OUT = gettext_noop("Rounds in which too few conversations were held to be in the figures")
FEEDBACK = gettext_noop("Records of feedback, counted for this release")


class Figure(TypedDict):
    """As kept in a release: `value` is None where it is hidden. Why it is hidden is kept nowhere that can be read."""

    value: int | None
    definition: str
    source: str
    kind: str


@dataclass(frozen=True)
class People:
    """A count of people or conversations that waits for the gate. `of` is the count that decides whether it shows."""

    of: Key
    count: int
    definition: str
    source: str


def heard(counted: Counted) -> Iterator[tuple[str, People]]:
    """What was heard in all and in each round, of everything and of each theme."""
    # Without one round that many were heard in there is nothing to say about all of them.
    places: list[dict[str, str]] = [{}] if counted.conversations[key()] or not counted.left_out else []
    places += [{"round": round.slug} for round in counted.rounds]
    for place in places:
        for code in ["", *(theme.code for theme in counted.themes)]:
            label = place | ({"theme": code} if code else {})
            one = key(**label)
            for what, counts, definition in (
                ("conversations", counted.conversations, THEME_CONVERSATIONS if code else CONVERSATIONS),
                ("times_heard", counted.people, THEME_HEARD if code else TIMES_HEARD),
            ):
                yield key_of(what, **label), People(one, counts[one], definition, SOURCE)


def acts(area: Area, counted: Counted, rule: Rule) -> Iterator[tuple[str, Figure]]:
    """Organisations, exactly: they take part in public. Languages only as many as enough people spoke.

    Of a round that is left out no more is said than that it is.
    """
    taking_part = Organisation.objects.filter(
        conversations__in=Conversation.objects.filter(area=area).accepted().values("pk")
    )
    yield key_of("organisations"), act(taking_part.distinct().count(), ORGANISATIONS, SOURCE)
    for round in counted.left_out:
        yield key_of("left_out", round=round.slug), act(1, LEFT_OUT, SOURCE)
    for round in counted.rounds:
        accepted = Conversation.objects.filter(round=round).accepted().order_by()
        spoken = accepted.values("language").annotate(heard=Sum("people_heard"))
        num_languages = sum(1 for row in spoken if row["heard"] and not rule.is_small(row["heard"]))
        took_part = accepted.exclude(organisation=None).values("organisation").distinct().count()
        yield key_of("organisations", round=round.slug), act(took_part, ORGANISATIONS, SOURCE)
        yield key_of("languages", round=round.slug), act(num_languages, LANGUAGES, SOURCE)
        told = shares(round).num_organisations_told
        yield key_of("organisations_told", round=round.slug), act(told, TOLD, FEEDBACK)


def act(n: int, definition: str, source: str) -> Figure:
    return Figure(value=n, definition=definition, source=source, kind="act")
