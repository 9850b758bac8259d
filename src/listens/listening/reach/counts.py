"""What is counted of who was heard: the cards people filled in, and where conversations were held.

Cards are optional and a question on a card may be left empty, so each question has a total of its own. Conversations
are all there, accepted ones only, each with the number of people who took part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum

from listens.alliance.models import Organisation
from listens.core.models import Area
from listens.listening.models import Conversation, HeardTally, Round


@dataclass
class Heard:
    """Conversations somewhere. `sizes` has how many people took part in each."""

    conversations: int = 0
    times_heard: int = 0
    organisations: set[UUID] = field(default_factory=set)
    sizes: list[int] = field(default_factory=list)

    @property
    def design_effect(self) -> float:
        """How many people stand for one that came alone (L. Kish, Survey Sampling, 1965); 1 for nobody."""
        return sum(size * size for size in self.sizes) / sum(self.sizes) if sum(self.sizes) else 1.0


@dataclass(frozen=True)
class Where:
    """Accepted conversations by the code of a borough or ward and by kind of organisation; "" is not known."""

    boroughs: dict[str, Heard]
    wards: dict[str, Heard]
    kinds: dict[str, Heard]
    total: Heard


def cards(rounds: Iterable[Round]) -> dict[Any, dict[str, dict[str, int]]]:
    """{round: {question: {answer: people}}}. One query."""
    rows = HeardTally.objects.filter(round__in=list(rounds)).order_by()
    found: dict[Any, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for round, group, value, n in rows.values_list("round", "group", "value").annotate(n=Sum("n")):
        found[round][group][value] = n
    return found


def where(round: Round) -> Where:
    """One query: the database counts conversations of the same place, organisation and size."""
    rows: Iterable[Any] = (
        Conversation.objects.filter(round=round)
        .accepted()
        .order_by()
        .values_list(
            "ward__code",
            "ward__parent__code",
            "organisation__borough__code",
            "organisation_id",
            "organisation__kind",
            "people_heard",
        )
        .annotate(num=Count("pk"))
    )
    boroughs: dict[str, Heard] = defaultdict(Heard)
    wards: dict[str, Heard] = defaultdict(Heard)
    kinds: dict[str, Heard] = defaultdict(Heard)
    total = Heard()
    for ward, of_ward, of_organisation, organisation, kind, people, num in rows:
        borough = of_ward or of_organisation or ""
        for heard in (boroughs[borough], wards[ward or ""], kinds[kind or ""], total):
            heard.conversations += num
            heard.times_heard += num * people
            heard.sizes += [people] * num
            if organisation:
                heard.organisations.add(organisation)
    return Where(dict(boroughs), dict(wards), dict(kinds), total)


def community(area: Area) -> list[Organisation]:
    """Community organisations of today with their places, by name."""
    found = Organisation.objects.filter(area=area, left_on=None).community()
    return list(found.select_related("borough", "ward").order_by("name_key"))
