"""What was heard, counted exactly: conversations and times heard, by round, theme, place and kind. Internal.

Which of these add up: rounds, boroughs and kinds, for a conversation has one of each. Themes do not: a conversation
can be about several. A theme of the first level has each conversation of its parts once, so it lies between its
largest part and all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
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


@dataclass(frozen=True)
class Heard:
    """One accepted conversation: how many took part, and the labels it is counted under."""

    num_heard: int
    round: str
    organisation: UUID | None
    labels: tuple[dict[str, str], ...]


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
        rounds, left_out, themes, merged, boroughs, kinds, sorted(crossed), _few(found.values())
    )
    for one in found.values():
        counted.add(one.num_heard, [key(**labels) for labels in one.labels])
    seen: set[tuple[UUID, UUID]] = set()
    by_pk = {theme.pk: theme for theme in themes}
    code_of = {theme.pk: theme.code for theme in themes}
    for theme_id, conversation_id in coded(area):
        heard, theme = found.get(conversation_id), by_pk.get(theme_id)
        if heard is None or theme is None:
            continue
        for pk in filter(None, (theme.pk, theme.parent_id)):
            if pk in code_of and (pk, conversation_id) not in seen:
                seen.add((pk, conversation_id))
                counted.add(heard.num_heard, [key(theme=code_of[pk], **labels) for labels in heard.labels])
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
        labels: tuple[dict[str, str], ...] = (
            {},
            {"round": round},
            {"borough": borough},
            {"kind": kind or ""},
            {"borough": borough, "kind": kind or ""},
        )
        yield pk, Heard(max(people, 1), round, organisation, labels)


def _few(found: Iterable[Heard]) -> set[tuple[str, str]]:
    """Dimension and label. Where no organisation is named there is none to recognise."""
    organisations: dict[tuple[str, str], set[UUID]] = {}
    for one in found:
        for labels in one.labels:
            if one.organisation and len(labels) == 1 and "round" not in labels:
                organisations.setdefault(next(iter(labels.items())), set()).add(one.organisation)
    return {label for label, of in organisations.items() if len(of) < FEWEST_ORGANISATIONS}
