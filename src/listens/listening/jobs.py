"""The room's daily work: conversations forget their link and exact date once corrections are over."""

from __future__ import annotations

from listens.core import jobs
from listens.core.models import Actor, JobRun, JobStep
from listens.listening.actions import settle_conversations


def plan(run: JobRun) -> list[jobs.Step]:
    return [jobs.Step("settle")] if run.area else []


def settle(run: JobRun, step: JobStep) -> int:
    assert run.area is not None  # planned only for an area
    return settle_conversations(Actor.system("clock"), run.area)


jobs.declare("settle_conversations", plan, settle, is_daily=True)
