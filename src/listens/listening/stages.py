"""The stage gate: a round's windows are dated, may overlap, and may differ for one organisation.

The gate judges the date of the act (`on`: the day a conversation was held, say) with the window's days of grace,
against the area's date. It never refuses to store what a phone sends: there it only marks what needs attention.
"""

from __future__ import annotations

import datetime as dt

from django.utils import formats
from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core.access import ALLOWED, Decision
from listens.listening.models import Round, StageWindow


def window(round: Round, stage: str, organisation: Organisation | None = None) -> StageWindow | None:
    """The organisation's own window of that stage if it has one, else everybody's."""
    windows = [w for w in round.windows.all() if w.stage == stage]
    own = [w for w in windows if organisation and w.organisation_id == organisation.pk]
    return next(iter(own or [w for w in windows if w.organisation_id is None]), None)


def last_day(window: StageWindow) -> dt.date:
    """What was done in time is still taken until the end of this day."""
    return window.closes_on + dt.timedelta(days=window.grace_days)


def gate(
    round: Round, stage: str, *, on: dt.date | None = None, organisation: Organisation | None = None
) -> Decision:
    """Is `stage` open on that day (today, when none is given)? Nothing is before the round has been opened."""
    if round.opened_on is None:
        return Decision(False, _("%(round)s has not been opened yet.") % {"round": round})
    found = window(round, stage, organisation)
    words = StageWindow.Stage(stage).label.lower()
    if found is None:
        return Decision(
            False, _("%(round)s has no dates for %(stage)s yet.") % {"round": round, "stage": words}
        )
    day = on or round.area.today()
    if day < found.opens_on:
        when = formats.date_format(found.opens_on)
        return Decision(False, _("This opens on %(day)s (%(stage)s).") % {"day": when, "stage": words})
    if day > last_day(found):
        when = formats.date_format(found.closes_on)
        return Decision(False, _("This closed on %(day)s (%(stage)s).") % {"day": when, "stage": words})
    return ALLOWED
