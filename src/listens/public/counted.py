"""What was heard, counted exactly: conversations and times heard, by round, theme, place and kind. Internal.

Which of these add up: rounds, boroughs and kinds, for a conversation has one of each. Themes do not: a conversation
can be about several. A theme of the first level has each conversation of its parts once, so it lies between its
largest part and all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from listens.core.models import Area
from listens.listening.models import Conversation, Round
from listens.methods.disclosure.rules import Rule
from listens.methods.disclosure.tables import Key
from listens.places.models import Place
from listens.sensemaking.counts import coded
from listens.sensemaking.lineage import lineage
from listens.sensemaking.models import Theme

CONVERSATIONS = ("of", "conversations")
ALONE = {"alone": "yes"}  # of a theme with parts: the conversations that were put under none of them
FEWEST_ORGANISATIONS = (
    3  # behind the themes of a borough or kind: of two, each could take its own from the sum
)


def key(**labels: str) -> Key:
    """What is counted of conversations: `key()` is all of them, `key(theme="housing", round="autumn")` some."""
    return frozenset([CONVERSATIONS, *labels.items()])


@dataclass(frozen=True)
class Counted:
    """`conversations` and `people` (times heard) have the same keys.

    `merged` of the `themes` count for another one now. They stay in the system at nought, so that what a merge moves is
    compared with all that was published before. A round of which too few conversations are there yet is in `left_out`,
    and in no count. `crossed` are the kinds of organisation that each borough has: anybody may know them, so what is of
    neither cannot be taken for a count. `few` are the boroughs and kinds of which one or two organisations listened:
    their themes would be their own.
    """

    rounds: list[Round]
    left_out: list[Round]
    themes: list[Theme]
    merged: frozenset[UUID]
    boroughs: list[str]
    kinds: list[str]
    crossed: list[tuple[str, str]]
    few: set[tuple[str, str]]
    conversations: Counter[Key] = field(default_factory=Counter)
    people: Counter[Key] = field(default_factory=Counter)

    def add(self, num_heard: int, keys: Iterable[Key]) -> None:
        for one in keys:
            self.conversations[one] += 1
            self.people[one] += num_heard

    def add_heard(self, found: Iterable[Heard]) -> None:
        for one in found:
            self.add(one.num_heard, [key(**labels) for labels in one.labels])

    def add_themes(self, found: Mapping[UUID, Heard], coded: Iterable[tuple[UUID, UUID]]) -> None:
        """Of each theme, each part and each theme alone, every conversation once. `coded`: theme and conversation."""
        by_pk = {theme.pk: theme for theme in self.themes}
        of = {pair for pair in coded if pair[0] in by_pk and pair[1] in found}
        above = {one.pk: one.parent_id for one in self.themes if one.parent_id and one.parent_id in by_pk}
        under_parts = {(above[theme], conversation) for theme, conversation in of if theme in above}
        for theme, conversation in of | under_parts:
            heard, label = found[conversation], {"theme": by_pk[theme].code}
            self.add(heard.num_heard, [key(**label, **labels) for labels in heard.labels])
            if (theme, conversation) not in under_parts:
                places = [labels for labels in heard.labels if not labels or "round" in labels]
                self.add(heard.num_heard, [key(**label, **ALONE, **labels) for labels in places])


@dataclass(frozen=True)
class Heard:
    """One accepted conversation: how many took part, and the labels it is counted under."""

    num_heard: int
    round: str
    organisation: UUID | None
    labels: tuple[dict[str, str], ...]

    @classmethod
    def of(cls, people: int, round: str, organisation: UUID | None, borough: str, kind: str) -> Heard:
        labels: tuple[dict[str, str], ...] = (
            {},
            {"round": round},
            {"borough": borough},
            {"kind": kind},
            {"borough": borough, "kind": kind},
        )
        return cls(max(people, 1), round, organisation, labels)


def count(area: Area, rule: Rule) -> Counted:
    """Seven queries, whatever the number of conversations."""
    themes = list(Theme.objects.filter(area=area))
    merged = frozenset(lineage(area).merged)
    found = dict(_conversations(area))
    num_of = Counter(one.round for one in found.values())
    rounds: list[Round] = []
    left_out: list[Round] = []
    for round in Round.objects.filter(area=area):
        (left_out if rule.is_small(num_of[round.slug]) else rounds).append(round)
    out = {round.slug for round in left_out}
    found = {pk: one for pk, one in found.items() if one.round not in out}
    crossed = {
        (labels["borough"], labels["kind"])
        for one in found.values()
        for labels in one.labels
        if len(labels) == 2
    }
    boroughs = sorted({borough for borough, _kind in crossed}.union(_boroughs(area) if found else ()))
    kinds = sorted({kind for _borough, kind in crossed})
    counted = Counted(
        rounds, left_out, themes, merged, boroughs, kinds, sorted(crossed), few_of(found.values())
    )
    counted.add_heard(found.values())
    counted.add_themes(found, coded(area))
    return counted


def _boroughs(area: Area) -> Iterable[str]:
    """All of the area: that nobody was heard in one is said too, and gives nobody away."""
    return Place.objects.filter(area=area, kind=Place.Kind.BOROUGH).values_list("name", flat=True)


def _conversations(area: Area) -> Iterator[tuple[UUID, Heard]]:
    """A conversation's borough is that of its ward, or else of the organisation that held it."""
    rows = (
        Conversation.objects.filter(area=area)
        .accepted()
        .order_by()
        .values_list(
            "pk",
            "people_heard",
            "round__slug",
            "organisation_id",
            "organisation__kind",
            "ward__parent__name",
            "organisation__borough__name",
        )
    )
    for pk, people, round, organisation, kind, of_ward, of_organisation in rows.iterator(chunk_size=5000):
        borough = of_ward or of_organisation or ""
        yield pk, Heard.of(people, round, organisation, borough, kind or "")


def few_of(found: Iterable[Heard]) -> set[tuple[str, str]]:
    """Dimension and label. Where no organisation is named there is none to recognise."""
    organisations: dict[tuple[str, str], set[UUID]] = {}
    for one in found:
        for labels in one.labels:
            if one.organisation and len(labels) == 1 and "round" not in labels:
                organisations.setdefault(next(iter(labels.items())), set()).add(one.organisation)
    return {label for label, of in organisations.items() if len(of) < FEWEST_ORGANISATIONS}
