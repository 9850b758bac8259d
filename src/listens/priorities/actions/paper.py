"""Typing in what came back on paper. It counts once two people typed the same, or at once where once is enough."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from listens.core.acting import Deed, Refused, acting
from listens.core.models import Actor
from listens.listening.stages import gate
from listens.priorities.actions.casting import must_be_open
from listens.priorities.actions.paper_counting import add_paper_step, count_paper, steps_of
from listens.priorities.models import LongList, PaperSlip, PaperStep, Share, VotingSlip
from listens.priorities.paper.reading import Reading, read, which
from listens.priorities.paper.standing import State, says, standing

Kind = PaperStep.Kind


def enter_ballot(
    actor: Actor,
    long_list: LongList,
    *,
    source_id: str,
    share: Share | None = None,
    choices: Sequence[str] = (),
    spoiled: str = "",
    reason: str = "",
) -> PaperSlip:
    """Keep what one person typed of one paper slip; typing the same again changes nothing.

    `share` is given only for paper that was not printed as a slip. Raises Refused for ticks that make no ballot, a
    slip that is not one of this vote, what the same person typed otherwise before, or a vote that is not open.
    """
    with acting(
        actor,
        "enter_ballots",
        long_list.area,
        within=[long_list.round_id],
        gate=gate(long_list.round, "voting"),
    ) as deed:
        must_be_open(long_list)
        number, slip, share = which(long_list, source_id, share)
        reading = read(long_list, choices, spoiled, reason)
        paper = _paper(long_list, number, is_sheet=False, slip=slip)
        _type(deed, paper, share, reading)
    return paper


def type_sheet(
    actor: Actor, share: Share, *, choices: Sequence[str] = (), spoiled: str = "", reason: str = ""
) -> PaperSlip:
    """Keep what one person typed of an organisation's sheet: staff, or its own lead. Raises Refused as above."""
    long_list = share.long_list
    with acting(
        actor,
        "type_sheet",
        long_list.area,
        within=[long_list.round_id, share.organisation_id],
        gate=gate(long_list.round, "voting"),
    ) as deed:
        must_be_open(long_list)
        if share.way != Share.Way.SHEET:
            raise Refused(
                _("%(organisation)s votes by its delegates' slips.") % {"organisation": share.public_name}
            )
        reading = read(long_list, choices, spoiled, reason)
        _type(deed, _paper(long_list, str(share.pk), is_sheet=True), share, reading)
    return PaperSlip.objects.get(long_list=long_list, is_sheet=True, number=str(share.pk))


def take_back_typed(actor: Actor, paper: PaperSlip) -> PaperSlip:
    """What this person typed of it no longer stands. Raises Refused once it counts, or two people differ over it."""
    long_list = paper.long_list
    share = _share_of_sheet(paper)
    with acting(
        actor,
        "type_sheet" if share else "enter_ballots",
        long_list.area,
        within=[long_list.round_id, *([share.organisation_id] if share else [])],
        gate=gate(long_list.round, "voting"),
    ) as deed:
        must_be_open(long_list)
        now = standing(steps_of(paper), twice=long_list.typed_twice)
        if not any(step.by_id == actor.pk for step in now.typed):
            raise Refused(_("You have typed nothing of it that could be taken back."))
        if now.state != State.ONCE:
            raise Refused(_("Two people have typed it. Settle it with the paper in hand."))
        add_paper_step(actor, paper, now.seq, Kind.TAKEN_BACK)
        deed.record(paper, step=Kind.TAKEN_BACK)
    return paper


def _paper(long_list: LongList, number: str, *, is_sheet: bool, slip: VotingSlip | None = None) -> PaperSlip:
    """Its row, locked: of two people who type it at once, one waits."""
    found, _is_new = PaperSlip.objects.get_or_create(
        long_list=long_list, is_sheet=is_sheet, number=number, defaults={"slip": slip}
    )
    return PaperSlip.objects.select_for_update(of=("self",)).select_related("slip").get(pk=found.pk)


def _type(deed: Deed, paper: PaperSlip, share: Share | None, reading: Reading) -> None:
    twice = paper.long_list.typed_twice
    steps = steps_of(paper)
    now = standing(steps, twice=twice)
    fresh = PaperStep(share=share, choices=list(reading.choices), spoiled=reading.spoiled)
    mine = next((step for step in now.typed if step.by_id == deed.actor.pk), None)
    if mine is not None and now.state == State.ONCE and says(mine) != says(fresh):
        raise Refused(
            _("You typed it before, and it said something else. If that was wrong, take it back first.")
        )
    if now.state == State.DIFFERS and mine is None:
        raise Refused(
            _("Two people typed it differently. Put it with those to compare, and settle it there.")
        )
    if mine is not None or now.settled is not None:
        against = now.settled or mine
        assert against is not None
        if says(against) != says(fresh):
            raise Refused(
                _("It was typed before, and it said something else. Look at it again under “Compare”.")
            )
        deed.unchanged()
        return
    step = add_paper_step(deed.actor, paper, now.seq, Kind.TYPED, share, reading)
    deed.record(paper, step=Kind.TYPED)
    after = standing([*steps, step], twice=twice)
    if after.settled is not None:
        count_paper(deed, paper, after.settled)


def _share_of_sheet(paper: PaperSlip) -> Share | None:
    return Share.objects.get(pk=paper.number) if paper.is_sheet else None
