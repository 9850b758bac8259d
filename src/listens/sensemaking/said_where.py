"""Where a theme came up: by kind of organisation and by borough, exactly, and as others than coders may see it.

A table that rounds each number by itself, as survey and coding programs do, gives a small one away as soon as the
total or the other table is known. Here both tables and the total are one system (`methods.disclosure`): what would
give a small count away is hidden with it, and of a group in which only one or two organisations spoke of the theme
nothing can be worked out, for each of them knows its own part. Times heard are hidden wherever conversations are.
"""

from __future__ import annotations

from collections.abc import Iterable
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


def said_where(theme: Theme, round: Round | None = None) -> SaidWhere:
    """A theme with its parts. Exact and internal. Three queries."""
    rows = Coding.objects.current().filter(
        theme__in=list(behind_whole(theme)), note__in=Note.objects.counted()
    )
    if round is not None:
        rows = rows.filter(note__conversation__round=round)
    path = "note__conversation"
    found = rows.order_by().values_list(
        f"{path}_id",
        f"{path}__people_heard",
        f"{path}__organisation_id",
        f"{path}__organisation__kind",
        f"{path}__ward__parent__name",
        f"{path}__organisation__borough__name",
    )
    held = {row[0]: row[1:] for row in found.distinct().iterator(chunk_size=5000)}
    kinds = dict(Organisation.Kind.choices)
    return SaidWhere(
        _groups(((kind or "", people, of) for people, of, kind, _ward, _host in held.values()), kinds),
        _groups((ward or host or "", people, of) for people, of, _kind, ward, host in held.values()),
    )


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


def safe(where: SaidWhere, rule: Rule) -> SaidWhere:
    """As whoever may see no exact count may see it: rounded, with hidden groups last, in the order of their names."""
    counted = tuple(
        tuple((one.key, one.num_conversations or 0, one.num_organisations) for one in groups)
        for groups in (where.kinds, where.boroughs)
    )
    hidden = _hidden(counted, rule)
    if hidden is None:
        return SaidWhere(is_hidden=True)

    def shown(dimension: int, groups: list[Group]) -> list[Group]:
        rounded = [
            replace(one, num_conversations=None, times_heard=None)
            if (dimension, one.key) in hidden
            else replace(
                one,
                num_conversations=rule.rounded(one.num_conversations or 0),
                times_heard=rule.rounded(one.times_heard or 0),
            )
            for one in groups
        ]
        return sorted(rounded, key=lambda one: (-(one.num_conversations or -1), one.label))

    return SaidWhere(shown(0, where.kinds), shown(1, where.boroughs))


@lru_cache(maxsize=256)
def _hidden(
    counted: tuple[tuple[tuple[str, int, int], ...], ...], rule: Rule
) -> frozenset[tuple[int, str]] | None:
    """(0 for kinds and 1 for boroughs, key) of what has to be hidden; None where nothing may be shown."""
    from listens.methods.disclosure.system import System, hide  # SciPy is slow to load
    from listens.methods.disclosure.tables import Key, Unfit

    total: Key = frozenset()
    counts: dict[Key, int] = {total: sum(count for _key, count, _of in counted[0])}
    sums: list[tuple[Key, list[Key]]] = []
    guarded = set()
    place: dict[Key, tuple[int, str]] = {}
    for dimension, groups in enumerate(counted):
        keys: list[Key] = []
        for name, count, organisations in groups:
            key: Key = frozenset([(str(dimension), name)])
            counts[key], place[key] = count, (dimension, name)
            keys.append(key)
            if 0 < organisations < FEWEST_ORGANISATIONS:
                guarded.add(key)
        sums.append((total, keys))
    if counts[total] == 0 or rule.is_small(counts[total]):
        return None
    try:
        hidden = hide(System(counts, sums, stay=[total], guarded=guarded), rule, seconds=SECONDS)
    except Unfit:
        return None
    return frozenset(place[key] for key in hidden)
