"""Sending what a person said yes to, as a job of one step; and what came of it, for a page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from listens.core import jobs, work
from listens.core.models import JobRun, JobStep
from listens.sensemaking.models import ThemeProposal
from listens.sensemaking.naming import adapters
from listens.sensemaking.naming.adapters import CannotAsk
from listens.sensemaking.naming.asking import name_in, prepared

ASK = "ask_outside_name"


def plan(run: JobRun) -> list[jobs.Step]:
    return [jobs.Step("send")]


def perform(run: JobRun, step: JobStep) -> dict[str, str]:
    """Made anew from what stands now: once somebody has taken a note back, it is not the same, and is not sent.

    One yes sends once: before it goes the step says so, and a worker that finds that does not send it again. So it is
    with a run that was stopped meanwhile.
    """
    if step.output:
        raise jobs.Unable(
            _("It may have been sent already, but no answer was kept. Look before you ask again.")
        )
    asked = ThemeProposal.objects.filter(pk=run.settings["proposal"])
    proposal = asked.select_related("run__round__area").first()
    try:
        if proposal is None or (outgoing := prepared(proposal)).digest != run.settings["digest"]:
            raise CannotAsk(changed())
        work.tell(step, 0, 1)
        return {"name": name_in(adapters.chosen().send(outgoing)), "digest": outgoing.digest}
    except CannotAsk as error:
        raise jobs.Unable(str(error)) from None


def changed() -> str:
    return _(
        "What would be sent has changed since somebody agreed to it, so nothing was sent. Look at it again."
    )


def newest(proposal: ThemeProposal) -> JobRun | None:
    """The run in which a name was asked for last."""
    runs = JobRun.objects.filter(
        area=proposal.run.round.area_id, kind=ASK, settings__proposal=str(proposal.pk)
    )
    return runs.order_by("-asked_at").first()


def suggested_name(proposal: ThemeProposal) -> str:
    """What came last, for a person to take or leave. Words of a program outside: never trusted, only shown."""
    run = newest(proposal)
    return str(run.result["name"]) if run and run.result else ""


def finish(run: JobRun, outputs: dict[str, Any]) -> Any:
    return outputs["send"]
