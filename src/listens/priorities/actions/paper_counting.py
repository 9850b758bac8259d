"""How a paper slip that is settled becomes a ballot, and how one that voted by phone too is counted once only."""

from __future__ import annotations

from django.utils.translation import gettext as _

from listens.core.acting import Deed, Refused, Stale, acting
from listens.core.models import Actor
from listens.listening.stages import gate
from listens.priorities.actions.casting import keep_ballot, must_be_open
from listens.priorities.models import Ballot, PaperSlip, PaperStep, Share
from listens.priorities.paper.reading import Reading, read
from listens.priorities.paper.standing import State, decided_up_to, standing

Kind = PaperStep.Kind


def settle_paper(
    actor: Actor,
    paper: PaperSlip,
    *,
    seen: int,
    choices: list[str],
    share: Share | None = None,
    spoiled: str = "",
    reason: str = "",
) -> PaperSlip:
    """What the paper says, after a third look at it. `seen` is the newest step that this person saw.

    Also for one that counts already and was read wrongly; then a reason is needed. Raises Stale, Refused.
    """
    long_list = paper.long_list
    with acting(
        actor,
        "enter_ballots",
        long_list.area,
        within=[long_list.round_id],
        gate=gate(long_list.round, "voting"),
    ) as deed:
        must_be_open(long_list)
        steps = steps_of(paper)
        now = standing(steps, twice=long_list.typed_twice)
        if now.seq != seen:
            raise Stale(_("Somebody else settled or typed it a moment ago. Look at it again."))
        if not now.typed and now.settled is None:
            raise Refused(_("Nobody has typed it yet."))
        if now.state == State.ONCE:
            raise Refused(_("One person has typed it so far. Let another one type it first."))
        if now.state != State.DIFFERS and not reason.strip():
            raise Refused(_("It is in already. Say why it is changed."))
        reading = read(long_list, choices, spoiled, reason)
        step = add_paper_step(actor, paper, now.seq, Kind.SETTLED, _whose(paper, share, now.typed), reading)
        deed.record(paper, step=Kind.SETTLED, spoiled=reading.spoiled)
        count_paper(deed, paper, step)
    return paper


def settle_double_vote(
    actor: Actor, paper: PaperSlip, *, seen: int, place: int, stands: str, reason: str
) -> PaperSlip:
    """Say which ballot of a slip counts that voted by phone and on paper. `place` is the phone's that was seen.

    Whoever settles it is shown that both are there and when, and no tick: what somebody voted for must not be a
    reason to keep or drop it. Raises Stale, and Refused without a reason or where nothing is to be settled.
    """
    long_list = paper.long_list
    with acting(
        actor,
        "settle_double_votes",
        long_list.area,
        within=[long_list.round_id],
        gate=gate(long_list.round, "voting"),
    ) as deed:
        must_be_open(long_list)
        steps = steps_of(paper)
        now = standing(steps, twice=long_list.typed_twice)
        if (now.seq, phone_place(paper)) != (seen, place):
            raise Stale(_("It has changed a moment ago: somebody voted or typed again. Look at it again."))
        if now.state != State.AGREED or now.settled is None or place <= decided_up_to(steps):
            raise Refused(_("There is nothing to settle about this slip any more."))
        if stands not in (Kind.PHONE, Kind.PAPER):
            raise Refused(_("Choose which of the two counts."))
        if not reason.strip():
            raise Refused(_("Say in a sentence why: when the paper was handed in, or what the person said."))
        step = add_paper_step(
            actor, paper, now.seq, stands, now.settled.share, Reading(reason=reason.strip()), place
        )
        if stands == Kind.PAPER:
            _keep(deed, paper, now.settled, step.seq)
        deed.record(paper, step=stands, slip=paper.number, reason=step.reason)
    return paper


def count_paper(deed: Deed, paper: PaperSlip, settled: PaperStep) -> None:
    """The ballot of a slip that is settled; none where it is spoiled, or where a phone's has come first.

    Until somebody has asked when the paper was handed in, the phone's stands: so the slip counts, and once.
    """
    if settled.spoiled:
        uncount(paper)
    elif phone_place(paper) <= decided_up_to(steps_of(paper)):
        _keep(deed, paper, settled, settled.seq)


def uncount(paper: PaperSlip) -> None:
    """What was kept of this paper counts no longer. It stays in the log."""
    if paper.ballot_id:
        Ballot.objects.filter(pk=paper.ballot_id).update(is_counted=False)
        paper.ballot = None
        paper.save(update_fields=["ballot"])


def phone_place(paper: PaperSlip) -> int:
    """The place in the log of the newest ballot by phone of the same slip; 0 for none."""
    if paper.slip_id is None:
        return 0
    cast = Ballot.objects.filter(slip_id=paper.slip_id, way=Ballot.Way.PHONE).order_by("chain_seq").last()
    return (cast.chain_seq or 0) if cast else 0


def steps_of(paper: PaperSlip) -> list[PaperStep]:
    """In order, after waiting for whoever is writing one."""
    PaperSlip.objects.select_for_update().get(pk=paper.pk)
    return list(paper.steps.select_related("share").order_by("seq"))


def add_paper_step(
    actor: Actor,
    paper: PaperSlip,
    seen: int,
    kind: str,
    share: Share | None = None,
    reading: Reading | None = None,
    place: int | None = None,
) -> PaperStep:
    reading = reading or Reading()
    return PaperStep.objects.create(
        paper=paper,
        seq=seen + 1,
        kind=kind,
        share=share,
        choices=list(reading.choices),
        spoiled=reading.spoiled,
        reason=reading.reason,
        place=place,
        by=actor,
        at=paper.long_list.area.now(),
    )


def _keep(deed: Deed, paper: PaperSlip, settled: PaperStep, seq: int) -> None:
    if paper.slip_id is None:
        uncount(paper)
    kept = keep_ballot(
        deed,
        paper.long_list,
        settled.share,
        settled.choices,
        way=Ballot.Way.SHEET if paper.is_sheet else Ballot.Way.PAPER,
        slip=paper.slip,
        source_id=f"{paper.number}/{seq}",
    )
    if kept.way != Ballot.Way.PHONE:  # one that ticks the same stays the phone's
        paper.ballot = kept
        paper.save(update_fields=["ballot"])


def _whose(paper: PaperSlip, share: Share | None, typed: tuple[PaperStep, ...]) -> Share | None:
    """A printed slip and a sheet say it themselves; else what was typed, when both typed the same."""
    said = {step.share_id: step.share for step in typed}
    if paper.slip is not None:
        return paper.slip.share
    if len(said) == 1:
        return next(iter(said.values()))
    if share is None or share.pk not in said:
        raise Refused(_("Say which of the two organisations the paper comes from."))
    return share
