"""The room's daily work: conversations forget their link and exact date, what was taken
out of notes is erased, and reviewers are reminded of what waits."""

from __future__ import annotations

from listens.core import jobs
from listens.core.models import Actor, JobRun, JobStep
from listens.listening.actions import erase_struck, remind_of_reviews, settle_conversations


def plan(run: JobRun) -> list[jobs.Step]:
    return [jobs.Step("all")] if run.area else []


def settle(run: JobRun, step: JobStep) -> int:
    assert run.area is not None  # planned only for an area
    return settle_conversations(Actor.system("clock"), run.area)


def erase(run: JobRun, step: JobStep) -> int:
    assert run.area is not None  # planned only for an area
    return erase_struck(Actor.system("clock"), run.area)


def remind(run: JobRun, step: JobStep) -> int:
    assert run.area is not None  # planned only for an area
    return remind_of_reviews(Actor.system("clock"), run.area)


jobs.declare("settle_conversations", plan, settle, is_daily=True)
jobs.declare("erase_struck", plan, erase, is_daily=True)
jobs.declare("remind_of_reviews", plan, remind, is_daily=True)
