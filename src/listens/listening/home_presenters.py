"""A round's home as its page shows it: live counts for staff and leads, never for the public."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.core.charts import BarChart, bar_chart
from listens.core.published import Published, act
from listens.listening.models import Round
from listens.listening.progress import Progress, Standing

MOST_BARS = 30

STANDINGS = {
    Standing.NO_LINK: lambda: _("No link yet"),
    Standing.JUST_BEGUN: lambda: _("Has links or sheets"),
    Standing.NOT_STARTED: lambda: _("Not started"),
    Standing.QUIET: lambda: _("Quiet for a week"),
    Standing.GOING: lambda: _("Going"),
    Standing.OVER: lambda: _("Not listening today"),
}


class Live:
    """Live numbers with what they count, as at the area's day."""

    def __init__(self, round: Round) -> None:
        self.round = round

    def __call__(self, n: int, definition: str) -> Published:
        return act(n, definition=definition, as_at=self.round.area.today(), source=_("Live records"))

    def accepted(self, n: int) -> Published:
        return self(n, _("Accepted conversations"))

    def heard(self, n: int) -> Published:
        return self(n, _("People heard in accepted conversations; somebody heard twice counts twice"))

    def waiting(self, n: int) -> Published:
        return self(n, _("Conversations that wait for review and do not count yet"))


def figures(round: Round, rows: Iterable[Progress]) -> list[tuple[Published, str]]:
    rows, live = list(rows), Live(round)
    accepted, heard, waiting = (
        sum(getattr(one, name) for one in rows) for name in ("accepted", "heard", "waiting")
    )
    return [
        (live.heard(heard), ngettext("person heard", "people heard", heard)),
        (live.accepted(accepted), ngettext("conversation accepted", "conversations accepted", accepted)),
        (live.waiting(waiting), _("waiting for review")),
    ]


def bars(round: Round, rows: Sequence[Progress]) -> BarChart:
    """By organisation; where there are many, by kind of organisation, so that the picture stays one."""
    live = Live(round)
    is_by_kind = len(rows) > MOST_BARS
    sums: dict[str, int] = {}
    for one in rows:
        label = one.organisation.get_kind_display() if is_by_kind else one.organisation.name
        sums[label] = sums.get(label, 0) + one.heard
    return bar_chart(
        _("People heard so far, by kind of organisation") if is_by_kind else _("People heard so far"),
        [(label, live.heard(heard)) for label, heard in sorted(sums.items())],
        label_heading=_("Kind of organisation") if is_by_kind else _("Organisation"),
        number_heading=_("People heard"),
    )


def table(round: Round, rows: Iterable[Progress]) -> dict[str, Any]:
    live = Live(round)
    numeric = [_("Conversations"), _("Waiting"), _("People heard")]
    return {
        "caption": _("Organisations"),
        "headings": [_("Organisation"), _("Now"), *numeric, _("Target"), _("Last came in")],
        "numeric": numeric,
        "rows": [
            [
                one.organisation.name,
                STANDINGS[one.standing](),
                live.accepted(one.accepted),
                live.waiting(one.waiting),
                live.heard(one.heard),
                target_in_words(one),
                one.last_on or _("nothing yet"),
            ]
            for one in rows
        ],
    }


def target_in_words(one: Progress) -> str:
    """Like "20 conversations (8 to go), 120 people (reached)"."""
    target = one.target
    if target is None:
        return _("none")
    parts = []
    if wanted := target.conversations:
        words = ngettext("%(n)d conversation", "%(n)d conversations", wanted) % {"n": wanted}
        parts.append(_with_rest(words, wanted - one.accepted))
    if wanted := target.people:
        words = ngettext("%(n)d person", "%(n)d people", wanted) % {"n": wanted}
        parts.append(_with_rest(words, wanted - one.heard))
    return ", ".join(parts)


def _with_rest(words: str, rest: int) -> str:
    if rest <= 0:
        return _("%(target)s (reached)") % {"target": words}
    return _("%(target)s (%(n)d to go)") % {"target": words, "n": rest}
