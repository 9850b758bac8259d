"""Asking a worker to count what a release would publish, and then to publish exactly that. Nothing is counted here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from listens.core import access, jobs
from listens.core.acting import Refused, Stale
from listens.core.models import Actor, Area, JobRun, JobStep
from listens.public.estimates import Chosen
from listens.public.figures import newest_release
from listens.public.previews import GONE, PREVIEW, PUBLISH, forget_previews, kept_since, preview_of


def look_at_release(
    actor: Actor, area: Area, tables: Collection[str] | None = None, estimates: Chosen | None = None
) -> JobRun:
    """Have a worker count what a release with these tables and estimates would publish; without any, those of the
    last release.

    Asked twice before it is counted, it is one run: a double click, or two organisers at once.
    """
    access.require(actor, "look_at_release", area)
    wanted: dict[str, Any] = {
        "tables": None if tables is None else sorted(set(tables)),
        "estimates": None if estimates is None else sorted(set(estimates.rounds)),
        "without": None if estimates is None else sorted(set(estimates.without)),
    }
    with transaction.atomic():
        Area.objects.select_for_update().get(pk=area.pk)
        forget_previews(area, before=kept_since())
        going = _standing(area, PREVIEW, **wanted).filter(finished_at=None).first()
        return going or jobs.ask(actor, area, PREVIEW, language=get_language(), **wanted)


def chosen_in(settings: Mapping[str, Any]) -> Chosen | None:
    """The estimates that such a run was asked for; None: those of the last release."""
    if settings.get("estimates") is None:
        return None
    return Chosen(settings["estimates"], settings["without"])


def publish_what_was_seen(actor: Actor, area: Area, preview: JobRun) -> JobRun:
    """Have a worker publish what that preview holds, if nothing it was counted from has changed since.

    Asked twice, it is one run and one release. Raises Refused when there is nothing to publish, Stale when somebody
    else has published since. What has changed since is found by the worker: see `public.jobs`.
    """
    access.require(actor, "make_release", area)
    with transaction.atomic():
        Area.objects.select_for_update().get(pk=area.pk)
        asked = _standing(area, PUBLISH, preview=str(preview.pk))
        if standing := asked.filter(Q(finished_at=None) | Q(result__has_key="seq")).first():
            return standing
        preview.refresh_from_db()
        seen = preview_of(preview)
        if seen is None or preview.asked_at < kept_since():
            raise Refused(str(GONE))
        if seen.draft.refusals:
            raise Refused(" ".join(seen.draft.refusals))
        last = newest_release(area)
        if seen.draft.seq != (last.seq if last else 0):
            raise Stale(_("Somebody else has published figures since you looked. Look at the changes again."))
        return jobs.ask(actor, area, PUBLISH, preview=str(preview.pk), language=get_language())


def _standing(area: Area, kind: str, **settings: Any) -> QuerySet[JobRun]:
    """Runs of that kind and settings that nobody stopped and that did not fail."""
    wanted = {f"settings__{name}": value for name, value in settings.items()}
    runs = JobRun.objects.filter(area=area, kind=kind, cancelled_at=None, **wanted)
    return runs.exclude(steps__state=JobStep.State.FAILED).order_by("asked_at")
