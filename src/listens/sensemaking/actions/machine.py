"""Starting and stopping what the computer does, and what people decide on its proposals."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from listens.core import access, jobs
from listens.core.acting import Refused, Stale, acting
from listens.core.models import Actor, JobRun
from listens.listening.models import Round
from listens.sensemaking.actions.branching import place_beside, undo_place
from listens.sensemaking.actions.codebook import add_theme, park_theme
from listens.sensemaking.actions.undoing import something_rests_on
from listens.sensemaking.jobs import DISCOVER, SUGGEST
from listens.sensemaking.machine import covered, installed, runs, suggest
from listens.sensemaking.machine.allowed import may_be_suggested
from listens.sensemaking.machine.decided import by_hand
from listens.sensemaking.machine.standing import newest_run
from listens.sensemaking.models import MachineChoice, ProposalStep, Theme, ThemeProposal

State = ProposalStep.State


def start_finding(
    actor: Actor, round: Round, kind: str, *, seed: int = runs.SEED, among: str = covered.ALL
) -> JobRun:
    """`kind` is DISCOVER or SUGGEST. Raises Refused when it cannot begin, with what to do; one run at a time.

    `among` says of DISCOVER whether it looks among all notes, or (`covered.NEW`) only where no theme explains them.
    """
    access.require(actor, "find_themes", round.area)
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=round.pk)
        every_language = MachineChoice.of(round).every_language
        if reason := _why_not(round, kind, every_language):
            raise Refused(reason)
        more: dict[str, object] = {"every_language": every_language}
        if kind == DISCOVER and among == covered.NEW:
            if not covered.can_be_told(round.area):
                raise Refused(covered.few_coded())
            more["among"] = covered.NEW
        return jobs.ask(actor, round.area, kind, round=str(round.pk), seed=seed, **more)


def _why_not(round: Round, kind: str, every_language: bool) -> str:
    last = newest_run(round, kind)
    if last is not None and jobs.progress(last).state in ("waiting", "running", "failed"):
        return _("This was started already. Let it end, or stop it first.")
    if reason := installed.why_not(every_language) or runs.refuse_few(round):
        return reason
    if kind == SUGGEST and not may_be_suggested(round.area):
        return _("No theme may be suggested by the computer. Say on a theme’s page that it may.")
    if kind == SUGGEST and len(by_hand(round)) < suggest.FEWEST_DECIDED:
        return suggest.few_decided()
    return ""


def stop_finding(actor: Actor, round: Round, kind: str) -> None:
    """Nothing is changed by a run that was stopped."""
    if run := newest_run(round, kind):
        jobs.cancel(actor, run)


def try_finding_again(actor: Actor, round: Round, kind: str) -> None:
    """What failed begins anew; what was done stays."""
    if run := newest_run(round, kind):
        jobs.try_again(actor, run)


def accept_as_new(
    actor: Actor,
    proposal: ThemeProposal,
    *,
    seen_seq: int,
    code: str,
    name: str,
    definition: str,
    parent: Theme | None = None,
    how: str = "",
    **more: str,
) -> Theme:
    """Make a theme of the proposal; `more` is what `add_theme` takes beside. `how` it stands to the theme that the
    proposal may be split from: `branching.PART`, `branching.INSTEAD`, or beside it.

    Raises Refused as `add_theme` and `place_beside` do, and without a definition; Stale as usual.
    """
    area = proposal.run.round.area
    access.require(actor, "edit_codebook", area)
    with acting(actor, "decide_proposals", area) as deed:
        if not definition.strip():
            raise Refused(_("Say in your own words what belongs here: the computer cannot."))
        theme = add_theme(actor, area, code=code, name=name, definition=definition, parent=parent, **more)
        if proposal.near is not None:
            place_beside(actor, theme, proposal.near, how)
        _append(actor, proposal, seen_seq, State.ACCEPTED, theme, added=True)
        deed.record(theme, proposal=proposal.key)
    return theme


def accept_into(actor: Actor, proposal: ThemeProposal, theme: Theme, *, seen_seq: int) -> None:
    """Say that a theme of the codebook already is what the proposal shows."""
    with acting(actor, "decide_proposals", proposal.run.round.area) as deed:
        in_use = Theme.objects.filter(area=proposal.run.round.area).in_use()
        if not in_use.filter(pk=theme.pk).exists():
            raise Refused(_("Choose a theme of this codebook that is in use."))
        _append(actor, proposal, seen_seq, State.ACCEPTED, theme)
        deed.record(theme, proposal=proposal.key)


def put_aside(actor: Actor, proposal: ThemeProposal, *, seen_seq: int) -> None:
    with acting(actor, "decide_proposals", proposal.run.round.area) as deed:
        _append(actor, proposal, seen_seq, State.PUT_ASIDE)
        deed.record(proposal, put_aside=True)


def undo_proposal(actor: Actor, proposal: ThemeProposal, *, seen_seq: int) -> None:
    """As if nobody had decided. A theme that was made of it, and on which nothing rests, is parked."""
    with acting(actor, "decide_proposals", proposal.run.round.area) as deed:
        last = _append(actor, proposal, seen_seq, State.PROPOSED)
        if last and last.added and last.theme:
            if proposal.near is not None:
                undo_place(actor, last.theme, proposal.near)
            if not something_rests_on(last.theme):
                park_theme(actor, last.theme)
        deed.record(proposal, undone=True)


def _append(
    actor: Actor,
    proposal: ThemeProposal,
    seen_seq: int,
    state: str,
    theme: Theme | None = None,
    *,
    added: bool = False,
) -> ProposalStep | None:
    """The row, and the one before it. Raises Stale when somebody was faster, Refused when nothing would change."""
    last = ProposalStep.objects.filter(proposal=proposal).select_related("theme__area").last()
    if (last.seq if last else 0) != seen_seq:
        raise Stale(_("Somebody else decided on this a moment ago. Look at it, then try again."))
    if (last.state if last else State.PROPOSED) == state:
        raise Refused(_("It stands like that already."))
    ProposalStep.objects.create(
        proposal=proposal,
        seq=seen_seq + 1,
        state=state,
        theme=theme,
        added=added,
        by=actor,
        at=proposal.run.round.area.now(),
    )
    return last


__all__ = [
    "DISCOVER",
    "SUGGEST",
    "accept_as_new",
    "accept_into",
    "put_aside",
    "start_finding",
    "stop_finding",
    "try_finding_again",
    "undo_proposal",
]
