"""Totals counted by hand, when neither phones nor slips can be had: each tick becomes a ballot of its own.

Totals do not say who ticked what together, so no rule can find from them what a group deserves: on real ballots 67 to
92 of 100 choices stay the same (priorities research). Every result counted with them says so.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from listens.core import text
from listens.core.acting import Refused, acting
from listens.core.models import Actor
from listens.listening.stages import gate
from listens.priorities.actions.casting import must_be_open, write_ballots
from listens.priorities.models import Ballot, LongList, Share, Totals

LONGEST_LABEL = 80
FEWEST_PEOPLE = 5
MOST_TICKS = 5000


def enter_totals(
    actor: Actor,
    long_list: LongList,
    *,
    label: str,
    num_people: int,
    ticks: Mapping[str, int],
    share: Share | None = None,
) -> Totals:
    """Keep the ticks of one table or organisation; the same label again corrects them, and the same numbers change
    nothing. `ticks` is {reference: how many}; nought for all takes the label out.

    Raises Refused for more ticks than so many people can make, an organisation whose slips are in, or one so small
    that its totals would tell what its people chose.
    """
    with acting(
        actor,
        "enter_totals",
        long_list.area,
        within=[long_list.round_id],
        gate=gate(long_list.round, "voting"),
    ) as deed:
        must_be_open(long_list)
        label = _checked_label(label)
        wanted = _checked_ticks(long_list, num_people, ticks)
        there = Totals.objects.filter(long_list=long_list, label=label).first()
        _check_share(long_list, share, num_people, there)
        before = there or Totals(long_list=long_list, share=share, label=label, num_people=0, num_ticks=0)
        was = (before.num_people, dict(before.ticks))
        if there is not None and was == (num_people, wanted):
            deed.unchanged()
            return there
        before.num_people, before.ticks, before.num_ticks = num_people, wanted, sum(wanted.values())
        before.by, before.at = actor, long_list.area.now()
        before.save()
        _count(before, was[1])
        # No proposal in the audit: it stays, and an organisation may stand under another name after the close.
        deed.record(
            before,
            label=label,
            people=[was[0], num_people],
            ticks=[sum(was[1].values()), before.num_ticks],
            proposals_changed=sum(was[1].get(each, 0) != wanted.get(each, 0) for each in {*was[1], *wanted}),
        )
    return before


def _count(totals: Totals, was: Mapping[str, int]) -> None:
    """One ballot more or less for each tick that was added or taken away. Ids go up, and none is used again."""
    fresh = []
    for reference in sorted({*was, *totals.ticks}):
        stem = f"{totals.pk}:{reference}:"
        mine = Ballot.objects.filter(
            long_list=totals.long_list, source=Ballot.Way.TALLY, source_id__startswith=stem
        )
        more = totals.ticks.get(reference, 0) - was.get(reference, 0)
        if more < 0:
            last = mine.filter(is_counted=True).order_by("-chain_seq").values_list("pk", flat=True)[:-more]
            Ballot.objects.filter(pk__in=list(last)).update(is_counted=False)
        used = mine.count()
        fresh += [
            Ballot(
                long_list=totals.long_list,
                share=totals.share,
                way=Ballot.Way.TALLY,
                source=Ballot.Way.TALLY,
                source_id=f"{stem}{number}",
                choices=[reference],
            )
            for number in range(used, used + max(more, 0))
        ]
    write_ballots(totals.long_list, fresh)


def _checked_label(label: str) -> str:
    label = " ".join(label.split())
    if not label:
        raise Refused(_("Give it a name, like Table 4: it stands beside the result."))
    if problem := text.problem_with(label, longest=LONGEST_LABEL):
        raise Refused(problem)
    return label


def _checked_ticks(long_list: LongList, num_people: int, ticks: Mapping[str, int]) -> dict[str, int]:
    references = set(long_list.proposals.values_list("reference", flat=True))
    if unknown := [each for each in ticks if each not in references]:
        raise Refused(_("“%(name)s” is not on the long-list.") % {"name": unknown[0]})
    wanted = {reference: num for reference, num in ticks.items() if num}
    for reference, num in wanted.items():
        if not 0 < num <= num_people:
            raise Refused(
                _("“%(name)s” has %(num)d ticks from %(people)d people. Each can tick it once: count again.")
                % {"name": reference, "num": num, "people": num_people}
            )
    total, most = sum(wanted.values()), min(num_people * long_list.max_ticks, MOST_TICKS)
    if total > most:
        raise Refused(
            _("%(num)d ticks are too many for %(people)d people: %(most)d is the most. Count again.")
            % {"num": total, "people": num_people, "most": most}
        )
    if num_people and not total:
        raise Refused(_("Type the ticks too, or nought for the people to take it out."))
    return wanted


def _check_share(long_list: LongList, share: Share | None, num_people: int, there: Totals | None) -> None:
    if there is not None:
        if there.share_id != (share and share.pk):
            raise Refused(
                _("“%(label)s” was entered for another organisation. Use another name, or choose that one.")
                % {"label": there.label}
            )
    elif num_people == 0:
        raise Refused(_("How many people were there?"))
    if share is None:
        if long_list.scheme != LongList.Scheme.BALLOT:
            raise Refused(_("Say whose totals these are: shares go to organisations."))
        return
    if share.long_list_id != long_list.pk:
        raise Refused(_("That organisation has no share in this vote."))
    if share.way == Share.Way.SHEET:
        raise Refused(_("%(name)s votes by its sheet: type that.") % {"name": share.public_name})
    if 0 < num_people < FEWEST_PEOPLE and share.if_few != Share.IfFew.OPEN:
        raise Refused(
            _("Totals of fewer than five people tell too much. Type the slips of %(name)s instead.")
            % {"name": share.public_name}
        )
    if num_people and share.ballots.filter(is_counted=True).exclude(way=Ballot.Way.TALLY).exists():
        raise Refused(
            _(
                "Ballots of %(name)s are in already. Totals cannot stand beside them, as each tick would weigh as"
                " much as a whole slip: type its other slips instead."
            )
            % {"name": share.public_name}
        )
