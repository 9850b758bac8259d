"""How long reports of risk and flags are kept."""

from __future__ import annotations

import datetime as dt

from listens.core import keys, retention
from listens.core.models import Area
from listens.safeguarding.actions.reports import PURPOSE
from listens.safeguarding.models import Alarm, AlarmStep, RiskReport

YEAR = 365


def delete_closed_alarms(area: Area, before: dt.date) -> int:
    """Closed that long ago. One that nobody closed stays, whatever its age: it still waits for a person."""
    closed = AlarmStep.objects.filter(state=AlarmStep.State.CLOSED, at__date__lt=before).values("alarm")
    alarms = Alarm.objects.filter(area=area, pk__in=closed)
    num = alarms.count()
    alarms.delete()
    return num


retention.declare(
    "reports of risk and flags",
    "That somebody may be at risk, who looked and what was done, after it was closed: the safeguarding lead's own "
    "record takes over",
    YEAR,
    delete_closed_alarms,
    covers=[
        "safeguarding.alarm",
        "safeguarding.alarmstep",
        "safeguarding.alarmcall",
        "safeguarding.riskreport",
        "safeguarding.reportreading",
        "safeguarding.flag",
    ],
)
retention.declare_kept(
    "numbers to ring",
    "Whom listeners ring when somebody is at risk, and how long an alarm waits",
    covers=["safeguarding.ringnumber", "safeguarding.alarmclock"],
)

keys.declare(RiskReport, purpose=PURPOSE)
keys.declare(AlarmStep, area="alarm__area", purpose=PURPOSE)
