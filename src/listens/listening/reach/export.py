"""Who was heard as a file: the same as the page, one row a group."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core.acting import Refused, acting
from listens.core.models import Actor, Area
from listens.listening.models import Round
from listens.listening.reach.who import Against, WhoWasHeard, who_was_heard
from listens.methods.cells import csv_of
from listens.places.models import Place

COLUMNS = (
    "about", "group", "heard", "share_heard", "share_living_here", "ratio", "ratio_low", "ratio_high", "verdict",
    "smallest_difference", "figures", "figures_source", "figures_as_at",
)  # fmt: skip


def export_reach(actor: Actor, round: Round, borough: Place | None = None) -> str:
    """As CSV, with the wards of that borough too. Taking it out is recorded."""
    with acting(actor, "export_reach", round.area, within=[round.pk]) as deed:
        table = as_csv(who_was_heard(round, borough))
        deed.record(round)
    return table


def run(actor: Actor, area: Area, name: str, to: Path) -> list[str]:
    """For `listens export reach ROUND`."""
    round = Round.objects.filter(area=area, slug=name).select_related("area").first()
    if round is None:
        raise Refused(_("There is no round “%(round)s” in this area.") % {"round": name})
    to.write_text(export_reach(actor, round), encoding="utf-8", newline="")
    return [_("Who was heard in %(name)s was written.") % {"name": round.name}]


def as_csv(heard: WhoWasHeard) -> str:
    """One row a group. Shares and ratios are numbers with a point, whatever the reader's language."""
    rows = [row for against in heard.comparisons for row in _lines(against)]
    labels = dict(Organisation.Kind.choices)
    rows += [
        ["kind of organisation", labels.get(kind, "not known"), one.times_heard, *[""] * (len(COLUMNS) - 3)]
        for kind, one in sorted(heard.where.kinds.items())
    ]
    return csv_of(COLUMNS, rows)


def _lines(against: Against) -> Iterator[list[object]]:
    population, smallest = against.population, _rounded(against.smallest)
    source = [population.title, population.source, population.as_at] if population else ["", "", ""]
    if against.reach is None:
        for row in against.rows:
            yield [against.title, row.label, row.heard, *[""] * 6, smallest, *source]
        return
    for group in against.reach.groups:
        numbers = (group.share, group.population_share, group.ratio, group.low, group.high)
        verdict = group.verdict if group.population_share is not None else ""
        yield [
            against.title,
            group.group,
            group.heard,
            *[_rounded(number) for number in numbers],
            verdict,
            smallest,
            *source,
        ]


def _rounded(number: float | None) -> float | str:
    return "" if number is None else round(number, 4)
