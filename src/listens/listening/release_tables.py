"""What a release may hold of who was heard: the cards of each round, question by question.

Coarser than the card, so that fewer counts are small: the two oldest bands are one, and so are "a lot" and "a little",
and the homes that no census counts. The total is of those who said; nothing is added up with those who would not, so
that a few of them hide nobody else. The questions are tables apart: two of them are never crossed, and no theme is
crossed with any.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_noop

from listens.core import released
from listens.core.models import Area
from listens.core.released import RawTable
from listens.listening.models import HeardTally, Round
from listens.listening.reach.counts import cards
from listens.listening.who_was_there import NOT_SAID

Group = HeardTally.Group
SAID, NOT_SAID_WORDS = gettext_noop("Said"), gettext_noop("Would rather not say")
ANSWER, TOTAL = gettext_noop("Answer"), gettext_noop("Total")
CARDS = gettext_noop("Cards")
DEFINITION = gettext_noop("Cards that people who were heard filled in themselves, for this question")
SOURCE = gettext_noop("Cards of who was there, counted for this release")
# The answers that are published together, and the words for them.
PUBLISHED: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    Group.AGE: (
        (("16-24",), gettext_noop("16 to 24")),
        (("25-34",), gettext_noop("25 to 34")),
        (("35-49",), gettext_noop("35 to 49")),
        (("50-64",), gettext_noop("50 to 64")),
        (("65-79", "80+"), gettext_noop("65 or over")),
    ),
    Group.ETHNICITY: (
        (("asian",), gettext_noop("Asian or Asian British")),
        (("black",), gettext_noop("Black, Black British, Caribbean or African")),
        (("mixed",), gettext_noop("Mixed or multiple ethnic groups")),
        (("white",), gettext_noop("White")),
        (("other",), gettext_noop("Other ethnic group")),
    ),
    Group.TENURE: (
        (("owned",), gettext_noop("I own it, or pay a mortgage")),
        (("social",), gettext_noop("I rent from a council or housing association")),
        (("private",), gettext_noop("I rent from a private landlord")),
        (("temporary", "other"), gettext_noop("Temporary accommodation, or something else")),
    ),
    Group.DISABILITY: (
        (("limited a lot", "limited a little"), gettext_noop("Yes, a lot or a little")),
        (("not limited",), gettext_noop("No")),
    ),
}
TITLES: dict[str, str] = {
    Group.AGE: gettext_noop("Who was heard, by age"),
    Group.ETHNICITY: gettext_noop("Who was heard, by ethnic group"),
    Group.TENURE: gettext_noop("Who was heard, by home"),
    Group.DISABILITY: gettext_noop("Who was heard, by disability"),
}


def name_of(group: str, round: str) -> str:
    """The name of the table of that question in the round of that slug."""
    return f"cards_{group}:{round}"


@released.offers
def who_was_heard(area: Area) -> Iterator[RawTable]:
    """A question with too few cards to be published at all has no table. Two queries."""
    rounds = list(Round.objects.filter(area=area, opened_on__isnull=False).order_by("number"))
    counted = cards(rounds)
    for round in rounds:
        for group, answers in PUBLISHED.items():
            given = counted[round.pk].get(group, {})
            rows = [(words, sum(given.get(value, 0) for value in values)) for values, words in answers]
            total = sum(number for _words, number in rows)
            if total < area.hide_below:
                continue
            yield RawTable(
                name_of(group, round.slug),
                f"{TITLES[group]}: {round.name}",
                (ANSWER, TITLES[group], CARDS),
                [
                    *((SAID, words) for words, _number in rows),
                    (SAID, TOTAL),
                    (NOT_SAID_WORDS, NOT_SAID_WORDS),
                ],
                [CARDS],
                [*([number] for _words, number in rows), [total], [given.get(NOT_SAID, 0)]],
                definition=DEFINITION,
                source=SOURCE,
                of=name_of(group, round.slug),
                round=round.slug,
            )
