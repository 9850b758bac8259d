"""The room's daily work: replies of a week that is over forget in which order they came."""

from __future__ import annotations

from listens.core import jobs
from listens.core.models import Actor, JobRun, JobStep
from listens.feedback.replies import mix_replies


def plan(run: JobRun) -> list[jobs.Step]:
    return [jobs.Step("all")] if run.area else []


def mix(run: JobRun, step: JobStep) -> int:
    assert run.area is not None  # planned only for an area
    return mix_replies(Actor.system("clock"), run.area)


jobs.declare("mix_replies", plan, mix, is_daily=True)
