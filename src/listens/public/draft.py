"""What a release of today would publish: counted, made safe as one system, and compared with all that went before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from listens.core.importers import no_progress
from listens.core.models import Area, Release
from listens.core.released import RawTable, raw_tables
from listens.methods.disclosure.rules import Rule
from listens.methods.disclosure.tables import Key, Unfit
from listens.public import counting, estimates, tables
from listens.public.counted import count
from listens.public.counting import Figure
from listens.public.estimates import KeptRound
from listens.public.figures import newest_release
from listens.public.naming import Words

if TYPE_CHECKING:
    from listens.methods.disclosure import releases
    from listens.public.systems import Systems

TIMES = 6  # that more is hidden; what is not safe by then is refused
PARTS = (
    10  # of the work, for the bar: one is before all this, and mostly what is hidden is safe the first time
)


class Why(StrEnum):
    """Why a count is hidden."""

    SMALL = "small"
    BESIDE = "beside"  # so that another hidden count cannot be worked out
    SINCE = "since"  # so that nobody finds by subtraction who was added since an earlier release


@dataclass(frozen=True)
class Draft:
    """`register` is private: what the next releases are compared with. With any `refusals` nothing may be published.

    `why` says of each hidden figure, and of each table the hidden places by (row, column), why. `choices` are the
    names and titles of tables that can go out, `chosen` those that would. `offered` are all estimates, those that do
    not stand too, `estimates` those that would go out.
    """

    seq: int
    figures: dict[str, Figure] = field(default_factory=dict)
    tables: dict[str, tables.KeptTable] = field(default_factory=dict)
    register: dict[str, Any] = field(default_factory=dict)
    why: dict[str, Why] = field(default_factory=dict)
    why_in_tables: dict[str, dict[tuple[int, int], Why]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    choices: list[tuple[str, str]] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    offered: dict[str, KeptRound] = field(default_factory=dict)
    estimates: dict[str, KeptRound] = field(default_factory=dict)


def draft(
    area: Area,
    names: Collection[str] | None = None,
    which: estimates.Chosen | None = None,
    *,
    tell: Callable[[int, int], None] = no_progress,
) -> Draft:
    """Of these tables and estimates; of those that the last release held when none are named. Reads only.

    `tell(done, total)` is called now and then, for whoever waits.
    """
    from listens.methods.disclosure.system import (
        of_tables,
    )  # SciPy is slow to load: only where figures are made
    from listens.public.contacts_system import contacts
    from listens.public.systems import Systems, Whole

    rule = Rule(area.hide_below, area.round_to)
    last = newest_release(area)
    counted = count(area, rule)
    left_out = {round.slug for round in counted.left_out}
    raws = [raw for raw in raw_tables(area) if raw.round not in left_out]
    choices = [(name, _(tables.OWN[name][0])) for name in tables.offered(counted)]
    choices += [(raw.name, _(raw.title)) for raw in raws]
    if names is None:
        names = last.tables if last else [*tables.AT_FIRST, *(raw.name for raw in raws)]
    chosen = [name for name, _title in choices if name in names]
    before = _published_before(area)
    if last:
        new = _("%(table)s (not published before)")
        choices = [(name, title if name in before else new % {"table": title}) for name, title in choices]
    made = Draft(last.seq if last else 0, choices=choices, chosen=chosen)
    made.left_out.extend(round.name for round in counted.left_out)
    raws = [raw for raw in raws if raw.name in chosen]
    asked, people = contacts(area, counted.rounds)
    tell(2, PARTS)
    try:
        waiting = [*tables.own(counted, chosen), *_declared(raws)]
        systems = Systems(
            Whole(counted, _own(chosen), _own(before)),
            [asked, of_tables(tables.table_of(raw) for raw in raws)],
        )
        hidden, since = _safe(area, systems, rule, made, tell)
    except Unfit as unfit:
        made.refusals.append(str(unfit))
        return made
    for name, one in [*counting.heard(counted), *people.items()]:
        value = None if one.of in hidden else rule.rounded(one.count)
        made.figures[name] = Figure(value=value, definition=one.definition, source=one.source, kind="people")
        if value is None:
            made.why[name] = _why(one.of, systems, since, rule)
    made.figures.update(counting.acts(area, counted, rule))
    made.offered.update(estimates.gated(area, rule, estimates.found(counted.rounds), made.figures))
    made.estimates.update(estimates.going_out(made.offered, which or estimates.Chosen.of_release(last)))
    tell(9, PARTS)
    for table in waiting:
        made.tables[table.name] = table.through(hidden, rule)
        made.why_in_tables[table.name] = {
            (row, column): _why(one, systems, since, rule)
            for row, line in enumerate(table.keys)
            for column, one in enumerate(line)
            if one in hidden
        }
    for name, release in systems.published(str(made.seq + 1), rule, hidden).items():
        made.register[name] = release.as_dict()
    return made


def _declared(raws: list[RawTable]) -> Iterator[tables.Waiting]:
    """Raises Unfit with the table's name."""
    for raw in raws:
        try:
            yield tables.declared(raw)
        except Unfit as unfit:
            raise Unfit(
                _("The table “%(title)s” cannot be published. %(why)s Or leave the table out.")
                % {"title": _(raw.title), "why": unfit}
            ) from unfit


def _own(names: Iterable[str]) -> list[str]:
    return [name for name in tables.OWN if name in set(names)]


def _published_before(area: Area) -> set[str]:
    """Names of all tables that any release held."""
    kept = Release.objects.filter(area=area).values_list("tables", flat=True)
    return {name for one in kept for name in one}


def _safe(
    area: Area, systems: Systems, rule: Rule, made: Draft, tell: Callable[[int, int], None]
) -> tuple[frozenset[Key], frozenset[Key]]:
    """What is hidden, and what of it because of earlier releases. What cannot be mended is among the refusals."""
    from listens.methods.disclosure.history import Found
    from listens.methods.disclosure.together import told_of_both

    register = kept_register(area)
    since: frozenset[Key] = frozenset()
    kept: tuple[Found, Found] = ({}, {})
    for time in range(TIMES):
        hidden = systems.hidden(rule, since)
        tell(min(8, 4 + 2 * time), PARTS)
        now = systems.published(str(made.seq + 1), rule, hidden)
        found = list(told_of_both(register, now, kept))
        more = {
            one
            for each in found
            for one in ({each.key} if each.key not in hidden else systems.beside(each.key, hidden))
            if one not in hidden and one not in systems.stay()
        }
        if not more:
            break
        since |= more
    if found:
        words = Words(area)
        once = {one.key: one for one in reversed(found)}  # the first told of each
        made.refusals.extend(words.refusal(one, systems.count(key), register) for key, one in once.items())
    return hidden, since


def kept_register(area: Area) -> dict[str, list[releases.Release]]:
    """All that was published before, by what it counts."""
    from listens.methods.disclosure.releases import Release as Published

    register: dict[str, list[releases.Release]] = {}
    for kept in Release.objects.filter(area=area).order_by("seq").values_list("register", flat=True):
        for name, published in kept.items():
            register.setdefault(name, []).append(Published.from_dict(published))
    return register


def _why(one: Key, systems: Systems, since: frozenset[Key], rule: Rule) -> Why:
    if rule.is_small(systems.count(one)):
        return Why.SMALL
    return Why.SINCE if one in since else Why.BESIDE
