"""The system of tables of one release: what adds up to what, and what therefore has to be hidden together.

Everybody who was heard comes first, round by round and place by place; then themes, where each count lies within
those. A place whose own count is hidden shows no theme, so that the two can be made safe one after the other.
The threshold counts conversations; times heard are hidden wherever those are (docs/adr/0011).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from listens.methods.disclosure.releases import Release
from listens.methods.disclosure.rules import Rule
from listens.methods.disclosure.system import Sum, System, Within, hide
from listens.methods.disclosure.tables import Key
from listens.public.counted import ALONE, Counted, key
from listens.public.tables import HEADINGS, OWN
from listens.sensemaking.models import Theme

Place = dict[str, str]  # the labels of a row or column beside its theme: {"round": "autumn"}
REST = "\0"  # the places that are hidden, taken together: how many they are is known
WORTH_ALL, WORTH_ROUND = (
    8.0,
    3.0,
)  # how many counts of a place a reader would give for that of all, and of a round


@dataclass(frozen=True)
class Whole:
    """The systems of what was heard, before anything is hidden.

    `tables` are the names of our own that go out, `before` of those that went out in earlier releases. What a table
    that goes out another time would count is there too, though it is not printed: the two are taken from one another.
    """

    counted: Counted
    tables: Collection[str]
    before: Collection[str] = ()

    def everybody(self) -> System:
        """All conversations, by round, and by borough or kind where that is asked. The rounds stay."""
        along = list(HEADINGS)
        sums = list(self._sums({}, along))
        keys = {key(), *(part for _, parts in sums for part in parts)}
        return System(
            {one: self.counted.conversations[one] for one in keys},
            sums,
            stay={key(), *(key(round=round.slug) for round in self.counted.rounds)},
            unsaid=[key(**place) for place in [*self._crossed(along), *self._gone(along, dims(self.tables))]],
        )

    def unprinted(self) -> set[Key]:
        """Of the places that themes are counted in, those whose own count is in no table of this release."""
        alone = set(dims(self.tables)) - {OWN[name][1] for name in self.tables if not OWN[name][2]}
        return {key(**{name: label}) for name in alone for label in self._labels(name)}

    def themes(self, hidden: Collection[Key]) -> tuple[System, frozenset[Key]]:
        """Themes by place, and those that are hidden because everybody of that place is, or too few listened there.

        Only the tables of themes count here: where nothing is said of themes by place, none is known.
        """
        counts: dict[Key, int] = {}
        sums: list[Sum] = []
        within: list[Within] = [*self.families()]
        anyway, guarded, worth = set(), set(), {}
        along, few = self._along(), self.counted.few
        for theme in self.counted.themes:
            label = {"theme": theme.code}
            sums += self._sums(label, along if theme.parent_id is None else ())
            for place in self.places(theme):
                one, whole = key(**label, **place), key(**place)
                counts[one] = self.counted.conversations[one]
                worth[one] = WORTH_ROUND if "round" in place else 1.0 if place else WORTH_ALL
                if whole in hidden or few.intersection(place.items()):
                    anyway.add(one)
                if few.intersection(place.items()):
                    guarded.add(one)
                if whole not in hidden:
                    within.append((one, [whole]))
                    counts[whole] = self.counted.conversations[whole]
        stay = {one for one in counts if "theme" not in dict(one)}
        rests: list[Key] = []
        tops = [{"theme": theme.code} for theme in self.counted.themes if theme.parent_id is None]
        gone = [*self._crossed(along), *self._gone(along, dims(self.tables, with_themes=True))]
        unsaid = [key(**label, **place) for label in tops for place in gone]
        for name in along:
            places = [{name: one} for one in self._labels(name) if key(**{name: one}) in hidden]
            whole = key(**{name: REST})
            if not places or name not in dims(self.tables):
                continue
            counts[whole] = sum(self.counted.conversations[key(**place)] for place in places)
            stay.add(whole)
            for label in tops:
                rest, there = key(**label, **{name: REST}), [key(**label, **place) for place in places]
                counts[rest] = sum(self.counted.conversations[one] for one in there)
                rests.append(rest)
                sums.append((rest, there))
                within.append((rest, [whole]))
        for theme, own in self._with_own():
            parts = [part for part in self.counted.themes if part.parent_id == theme.pk]
            sums += self._sums(own)
            for place in self.places(theme, with_more=False):
                unsaid.append(key(**own, **place))
                if len(parts) == 1:
                    above, part = key(theme=theme.code, **place), key(theme=parts[0].code, **place)
                    sums.append((above, [part, unsaid[-1]]))
        counts |= {one: self.counted.conversations[one] for one in unsaid}
        return System(counts, sums, within, stay, [*unsaid, *rests], worth, guarded), frozenset(anyway)

    def families(self) -> Iterator[Within]:
        """A part is no more than its theme; and a theme no more than its parts and what was put under it alone.

        No more than its parts, where nothing says otherwise: most would take it to be so.
        """
        parts: dict[object, list[Theme]] = {}
        for theme in self.counted.themes:
            parts.setdefault(theme.parent_id, []).append(theme)
        with_own = {theme.code: own for theme, own in self._with_own()}
        for theme in parts.get(None, []):
            for place in self.places(theme, with_more=False):
                above = key(theme=theme.code, **place)
                of_parts = [key(theme=part.code, **place) for part in parts.get(theme.pk, [])]
                yield from ((part, [above]) for part in of_parts)
                if of_parts and all(
                    counts[above] <= sum(counts[part] for part in of_parts)
                    for counts in (self.counted.conversations, self.counted.people)
                ):
                    yield above, of_parts
                if theme.code in with_own:
                    own = key(**with_own[theme.code], **place)
                    yield from ((own, [above]), (above, [own, *of_parts]))

    def _with_own(self) -> Iterator[tuple[Theme, Place]]:
        """Themes with parts that some conversation was put under alone, and the label of those: never printed, but
        what a theme has beyond its only part is just that.
        """
        above = {part.parent_id for part in self.counted.themes}
        for theme in self.counted.themes:
            own = {"theme": theme.code, **ALONE}
            if theme.pk in above and self.counted.conversations[key(**own)]:
                yield theme, own

    def places(self, theme: Theme, *, with_more: bool = True) -> Iterator[Place]:
        """Where a theme is counted: in all, in each round and, for the first level, in each place asked for."""
        yield {}
        yield from ({"round": round.slug} for round in self.counted.rounds)
        if with_more and theme.parent_id is None:
            for name in self._along():
                yield from ({name: label} for label in self._labels(name))

    def _along(self) -> list[str]:
        """The places that themes are counted in: both, as soon as one is published."""
        return list(HEADINGS) if dims([*self.tables, *self.before], with_themes=True) else []

    def _gone(self, along: Collection[str], now: Collection[str]) -> Iterator[Place]:
        """Places that are counted and not published now."""
        for name in along:
            if name not in now:
                yield from ({name: label} for label in self._labels(name))

    def _labels(self, name: str) -> list[str]:
        return self.counted.boroughs if name == "borough" else self.counted.kinds

    def _sums(self, label: Place, along: Collection[str] = ()) -> Iterator[Sum]:
        if self.counted.rounds:
            yield key(**label), [key(**label, round=round.slug) for round in self.counted.rounds]
        for name in along:
            yield key(**label), [key(**label, **{name: one}) for one in self._labels(name)]
            for one in self._labels(name):
                of = [key(**label, **place) for place in self._crossed(along) if place[name] == one]
                if of:
                    yield key(**label, **{name: one}), of

    def _crossed(self, along: Collection[str]) -> Iterator[Place]:
        """Each kind of each borough, where both are published: never printed, but perhaps worked out from the two."""
        if len(along) > 1:
            yield from ({"borough": borough, "kind": kind} for borough, kind in self.counted.crossed)


@dataclass(frozen=True)
class Systems:
    """Everything that one release holds. `others` are of other people: contacts, and the tables that rooms declare."""

    whole: Whole
    others: list[System]

    def stay(self) -> set[Key]:
        """What can only be shown or not published at all."""
        return set(self.whole.everybody().stay)

    def beside(self, one: Key, hidden: Collection[Key]) -> set[Key]:
        """The nearest that are still shown: what adds up with it or lies within it, or else what is bound to those."""
        ring = {one}
        seen = set(self.stay())
        while ring:
            seen |= ring
            ring = {other for near in ring for other in self._bonds.get(near, ())} - seen
            if shown := ring.difference(hidden):
                return shown
        return set()

    @cached_property
    def _bonds(self) -> dict[Key, set[Key]]:
        bound: list[tuple[Key, list[Key]]] = [*self.whole.families()]
        for part in (self.whole.everybody(), self.whole.themes(())[0], *self.others):
            bound += part.sums
        found: dict[Key, set[Key]] = {}
        for whole, parts in bound:
            for near in (whole, *parts):
                found.setdefault(near, set()).update((whole, *parts))
        return found

    def count(self, one: Key) -> int:
        for other in self.others:
            if one in other.counts:
                return other.counts[one]
        return self.whole.counted.conversations[one]

    def hidden(self, rule: Rule, anyway: Collection[Key] = ()) -> frozenset[Key]:
        """Raises Unfit where something cannot be made safe."""
        first = hide(self.whole.everybody(), rule, anyway)
        themes, forced = self.whole.themes(first)
        found = first | hide(themes, rule, forced.union(anyway))
        return found.union(*(hide(other, rule, anyway) for other in self.others))

    def published(self, name: str, rule: Rule, hidden: Collection[Key]) -> dict[str, Release]:
        """For the register: conversations with all others, and times heard."""
        counted = self.whole.counted
        parts = [self.whole.everybody(), self.whole.themes(())[0]]
        keys = list(dict.fromkeys(one for part in parts for one in part.counts))
        sums = [one for part in parts for one in part.sums]
        families = list(self.whole.families())
        under = [
            (one, key(**{n: v for n, v in one if n not in ("of", "theme", *ALONE)}))
            for one in keys
            if is_of_theme(one)
        ]

        silent = self.whole.unprinted().union(hidden)
        guarded = parts[1].guarded

        def release(counts: Mapping[Key, int], more: Iterable[System] = ()) -> Release:
            counts = {one: counts[one] for one in keys} | {
                k: n for other in more for k, n in other.counts.items()
            }
            return Release(
                name,
                {one: None if one in silent else rule.rounded(n) for one, n in counts.items()},
                rule,
                frozenset(one for one, n in counts.items() if rule.is_small(n)),
                [*sums, *(one for other in more for one in other.sums)],
                families,
                under,
                frozenset(one for one in guarded if counted.conversations[one] >= rule.hide_below),
            )

        return {
            "conversations": release(counted.conversations, self.others),
            "people": release(counted.people),
        }


def dims(tables: Iterable[str], *, with_themes: bool = False) -> list[str]:
    """Along what these tables of ours count; with themes only those that count themes."""
    return list(
        dict.fromkeys(
            along
            for name in tables
            for _title, along, of_themes in [OWN[name]]
            if of_themes or not with_themes
        )
    )


def is_of_theme(one: Key) -> bool:
    return any(name == "theme" for name, _ in one)
