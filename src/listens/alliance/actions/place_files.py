"""Files of a whole nation's places: kept sealed, checked by a worker, and brought in by one when somebody says so.

As `waiting`, but nothing is read while a page waits: such a file takes some seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from listens.alliance.actions.waiting import in_a_file, keep, read, take_away
from listens.core import access, jobs
from listens.core.acting import Refused
from listens.core.importers import ImportOptions
from listens.core.models import Actor, Area, JobRun, JobStep
from listens.core.tables import Outcome
from listens.places.figures_file import not_said

CHECK, BRING_IN = "check_place_file", "bring_in_place_file"
VERBS = {"lookup": "add_places", "figures": "import_figures", "boundaries": "import_figures"}
MOST_SHOWN = 200  # findings that are kept for the page; a file with more is wrong as a whole


class NotSaid(Refused):
    """`names` of what has to be said of a table: title, as_at, source, licence, unit."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(_("We do not know this table by its columns. Say what it is."))
        self.names = names


def send_place_file(
    actor: Actor, area: Area, kind: str, name: str, data: bytes, about: Mapping[str, str]
) -> JobRun:
    """Keep the file and have a worker check it. `about` says of published data what the file does not.

    Raises NotSaid where a table is not known by its columns and somebody has to say what it is, else Refused.
    """
    access.require(actor, VERBS[kind], area)
    if (as_at := about.get("as_at", "")) and as_at > area.today().isoformat():
        raise Refused(_("That day has not come yet. Give the day that the data are true for."))
    if kind == "figures" and (missing := in_a_file(name, data, lambda file: not_said(file, about))):
        raise NotSaid(missing)
    with transaction.atomic():
        waiting = keep(actor, area, kind, name, data)
        return jobs.ask(
            actor,
            area,
            CHECK,
            holds=kind,
            file=str(waiting.pk),
            name=waiting.name,
            about=dict(about),
            language=get_language(),
        )


def bring_in_place_file(actor: Actor, area: Area, check: JobRun) -> JobRun:
    """Have a worker bring in a file that was checked. Asked twice it is one run. Raises Refused where it was not."""
    access.require(actor, VERBS[check.settings.get("holds", "figures")], area)
    if not check.result or "refused" in check.result:
        raise Refused(_("This file cannot be brought in. Send another one."))
    with transaction.atomic():
        Area.objects.select_for_update().get(pk=area.pk)
        runs = JobRun.objects.filter(area=area, kind=BRING_IN, cancelled_at=None)
        mine = runs.filter(settings__file=check.settings["file"]).exclude(steps__state=JobStep.State.FAILED)
        asked = mine.exclude(result__has_key="refused").first()
        return asked or jobs.ask(actor, area, BRING_IN, **check.settings)


def checked(run: JobRun) -> dict[str, Any]:
    """What bringing it in would do, or {"refused": why}. Reads only."""
    return _run(run, dry_run=True)


def brought_in(run: JobRun) -> dict[str, Any]:
    """Bring the file in and let go of it: what was done, or {"refused": why}. Call it in the run's transaction."""
    done = _run(run, dry_run=False)
    if "refused" not in done:
        take_away(UUID(run.settings["file"]))
    return done


def _run(run: JobRun, *, dry_run: bool) -> dict[str, Any]:
    assert run.area is not None  # it is asked for an area only
    kind, options = run.settings["holds"], ImportOptions(dry_run=dry_run, about=run.settings["about"])
    try:
        return as_kept(read(run.asked_by, run.area, kind, UUID(run.settings["file"]), options))
    except (Refused, access.Denied) as refusal:
        return {"refused": str(refusal)}


def as_kept(outcome: Outcome) -> dict[str, Any]:
    """As JSON, with the first findings and how many there are."""
    kept = outcome.as_dict()
    findings = [finding.as_dict() for finding in outcome.findings]
    return {**kept, "findings": findings[:MOST_SHOWN], "num_findings": len(findings)}
