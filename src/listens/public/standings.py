"""How an area's promises stand today: by verdict, and apart from it, past their date. Public acts, exact."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from listens.core.marks import MARKS
from listens.core.models import Area
from listens.core.published import Published, act
from listens.pledges.models import Pledge
from listens.pledges.models.pledge_query import PledgeQuerySet

VERDICTS = ("kept", "on_the_way", "stuck", "broken", "cannot_tell", "no_verdict")


@dataclass(frozen=True)
class Part:
    """One verdict: its mark's name, how many promises have it, and its piece of the bar (0 to 100)."""

    verdict: str
    number: Published
    start: float
    width: float


@dataclass(frozen=True)
class Standings:
    total: Published
    parts: list[Part]
    overdue: Published


def standings(area: Area) -> Standings:
    """One query whatever the number of promises."""
    return summed_up(area, Pledge.objects.of_area(area))


def summed_up(area: Area, pledges: PledgeQuerySet) -> Standings:
    """The same for some of the area's promises."""
    today = area.today()
    rows = pledges.with_standing(today).order_by().values_list("verdict", "is_late")  # type: ignore[misc]
    counts: Counter[str] = Counter()
    num_overdue = 0
    for verdict, is_late in rows:
        counts[verdict or "no_verdict"] += 1
        num_overdue += is_late
    num = sum(counts.values())
    parts, start = [], 0.0
    for verdict in VERDICTS:
        width = 100 * counts[verdict] / num if num else 0.0
        words = _("Promises with the community's verdict “%(verdict)s”") % {"verdict": MARKS[verdict][2]}
        parts.append(Part(verdict, exact(area, counts[verdict], words), round(start, 2), round(width, 2)))
        start += width
    return Standings(
        exact(area, num, _("Promises made in public")),
        parts,
        exact(area, num_overdue, _("Promises past their date, neither closed nor judged kept")),
    )


def exact(area: Area, n: int | float, definition: str) -> Published:
    """A number out of the register of promises, as it is today."""
    return act(n, definition=definition, as_at=area.today(), source=_("The register of promises"))
