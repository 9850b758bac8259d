"""Where a theme came up: by kind of organisation and by borough, exactly, and as others than coders may see it.

A table that rounds each number by itself, as survey and coding programs do, gives a small one away as soon as the
total or the other table is known. Here both tables and the total are one system (`methods.disclosure`): what would
give a small count away is hidden with it, and of a group in which only one or two organisations spoke of the theme
nothing can be worked out, for each of them knows its own part. Times heard are hidden wherever conversations are.
Whoever may look at one round may look at each, and at all: so the tables of all of them are that one system too, and
none is what another less a third would give.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.listening.models import Note, Round
from listens.methods.disclosure.rules import Rule
from listens.sensemaking.lineage import behind_whole
from listens.sensemaking.models import Coding, Theme

FEWEST_ORGANISATIONS = 3
SECONDS = 5.0  # a page waits


@dataclass(frozen=True)
class Group:
    """`num_conversations` and `times_heard` are None where they are hidden. `key` is "" where none is named."""

    key: str
    label: str
    num_conversations: int | None
    times_heard: int | None
    num_organisations: int = 0


@dataclass(frozen=True)
class SaidWhere:
    """The most heard first. `is_hidden`: nothing can be said without giving somebody away."""

    kinds: list[Group] = field(default_factory=list)
    boroughs: list[Group] = field(default_factory=list)
    is_hidden: bool = False


ByRound = Mapping[str, SaidWhere]  # by the slug of each round that has any; ALL is of them together
ALL = ""


def said_where(theme: Theme, round: Round | None = None) -> SaidWhere:
    """A theme with its parts. Exact and internal. Three queries."""
    return said_by_round(theme).get(round.slug if round else ALL, SaidWhere())


def said_by_round(theme: Theme) -> ByRound:
    """Exact and internal. Three queries."""
    rows = Coding.objects.current().filter(
        theme__in=list(behind_whole(theme)), note__in=Note.objects.counted()
    )
    path = "note__conversation"
    found = rows.order_by().values_list(
        f"{path}_id",
        f"{path}__round__slug",
        f"{path}__people_heard",
        f"{path}__organisation_id",
        f"{path}__organisation__kind",
        f"{path}__ward__parent__name",
        f"{path}__organisation__borough__name",
    )
    held = {row[0]: row[1:] for row in found.distinct().iterator(chunk_size=5000)}
    of: dict[str, list[tuple[Any, ...]]] = {ALL: []}
    for slug, *more in held.values():
        of[ALL].append(tuple(more))
        of.setdefault(slug, []).append(tuple(more))
    kinds = dict(Organisation.Kind.choices)
    return {
        slug: SaidWhere(
            _groups(((kind or "", people, by) for people, by, kind, _ward, _host in each), kinds),
            _groups((ward or host or "", people, by) for people, by, _kind, ward, host in each),
        )
        for slug, each in of.items()
    }


def _groups(
    rows: Iterable[tuple[str, int, UUID | None]], labels: dict[Any, Any] | None = None
) -> list[Group]:
    nobody = _("No organisation named") if labels is not None else _("No place named")
    found: dict[str, list[tuple[int, UUID | None]]] = {}
    for key, people, organisation in rows:
        found.setdefault(key, []).append((people, organisation))
    groups = [
        Group(
            key,
            str((labels or {}).get(key, key)) if key else nobody,
            len(of),
            sum(people for people, _of in of),
            len({organisation for _people, organisation in of if organisation}),
        )
        for key, of in found.items()
    ]
    return sorted(groups, key=lambda group: (-(group.num_conversations or 0), group.key))


def safe(by_round: ByRound, rule: Rule, of: str = ALL) -> SaidWhere:
    """As whoever may see no exact count may see it: rounded, with hidden groups last, in the order of their names."""
    where = by_round.get(of, SaidWhere())
    counted = tuple((slug, _counted(each)) for slug, each in sorted(by_round.items()))
    hidden = _hidden(counted, rule)
    if hidden is None or of not in hidden:
        return SaidWhere(is_hidden=True)

    def shown(dimension: int, groups: list[Group]) -> list[Group]:
        rounded = [
            replace(one, num_conversations=None, times_heard=None)
            if (dimension, one.key) in hidden[of]
            else replace(
                one,
                num_conversations=rule.rounded(one.num_conversations or 0),
                times_heard=rule.rounded(one.times_heard or 0),
            )
            for one in groups
        ]
        return sorted(rounded, key=lambda one: (-(one.num_conversations or -1), one.label))

    return SaidWhere(shown(0, where.kinds), shown(1, where.boroughs))


Counted = tuple[
    tuple[tuple[str, int, int], ...], ...
]  # (key, conversations, organisations) by kind and by borough
Hidden = dict[str, frozenset[tuple[int, str]]]


def _counted(where: SaidWhere) -> Counted:
    return tuple(
        tuple((one.key, one.num_conversations or 0, one.num_organisations) for one in groups)
        for groups in (where.kinds, where.boroughs)
    )


@lru_cache(maxsize=256)
def _hidden(by_round: tuple[tuple[str, Counted], ...], rule: Rule) -> Hidden | None:
    """For each round of which something may be shown (0 for kinds and 1 for boroughs, key) of what has to be hidden;
    None where nothing may be. A round of which nothing may be shown still binds the others.
    """
    fit = {slug for slug, counted in by_round if _hide(((slug, counted),), {slug}, rule) is not None}
    return _hide(by_round, fit, rule) if fit else None


def _hide(by_round: tuple[tuple[str, Counted], ...], fit: set[str], rule: Rule) -> Hidden | None:
    """As one system, in which nothing is shown but of the rounds `fit`."""
    from listens.methods.disclosure.system import TOTALS, System, hide  # SciPy is slow to load
    from listens.methods.disclosure.tables import Key, Unfit

    counts: dict[Key, int] = {}
    sums: list[tuple[Key, list[Key]]] = []
    stay, guarded, silent = list[Key](), set[Key](), set[Key]()
    place: dict[Key, tuple[str, int, str]] = {}
    for slug, counted in by_round:
        total: Key = frozenset([("round", slug)])
        if slug in fit:
            counts[total] = sum(count for _key, count, _of in counted[0])
            stay.append(total)
            if not counts[total]:
                return None
        for dimension, groups in enumerate(counted):
            keys: list[Key] = []
            for name, count, organisations in groups:
                key: Key = frozenset([("round", slug), (str(dimension), name)])
                counts[key], place[key] = count, (slug, dimension, name)
                keys.append(key)
                if 0 < organisations < FEWEST_ORGANISATIONS:
                    guarded.add(key)
            if slug in fit:
                sums.append((total, keys))
            else:
                silent.update(keys)
    sums += _across([slug for slug, _counted in by_round], place)
    worth = {key: TOTALS for key, (slug, _dimension, _name) in place.items() if slug == ALL}
    system = System(counts, sums, stay=stay, worth=worth, guarded=guarded)
    try:
        hidden = hide(system, rule, anyway=silent, seconds=SECONDS)
    except Unfit:
        return None
    return {slug: frozenset(place[key][1:] for key in hidden if place[key][0] == slug) for slug in fit}


def _across(slugs: list[str], place: Mapping[Any, tuple[str, int, str]]) -> list[tuple[Any, list[Any]]]:
    """What is of all rounds is what is of each of them together."""
    if ALL not in slugs or len(slugs) == 1:
        return []
    whole = {(dimension, name): key for key, (slug, dimension, name) in place.items() if slug == ALL}
    parts: dict[tuple[int, str], list[Any]] = {}
    for key, (slug, dimension, name) in place.items():
        if slug != ALL:
            parts.setdefault((dimension, name), []).append(key)
    return [(key, parts[of]) for of, key in whole.items()]
