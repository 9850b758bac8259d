"""A session with children that is ready, for the tests of this room and of those above."""

from __future__ import annotations

import datetime as dt

from listens.alliance.actions import record_clearance
from listens.core.area_settings import change_area
from listens.core.areas import record_readiness
from listens.core.models import Readiness
from listens.listening.children.actions import record_consent, start_session
from listens.listening.models import ChildrenSession
from tests.cast import TODAY, Cast

THURSDAY = TODAY + dt.timedelta(days=3)
IN_A_YEAR = TODAY + dt.timedelta(days=365)


def turn_on(cast: Cast) -> None:
    """The area listens to children, and two of the host's people are cleared. It is a Thursday."""
    for kind in Readiness.ForChildren.values:
        record_readiness(cast.amina, cast.area, kind, "The green folder")
    cast.area = cast.round.area = change_area(cast.amina, cast.area, listens_to_children=True)
    cast.area.as_at = THURSDAY
    cast.area.save()
    cast.community.area = cast.area
    for name in ("bea", "grace"):
        cast.people[name].area = cast.area
        record_clearance(cast.amina, cast.people[name], seen_on=TODAY, runs_until=IN_A_YEAR)


def a_session(cast: Cast, **more) -> ChildrenSession:
    """Of today, with nobody's consent yet."""
    named = {"first_adult": cast.people["bea"], "second_adult": cast.people["grace"], "held_on": THURSDAY}
    return start_session(cast.bea, cast.round, cast.community, **named | more)


def ready(cast: Cast, num: int = 6) -> ChildrenSession:
    session = a_session(cast)
    record_consent(cast.bea, session, kind="host", means="paper", on=THURSDAY)
    record_consent(cast.bea, session, kind="parents", means="form", on=THURSDAY, num=num)
    return ChildrenSession.objects.get(pk=session.pk)
