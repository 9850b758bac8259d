"""How long what was sent may wait, in working days, and who is reminded when it waits longer."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from listens.core import access
from listens.core.models import Account, Area, Grant
from listens.listening import review_fetch
from listens.listening.models import Conversation
from listens.methods import working_days

READ_WITHIN = 1  # the promise to listeners: read within one working day
DECIDED_WITHIN = 3  # then the organisers are told


def late_to_read(area: Area) -> QuerySet[Conversation]:
    """What no person has read in time, and what a listener has answered meanwhile."""
    late = review_fetch.queue(area).filter(received_on__lte=last_late_day(area.today(), READ_WITHIN))
    return late.filter(Q(is_read=False) | Q(is_answered=True))


def late_to_decide(area: Area) -> QuerySet[Conversation]:
    return review_fetch.queue(area).filter(received_on__lte=last_late_day(area.today(), DECIDED_WITHIN))


def last_late_day(today: dt.date, days: int) -> dt.date:
    """The newest day of which the working days to act are over."""
    day = today
    while working_days.after(day, days) >= today:
        day -= dt.timedelta(days=1)
    return day


def holders(area: Area, role: str, verb: str) -> list[Account]:
    """The people of the area who hold this role today and may use it."""
    grants = Grant.objects.filter(
        area=area, scope=Grant.Scope.AREA, role=role, actor__account__is_active=True
    ).current(area.today())
    actors = {grant.actor.pk: grant.actor for grant in grants.select_related("actor__account")}
    return [one.account for one in actors.values() if one.account and access.can(one, verb, area)]
