"""The room's daily work: replies of a week that is over forget in which order they came, and what was taken out of
replies is erased."""

from __future__ import annotations

from listens.core import jobs
from listens.core.models import Actor, JobRun, JobStep
from listens.feedback.replies import mix_replies
from listens.feedback.striking import erase_struck_replies


def plan(run: JobRun) -> list[jobs.Step]:
    return [jobs.Step("all")] if run.area else []


def mix(run: JobRun, step: JobStep) -> int:
    assert run.area is not None  # planned only for an area
    return mix_replies(Actor.system("clock"), run.area)


def erase(run: JobRun, step: JobStep) -> int:
    assert run.area is not None
    return erase_struck_replies(Actor.system("clock"), run.area)


jobs.declare("mix_replies", plan, mix, is_daily=True)
jobs.declare("erase_struck_replies", plan, erase, is_daily=True)
