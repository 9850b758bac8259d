"""Conversations that need no database: who held them where, in which round, about what; counted as a release counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, UUID, uuid5

from listens.listening.models import Round
from listens.methods.disclosure.rules import Rule
from listens.public.counted import Counted, Heard, few_of
from listens.sensemaking.models import Theme


@dataclass(frozen=True)
class Talk:
    """One conversation. `by` is an organisation's name; `about` are codes of themes."""

    by: str
    borough: str
    kind: str
    round: str = "autumn"
    about: tuple[str, ...] = ()
    people: int = 1


@dataclass
class Town:
    """`parts` of each theme of the first level."""

    parts: dict[str, Sequence[str]]
    rounds: Sequence[str] = ("autumn", "winter")
    talks: list[Talk] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.themes: dict[str, Theme] = {}
        for code, parts in self.parts.items():
            self.themes[code] = Theme(code=code, name=code.title())
            for part in parts:
                self.themes[part] = Theme(code=part, name=part.title(), parent=self.themes[code])

    def hear(self, num: int, by: str, borough: str, kind: str, *about: str, round: str = "autumn") -> None:
        """From three organisations of that name, so that no theme is one organisation's own."""
        self.talks += [Talk(f"{by} {n % 3}", borough, kind, round, about) for n in range(num)]

    def count(self, rule: Rule) -> Counted:
        num = Counter(talk.round for talk in self.talks)
        rounds = [Round(slug=slug, name=slug) for slug in self.rounds]
        out = {slug for slug in self.rounds if rule.is_small(num[slug])}
        talks = [talk for talk in self.talks if talk.round not in out]
        found = {uuid5(NAMESPACE_URL, str(at)): heard(talk) for at, talk in enumerate(talks)}
        crossed = sorted({(talk.borough, talk.kind) for talk in talks})
        counted = Counted(
            [one for one in rounds if one.slug not in out],
            [one for one in rounds if one.slug in out],
            list(self.themes.values()),
            frozenset(),
            sorted({borough for borough, _ in crossed}),
            sorted({kind for _, kind in crossed}),
            crossed,
            few_of(found.values()),
        )
        counted.add_heard(found.values())
        codings = [
            (self.themes[code].pk, pk) for pk, talk in zip(found, talks, strict=True) for code in talk.about
        ]
        counted.add_themes(found, codings)
        return counted


def heard(talk: Talk) -> Heard:
    organisation: UUID = uuid5(NAMESPACE_URL, talk.by)
    return Heard.of(talk.people, talk.round, organisation, talk.borough, talk.kind)
