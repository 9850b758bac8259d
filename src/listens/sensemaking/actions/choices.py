"""What organisers let the computer do in a round, and asking a program outside for a name."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from listens.core import jobs
from listens.core.acting import Refused, Stale, acting
from listens.core.models import Actor, JobRun
from listens.listening.models import Round
from listens.sensemaking.jobs import ASK_NAME
from listens.sensemaking.machine import installed
from listens.sensemaking.models import MachineChoice, ProposalStep, ThemeProposal
from listens.sensemaking.naming import adapters, asking, sending


def choose_for_computer(
    actor: Actor, round: Round, *, every_language: bool, outside_names: bool
) -> MachineChoice:
    """For the runs that begin from now on. Raises Refused for what this server does not have."""
    with acting(actor, "choose_for_computer", round.area) as deed:
        Round.objects.select_for_update().get(pk=round.pk)
        choice = MachineChoice.of(round)
        if every_language and not choice.every_language and (reason := installed.why_not_every_language()):
            raise Refused(reason)
        if outside_names and not choice.outside_names:
            _refuse_unnamed()
        wanted = {"every_language": every_language, "outside_names": outside_names}
        changed = {name: value for name, value in wanted.items() if getattr(choice, name) != value}
        if not changed:
            deed.unchanged()
            return choice
        for name, value in changed.items():
            setattr(choice, name, value)
        choice.save()
        deed.record(round, **changed)
    return choice


def _refuse_unnamed() -> None:
    try:
        adapters.chosen()
    except adapters.CannotAsk as error:
        raise Refused(str(error)) from None


def ask_outside_name(actor: Actor, proposal: ThemeProposal, *, seen_digest: str) -> JobRun:
    """Send what the person has seen, and nothing else. The trail keeps its digest, never its words.

    Raises Refused with the reason when nothing may be sent, Stale when it is not what they saw.
    """
    with acting(actor, ASK_NAME, proposal.run.round.area) as deed:
        ThemeProposal.objects.select_for_update().get(pk=proposal.pk)
        step = proposal.steps.last()
        if step is not None and step.state != ProposalStep.State.PROPOSED:
            raise Refused(_("Somebody has decided on this already."))
        last = sending.newest(proposal)
        if last is not None and jobs.progress(last).state in ("waiting", "running", "failed"):
            raise Refused(_("This was started already. Let it end, or stop it first."))
        if sending.suggested_name(proposal):
            raise Refused(_("An answer has come already. Take its name, or name the theme yourselves."))
        try:
            outgoing = asking.prepared(proposal)
        except adapters.CannotAsk as error:
            raise Refused(str(error)) from None
        if outgoing.digest != seen_digest:
            raise Stale(_("What would be sent has changed. Look at it again before you say yes."))
        run = jobs.ask(
            actor,
            proposal.run.round.area,
            ASK_NAME,
            proposal=str(proposal.pk),
            digest=outgoing.digest,
        )
        to = urlsplit(outgoing.address).hostname
        deed.record(proposal, digest=outgoing.digest, to=to, bytes=len(outgoing.body))
    return run
