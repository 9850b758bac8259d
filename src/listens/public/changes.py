"""What publishing now would change against the last release, and what stays hidden and why: for the organiser."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from listens.core.models import Area
from listens.core.published import Published
from listens.listening.models import Round
from listens.public.counting import Figure, figures_today
from listens.public.figures import newest, published
from listens.public.keys import parts_of
from listens.public.small_numbers import Why
from listens.sensemaking.models import Theme


@dataclass(frozen=True)
class Change:
    """One figure that would be published: where it stands, before and after."""

    where: str
    what: str
    before: Published | None
    after: Published
    why_hidden: str


@dataclass(frozen=True)
class Changes:
    """`num_same` figures would not change. `last_seq` and `last_as_at` are the release compared with."""

    changed: list[Change]
    hidden: list[Change]
    num_same: int
    last_seq: int
    last_as_at: dt.date | None


def changes(area: Area, as_at: dt.date) -> Changes:
    """Counts as a release of that day would, and publishes nothing."""
    last, names = newest(area), _names(area)
    found: list[Change] = []
    num_same = 0
    for key, figure in figures_today(area).items():
        what, round, theme = parts_of(key)
        before = last.get(what, round=round, theme=theme)
        after = published(figure, as_at)
        if (before and before.value == after.value) or (not before and after.value == 0):
            num_same += 1
            if after.value is not None:
                continue
        where = ", ".join(
            names[kind][code] for kind, code in (("round", round), ("theme", theme)) if code in names[kind]
        )
        found.append(Change(where or str(area), after.definition, before, after, _why(area, figure)))
    hidden = [change for change in found if change.after.value is None]
    changed = [
        change
        for change in found
        if (change.before.value if change.before else 0) != change.after.value or not change.before
    ]
    return Changes(changed, hidden, num_same, last.seq, last.as_at)


def _names(area: Area) -> dict[str, dict[str, str]]:
    return {
        "round": dict(Round.objects.filter(area=area).values_list("slug", "name")),
        "theme": dict(Theme.objects.filter(area=area).values_list("code", "name")),
    }


def _why(area: Area, figure: Figure) -> str:
    if figure["value"] is not None:
        return ""
    if figure["below"]:
        return _("Fewer than %(n)d: somebody could be recognised.") % {"n": area.hide_below}
    if figure["why"] == Why.SMALL:
        return _("It stands on too few conversations.")
    return _("Hidden so that the hidden one beside it cannot be worked out.")
