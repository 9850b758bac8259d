"""Somebody is at risk: whom to ring, what was reported, and who has answered. No note leads here, and back neither."""

from listens.safeguarding.models.alarm import Alarm, AlarmCall, AlarmStep
from listens.safeguarding.models.flag import Flag
from listens.safeguarding.models.report import ReportReading, RiskReport
from listens.safeguarding.models.ringing import AlarmClock, RingNumber

__all__ = [
    "Alarm",
    "AlarmCall",
    "AlarmClock",
    "AlarmStep",
    "Flag",
    "ReportReading",
    "RingNumber",
    "RiskReport",
]
