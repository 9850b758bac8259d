"""What a release would publish, counted by a worker and kept until somebody has looked at it and published it.

Kept is the whole draft, so that what goes out is what was looked at, with the digest of the state it was counted on.
It is private as a release's register is: it goes when a release is made, and after a day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy

from listens.core.models import Area, JobRun, JobStep
from listens.public.draft import Draft, Why

PREVIEW, PUBLISH = "preview_release", "publish_release"
KEPT_FOR = dt.timedelta(hours=24)
GONE = gettext_lazy(
    "What you looked at is no longer kept: figures have been published since, or a day has passed. "
    "Look at the changes again."
)
STEP = "count"  # the one step that counts; the draft is its output


@dataclass(frozen=True)
class Preview:
    """`digest` is of the state it was counted on (`public.inputs`), `counted_at` in the area's own time."""

    draft: Draft
    digest: str
    counted_at: dt.datetime


def kept_as(preview: Preview) -> dict[str, Any]:
    """As JSON."""
    draft = asdict(preview.draft)
    draft["why_in_tables"] = {
        name: [[row, column, why] for (row, column), why in places.items()]
        for name, places in preview.draft.why_in_tables.items()
    }
    return {"draft": draft, "digest": preview.digest, "counted_at": preview.counted_at.isoformat()}


def preview_of(run: JobRun) -> Preview | None:
    """What that run counted; None when it is not done, and when it is gone."""
    done = run.steps.filter(key=STEP, state=JobStep.State.DONE).values_list("output", flat=True).first()
    if run.finished_at is None or done is None:
        return None
    draft = dict(done["draft"])
    draft["choices"] = [(name, title) for name, title in draft["choices"]]
    draft["why"] = {name: Why(why) for name, why in draft["why"].items()}
    draft["why_in_tables"] = {
        name: {(row, column): Why(why) for row, column, why in places}
        for name, places in draft["why_in_tables"].items()
    }
    return Preview(Draft(**draft), done["digest"], dt.datetime.fromisoformat(done["counted_at"]))


def kept_since() -> dt.datetime:
    """What was asked for before is let go of. By the clock, as runs are dated, also in a demonstration."""
    return timezone.now() - KEPT_FOR


def newest_preview(area: Area) -> JobRun | None:
    """The last one that is being counted or can be looked at."""
    runs = JobRun.objects.filter(area=area, kind=PREVIEW, cancelled_at=None).exclude(
        steps__state=JobStep.State.FAILED
    )
    kept = runs.filter(asked_at__gt=kept_since()).exclude(result={"gone": True})
    return kept.order_by("-asked_at").first()


def forget_previews(area: Area, *, before: dt.datetime | None = None) -> int:
    """Let go of what was counted and cannot be published any more: all of it, or what is older. Says how many."""
    runs = JobRun.objects.filter(area=area, kind=PREVIEW).exclude(finished_at=None)
    if before:
        runs = runs.filter(asked_at__lt=before)
    runs.update(result={"gone": True})
    return JobStep.objects.filter(run__in=runs, key=STEP).exclude(output=None).update(output=None)
