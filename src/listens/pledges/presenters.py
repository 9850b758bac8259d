"""What the staff pages of promises print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from listens.core.marks import MARKS
from listens.core.models import Area
from listens.pledges.models import Pledge, PledgeRow

Trail = list[tuple[str, str]]
Kind = PledgeRow.Kind
# The day each kind of row is about, by the name it has in its content.
DAYS = (
    "spoken_on",
    "confirmed_on",
    "happened_on",
    "shown_to_owner_on",
    "signed_on",
    "replied_on",
    "published_on",
    "asked_on",
    "accepted_on",
    "refused_on",
    "as_at",
    "closed_on",
)


def trail(area: Area, *, can_see_register: Any = False, pledge: Pledge | None = None) -> Trail:
    steps = [(_("Your desk"), reverse("desk", args=[area.slug]))]
    if can_see_register:
        steps.append((_("Register of promises"), reverse("pledges", args=[area.slug])))
    if pledge:
        words = _("Promise %(n)d") % {"n": pledge.number}
        steps.append((words, reverse("pledge", args=[area.slug, pledge.number])))
    return steps


@dataclass(frozen=True)
class Line:
    """One promise in a list, fetched `with_standing`."""

    pledge: Any
    verdict: str
    due: Any
    is_overdue: bool


def lines(pledges: Iterable[Pledge]) -> list[Line]:
    return [
        Line(pledge, pledge.verdict or "no_verdict", due(pledge), pledge.is_late)  # type: ignore[attr-defined]
        for pledge in pledges
    ]


def due(pledge: Any) -> Any:
    """The date that counts, or the words for it, or that there is none."""
    if pledge.due_by == pledge.due_on and pledge.due_in_words:
        return pledge.due_in_words
    return pledge.due_by or _("No date")


def events_of(pledge: Pledge) -> list[dict[str, Any]]:
    """Every row, newest first, for people of either side: also what is not published yet."""
    return [
        {
            "when": _day(row),
            "title": f"{row.seq}. {row.get_kind_display()}",
            "text": _text(row.content) if row.salt else _("Erased on request"),
            "by": _("%(person)s, for the owner") % {"person": row.by} if row.is_for_owner else str(row.by),
        }
        for row in sorted(pledge.rows.all(), key=lambda row: row.seq, reverse=True)
    ]


def _day(row: PledgeRow) -> dt.date | None:
    """The day the row is about; naming what is measured is about none."""
    found = next((row.content[name] for name in DAYS if row.content.get(name)), None)
    return dt.date.fromisoformat(found) if found else None


def _text(content: dict[str, Any]) -> str:
    """The words of a row on one line or two."""
    named = {
        "value": "",
        "name": "",
        "measure": "",
        "words": "",
        "wording": "",
        "reply": "",
        "refusal": "",
        "reason": _("Reason:"),
        "organisation": _("For:"),
        "route": _("Agreed at:"),
        "due_on": _("Due:"),
        "meeting_on": _("Meeting:"),
        "agreed_by_delegates_on": _("Delegates agreed:"),
        "target": _("Target:"),
        "source": _("Source:"),
    }
    parts = []
    for name, words in named.items():
        value = content.get(name)
        if value in (None, ""):
            continue
        shown = str(MARKS[value][2]) if name == "value" and value in MARKS else str(value)
        if name.endswith("_on"):
            shown = date_format(dt.date.fromisoformat(value))
        parts.append(f"{words} {shown}".strip())
    return " · ".join(parts)
