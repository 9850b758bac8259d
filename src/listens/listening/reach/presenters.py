"""Who was heard as its page shows it: live counts, for work inside the alliance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.alliance.models import Organisation
from listens.core.published import Published
from listens.core.ratios import DotPlot
from listens.core.templatetags.page import mark
from listens.listening.home_presenters import Live
from listens.listening.models import Round
from listens.listening.reach.plots import mark_of, plot
from listens.listening.reach.who import Against, WhoWasHeard
from listens.places.population import Population

if TYPE_CHECKING:
    from listens.methods.reach.measure import Group

NONE = "–"
WORTH_SAYING = 1.5  # people who stand for one that came alone, before the page says so


@dataclass(frozen=True)
class Shown:
    """One comparison: `before` is said before anything is compared; `plot` is None where nothing is."""

    against: Against
    before: list[str]
    plot: DotPlot | None
    table: dict[str, Any]
    after: list[str]


def shown(round: Round, against: Against) -> Shown:
    reach = against.reach
    return Shown(
        against,
        before(against),
        plot(_("How often each was heard"), reach) if reach else None,
        _table(round, against),
        after(against),
    )


def before(against: Against) -> list[str]:
    """What can be seen at all with so many people: read before the picture."""
    if against.reach is None:
        return [against.why_not]
    if against.smallest is None:
        return [_("With so few people no difference could be told from chance.")]
    points = round(100 * against.smallest)
    seen = ngettext(
        "With so many, a share of half has to be %(n)d point too high or too low before it can be told from chance.",
        "With so many, a share of half has to be %(n)d points too high or too low before it can be told from chance.",
        points,
    )
    return [seen % {"n": points}, _("A small group can be missed altogether and still look like chance.")]


def after(against: Against) -> list[str]:
    """How uneven it is against a fair sample, and what to know about the published figures."""
    found = []
    if reach := against.reach:
        found.append(
            _(
                "Of every 100 people heard, about %(n)d would have to be of another group for the shares to match. "
                "In a perfectly fair sample of this size it is %(low)d to %(high)d."
            )
            % {
                "n": round(100 * reach.dissimilarity),
                "low": round(100 * reach.fair.low),
                "high": round(100 * reach.fair.high),
            }
        )
    found += against.notes
    if against.population:
        found.append(source_of(against.population))
    return found


def source_of(population: Population) -> str:
    return _("Who lives here: %(title)s, %(source)s, as at %(day)s. %(licence)s") % {
        "title": population.title,
        "source": population.source,
        "day": date_format(population.as_at),
        "licence": population.licence,
    }


def _table(round: Round, against: Against) -> dict[str, Any]:
    live = Live(round)
    words = _("People who ticked this on a card") if against.name not in ("borough", "ward") else ""
    definition = words or _(
        "People heard in accepted conversations held here; somebody heard twice counts twice"
    )
    numeric = [_("Heard")]
    if against.reach is None:
        rows: list[list[object]] = [[row.label, live(row.heard, definition)] for row in against.rows]
        headings = [_("Group"), *numeric]
    else:
        rows = [_cells(group, live(group.heard, definition)) for group in against.reach.groups]
        headings = [_("Group"), *numeric, _("Share of those heard"), _("Share of those who live here")]
        headings += [_("Heard, for each 10 expected"), _("What can be said")]
    caption = _("%(title)s In numbers") % {"title": against.title}
    return {"caption": caption, "headings": headings, "numeric": numeric, "rows": rows}


def _cells(group: Group, heard: Published) -> list[object]:
    if group.population_share is None:
        return [group.group, heard, percent(group.share), NONE, NONE, marked("no_figure")]
    return [
        group.group,
        heard,
        percent(group.share),
        percent(group.population_share),
        tenths(group),
        marked(mark_of(group)),
    ]


def marked(name: str) -> SafeString:
    return render_to_string("core/mark.html", mark(name))


def percent(share: float) -> str:
    return _("%(n)s in 100") % {"n": number_format(100 * share, 0 if share >= 0.1 or not share else 1)}


def tenths(group: Group) -> str:
    """How many were heard where ten would be expected, with the range."""
    values = {
        name: number_format(10 * (value or 0), 1)
        for name, value in (("n", group.ratio), ("low", group.low), ("high", group.high))
    }
    return _("%(n)s (%(low)s to %(high)s)") % values


def by_kind(round: Round, heard: WhoWasHeard) -> dict[str, Any]:
    """Kinds of organisation in the order of their names; there is nothing to compare them with."""
    live, labels = Live(round), dict(Organisation.Kind.choices)
    numeric = [_("Organisations"), _("Conversations"), _("People heard")]
    found = [(labels.get(kind, _("No organisation named")), one) for kind, one in heard.where.kinds.items()]
    return {
        "caption": _("By kind of organisation"),
        "headings": [_("Kind of organisation"), *numeric],
        "numeric": numeric,
        "rows": [
            [
                label,
                live(len(one.organisations), _("Organisations with an accepted conversation")),
                live.accepted(one.conversations),
                live.heard(one.times_heard),
            ]
            for label, one in sorted(found, key=lambda pair: str(pair[0]))
        ],
    }
