"""Lists and single promises say of the same promise on the same day whether it is overdue."""

import datetime as dt
import itertools

import pytest

from listens.listening.models import Moment
from listens.pledges.models import Amendment, Closure, Pledge
from listens.public.standings import standings
from tests.cast import TODAY
from tests.public import build

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
DUE = (None, TODAY - 9 * DAY, TODAY - DAY, TODAY, TODAY + DAY)
MOVED_TO = (None, TODAY - 2 * DAY, TODAY + 9 * DAY)
VERDICTS = (None, "kept", "stuck")


def test_the_clock_says_the_same_everywhere(cast):
    moment = Moment.objects.create(round=cast.round, kind="taskforce", held_on=TODAY - DAY, who_came="All")
    ways = itertools.product(DUE, MOVED_TO, VERDICTS, (False, True))
    for number, (due, moved_to, verdict, is_closed) in enumerate(ways, start=1):
        made = build.pledge(cast, number, due_on=due)
        if moved_to:
            row = build.row(made, "amendment", cast.dele)
            on = TODAY - 5 * DAY
            Amendment.objects.create(row=row, due_on=moved_to, reason="x", asked_on=on, accepted_on=on)
        if verdict:
            build.verdict(cast, made, verdict)
        if is_closed:
            row = build.row(made, "closed", cast.jun)
            Closure.objects.create(row=row, moment=moment, closed_on=TODAY - DAY, words="x")
    seen = set()
    for day in (TODAY - 20 * DAY, TODAY - 6 * DAY, TODAY - 2 * DAY, TODAY, TODAY + DAY, TODAY + 20 * DAY):
        listed = {one.number: one.is_late for one in Pledge.objects.with_standing(day)}
        single = {one.number: one.is_overdue(day) for one in Pledge.objects.with_rows()}
        overdue = set(Pledge.objects.overdue(day).values_list("number", flat=True))
        assert listed == single and overdue == {number for number, late in listed.items() if late}
        seen |= set(listed.values())
    assert seen == {True, False}
    assert standings(cast.area).overdue.value == Pledge.objects.overdue(TODAY).count()
