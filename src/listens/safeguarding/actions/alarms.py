"""Opening a report and answering an alarm. Every opening leaves a row, every answer is appended."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from listens.core import sealing, text
from listens.core.acting import Refused, Stale, acting
from listens.core.models import Actor
from listens.safeguarding.actions.reports import PURPOSE, content_of
from listens.safeguarding.models import Alarm, AlarmStep, ReportReading, RiskReport

LONGEST = 4_000
State = AlarmStep.State


def open_report(actor: Actor, report: RiskReport) -> dict[str, Any]:
    """Its words, for a safeguarding lead. Raises access.Denied for everybody else."""
    alarm = report.alarm
    with acting(actor, "open_risk_report", alarm.area, within=alarm.within()) as deed:
        ReportReading.objects.create(report=report, by=actor, at=timezone.now())
        content = content_of(report)
        deed.record(alarm)
    return content


def answer_alarm(actor: Actor, alarm: Alarm, *, state: str, words: str, seen_seq: int) -> AlarmStep:
    """Append what was done (acknowledged) or what came of it (closed). `seen_seq` is the newest step the person saw."""
    words = words.strip()
    if state not in State.values:
        raise Refused(_("Choose whether you are dealing with it or it is closed."))
    if not words:
        raise Refused(_("Say in a few words what was done."))
    if problem := text.problem_with(words, longest=LONGEST):
        raise Refused(problem)
    with acting(actor, "answer_alarm", alarm.area, within=alarm.within()) as deed:
        newest = alarm.steps.select_for_update().order_by("-seq").first()
        if (newest.seq if newest else 0) != seen_seq:
            raise Stale(_("Somebody else answered meanwhile. Read what they did first."))
        if newest is None and state == State.CLOSED:
            raise Refused(_("Say first that you are dealing with it, then close it with what came of it."))
        if newest and newest.state == State.CLOSED:
            raise Refused(_("This is closed already."))
        step = AlarmStep.objects.create(
            alarm=alarm,
            seq=seen_seq + 1,
            state=state,
            sealed=sealing.seal(alarm.area, words.encode(), PURPOSE),
            by=actor,
            at=timezone.now(),
        )
        deed.record(alarm, state=state, seq=step.seq)
    return step


def words_of(step: AlarmStep) -> str:
    return sealing.open_sealed(step.alarm.area, step.sealed, PURPOSE).decode()
