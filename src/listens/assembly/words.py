"""What people type into an action, checked once for both rooms that keep exact words."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from listens.core import text
from listens.core.acting import Refused
from listens.core.models import Area

LONGEST = 5_000
EARLIEST = dt.date(2000, 1, 1)
LATEST = dt.date(2100, 1, 1)


def taken(words: str, what: str, *, longest: int = LONGEST, needed: bool = True) -> str:
    """The words without blanks at their ends. `what` finishes "Write ...". Raises Refused."""
    if problem := text.problem_with(words, longest=longest):
        raise Refused(problem)
    words = words.strip()
    if needed and not words:
        raise Refused(_("Write %(what)s.") % {"what": what})
    return words


def past_day(area: Area, day: dt.date | None, *, after: dt.date = EARLIEST) -> dt.date:
    """The day, or the area's today. Raises Refused for one that has not come yet or lies before `after`."""
    today = area.today()
    day = day or today
    if day > today:
        raise Refused(_("That day has not come yet."))
    if day < after:
        raise Refused(
            _("The day lies before %(day)s. Check the year.") % {"day": after.strftime("%-d %B %Y")}
        )
    return day


def any_day(day: dt.date, *, after: dt.date = EARLIEST) -> dt.date:
    """A day that may lie ahead. Raises Refused for one before `after` or absurdly late."""
    if not after <= day <= LATEST:
        raise Refused(
            _("The day must lie between %(first)s and %(last)s. Check the year.")
            % {"first": after.strftime("%-d %B %Y"), "last": LATEST.strftime("%-d %B %Y")}
        )
    return day
