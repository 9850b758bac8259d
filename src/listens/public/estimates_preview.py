"""What a release would say of how many conversations spoke of each theme, and why not of others: for the organiser."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from listens.public.draft import Draft
from listens.public.estimates import KeptTheme, State


@dataclass(frozen=True)
class Offered:
    """The estimates of one round: the table of all its themes, and how many of them would go out."""

    round: str
    worked_out_on: dt.date
    goes_out: bool
    num_out: int
    table: dict[str, Any]


def of_round(name: str, slug: str, made: Draft) -> Offered:
    offered, going = made.offered[slug], made.estimates.get(slug)
    out = going["themes"] if going else {}
    headings = [_("Theme"), _("Of 100 conversations"), _("Conversations"), _("What becomes of it")]
    table = {
        "caption": _("Estimates of %(round)s") % {"round": name},
        "headings": headings,
        "numeric": [],
        "rows": [
            [theme["name"], *_numbers(theme), _becomes(theme, going is not None, code in out)]
            for code, theme in offered["themes"].items()
        ],
    }
    num_out = sum(theme["state"] == State.GIVEN for theme in out.values())
    on = dt.date.fromisoformat(offered["worked_out_on"])
    return Offered(name, on, going is not None, num_out, table)


def _numbers(theme: KeptTheme) -> list[str]:
    if theme["state"] != State.GIVEN:
        return ["–", "–"]
    words = _("%(value)s (%(low)s to %(high)s)")
    return [
        words % {"value": f"{value:,g}", "low": f"{low:,g}", "high": f"{high:,g}"}
        for value, low, high in (theme["of_hundred"], theme["of_all"])
    ]


def _becomes(theme: KeptTheme, is_chosen: bool, is_out: bool) -> str:
    why = {
        State.TOO_FEW: _("Too few to say: no number goes out."),
        State.COUNTED: _("Everything was read, so it is counted: see the figures."),
        State.CHANGED: _(
            "What belongs in the theme has been changed since this was worked out. Have suggestions made again."
        ),
        State.NOT_BY_MACHINE: _(
            "The computer helped, and may not count this theme any more. Have suggestions made again."
        ),
        State.NOT_YET: _("Not worked out yet. Have suggestions made again."),
    }.get(State(theme["state"]))
    if why:
        return why
    if is_out:
        return _("Goes out.")
    return _("Left out.") if is_chosen else _("Would go out if you choose the round.")
