"""The room's long work: counting what a release would publish, and publishing what somebody has looked at."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from listens.core import access, jobs, work
from listens.core.acting import Refused
from listens.core.models import JobRun, JobStep
from listens.public.actions import publish
from listens.public.asking import chosen_in
from listens.public.draft import PARTS, draft
from listens.public.inputs import digest
from listens.public.previews import (
    GONE,
    PREVIEW,
    PUBLISH,
    STEP,
    Preview,
    forget_previews,
    kept_as,
    preview_of,
)


def plan(run: JobRun) -> list[jobs.Step]:
    return [jobs.Step(STEP)]


def count(run: JobRun, step: JobStep) -> dict[str, Any]:
    """The preview. The state is taken first: what changes while it is counted is found when it is published."""
    assert run.area is not None  # it is asked for an area only
    with translation.override(run.settings.get("language")):
        state = digest(run.area)
        work.tell(step, 1, PARTS)
        which = chosen_in(run.settings)
        made = draft(run.area, run.settings.get("tables"), which, tell=partial(work.tell, step))
    return kept_as(Preview(made, state, run.area.now()))


def counted(run: JobRun, outputs: dict[str, Any]) -> dict[str, Any]:
    return {"refusals": len(outputs[STEP]["draft"]["refusals"])}


def look_again(run: JobRun, step: JobStep) -> str:
    """The state as it is now."""
    assert run.area is not None
    return digest(run.area)


def publish_it(run: JobRun, outputs: dict[str, Any]) -> dict[str, Any]:
    """{"seq": of the release}, or {"refused": a sentence for whoever asked}."""
    assert run.area is not None
    with translation.override(run.settings.get("language")):
        try:
            return {"seq": _published(run, outputs[STEP])}
        except (Refused, access.Denied) as refusal:
            return {"refused": str(refusal)}


def _published(run: JobRun, state: str) -> int:
    area = run.area
    assert area is not None
    looked_at = JobRun.objects.filter(pk=run.settings["preview"], area=area, kind=PREVIEW).first()
    seen = preview_of(looked_at) if looked_at else None
    if seen is None:
        raise Refused(str(GONE))
    if seen.digest != state:
        raise Refused(
            _(
                "What the figures are counted from has changed since you looked, so nothing was published. "
                "Look at the changes again."
            )
        )
    release = publish(run.asked_by, area, area.today(), seen.draft, seen_seq=seen.draft.seq)
    forget_previews(area)
    return release.seq


jobs.declare(PREVIEW, plan, count, counted, verb="look_at_release", lease_minutes=3)
jobs.declare(PUBLISH, plan, look_again, publish_it, verb="make_release", lease_minutes=3)
