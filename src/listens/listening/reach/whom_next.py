"""Whom to hear next: groups and places heard less than they live here, and the organisations that reach them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from listens.alliance.models import Organisation
from listens.listening.models import ReachNote
from listens.listening.reach.counts import community
from listens.listening.reach.who import Against, Row, WhoWasHeard


@dataclass(frozen=True)
class Reaches:
    """An organisation that reaches a group. `is_noted`: an organiser said so; else it is in that place.

    `has_listened`: at least one of its conversations was accepted in this round.
    """

    organisation: Organisation
    is_noted: bool
    has_listened: bool


@dataclass(frozen=True)
class WhomNext:
    """`more`: about how many of the group would make it as many as live here, if the others stay as they are.

    `is_clear` when chance alone would rarely leave a group out like this; without it there may be no gap at all.
    """

    title: str
    label: str
    more: int
    is_clear: bool
    is_of_cards: bool
    organisations: list[Reaches]


def whom_next(heard: WhoWasHeard) -> list[WhomNext]:
    """In the order of the card and of the places, never by size: it is no ranking. Two queries."""
    gaps = [(one, gap) for one in heard.comparisons if one.reach for gap in one.reach.gaps]
    if not gaps:
        return []
    organisations = community(heard.round.area)
    noted: dict[tuple[str, str], set[UUID]] = defaultdict(set)
    for note in ReachNote.objects.filter(organisation__in=organisations):
        noted[note.group, note.value].add(note.organisation_id)
    listened = heard.where.total.organisations
    found = []
    for against, gap in gaps:
        row = next(row for row in against.rows if row.label == gap.group)
        found.append(
            WhomNext(
                against.title,
                row.label,
                gap.more,
                gap.verdict == "under",
                against in heard.by_card,
                [
                    Reaches(one, is_noted, one.pk in listened)
                    for one, is_noted in _reaching(against, row, organisations, noted)
                ],
            )
        )
    return found


def _reaching(
    against: Against,
    row: Row,
    organisations: Iterable[Organisation],
    noted: dict[tuple[str, str], set[UUID]],
) -> list[tuple[Organisation, bool]]:
    """Of a question of the card, who was noted; of a place, who is there."""
    found = []
    for one in organisations:
        places = {place.code for place in (one.borough, one.ward) if place}
        if any(one.pk in noted[against.name, answer] for answer in row.answers if answer):
            found.append((one, True))
        elif places & set(row.answers):
            found.append((one, False))
    return found
