"""The one way to proposals, the long-list and its ballots: fetched and authorised within the area."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404

from listens.alliance.access import own_things
from listens.alliance.models import Organisation
from listens.core import access
from listens.core.models import Actor, Area
from listens.listening.models import Round
from listens.listening.round_fetch import rounds
from listens.priorities.long_lists import State, with_state
from listens.priorities.models import Contribution, LongList, Proposal, Result, Share, VotingSlip


def fetch_round(actor: Actor | None, area: Area, slug: str) -> Round:
    """The round, for somebody who may see its long-list; a stranger gets the 404 of a missing one."""
    found = rounds(area).filter(slug=slug).first()
    if found is None or actor is None:
        raise Http404
    if not access.can(actor, "read_long_list", area, within=[found.pk, *own_things(actor, area)]):
        raise Http404
    return found


def fetch_proposal(actor: Actor | None, area: Area, pk: UUID) -> Proposal:
    found = Proposal.objects.filter(area=area, pk=pk).select_related("round__area", "area").first()
    if found is None:
        raise Http404
    fetch_round(actor, area, found.round.slug)
    return found


def fetch_in_round(round: Round, typed: str) -> Proposal:
    """A proposal of a round that the person may see, by the id that a page sent."""
    try:
        pk = UUID(typed)
    except ValueError:
        raise Http404
    found = Proposal.objects.filter(round=round, pk=pk).select_related("round__area", "area").first()
    if found is None:
        raise Http404
    return found


def fetch_own_organisation(actor: Actor | None, area: Area, pk: UUID) -> Organisation:
    """For its own people: what became of its proposals."""
    found = Organisation.objects.filter(area=area, pk=pk).select_related("area").first()
    if found is None or not access.can(actor, "see_own_reasons", area, within=[pk]):
        raise Http404
    return found


def fetch_contribution(area: Area, pk: UUID) -> Contribution:
    """For a view that has asked its verb."""
    found = Contribution.objects.filter(proposal__area=area, pk=pk, taken_back_at=None)
    row = found.select_related("proposal__round__area", "proposal__area", "organisation").first()
    if row is None:
        raise Http404
    return row


def fetch_own_contribution(actor: Actor | None, area: Area, pk: UUID) -> Contribution:
    """One that this person wrote."""
    found = fetch_contribution(area, pk)
    if actor is None or found.by_id != actor.pk:
        raise Http404
    access.require(actor, "discuss_proposals", area, within=[found.organisation_id])
    return found


def long_list_of(round: Round) -> LongList | None:
    return LongList.objects.filter(round=round).select_related("round__area", "area").first()


def fetch_long_list(actor: Actor | None, area: Area, slug: str) -> LongList:
    found = long_list_of(fetch_round(actor, area, slug))
    if found is None:
        raise Http404
    return found


def shares(long_list: LongList) -> list[tuple[Share, int]]:
    """Who may vote, and how many ballots came from each."""
    found = Share.objects.filter(long_list=long_list).select_related("organisation")
    num = Count("ballots", filter=Q(ballots__is_counted=True))
    return [(share, share.num) for share in found.annotate(num=num).order_by("public_name")]


def fetch_share(long_list: LongList, pk: str) -> Share:
    try:
        found = Share.objects.filter(long_list=long_list, pk=UUID(pk)).select_related("long_list").first()
    except ValueError:
        found = None
    if found is None:
        raise Http404
    found.long_list = long_list
    return found


def packs(long_list: LongList) -> list[tuple[Share, list[VotingSlip]]]:
    """Of each organisation that votes by slips: those that were made for it, in the order of their numbers."""
    made: dict[UUID, list[VotingSlip]] = {}
    for slip in VotingSlip.objects.filter(long_list=long_list).order_by("number"):
        made.setdefault(slip.share_id, []).append(slip)
    shares_ = Share.objects.filter(long_list=long_list, way=Share.Way.SLIPS).order_by("public_name")
    return [(share, made.get(share.pk, [])) for share in shares_]


def vote_to_join(area: Area) -> LongList | None:
    """The vote that somebody with a slip may have come for: one that is open, else locked, else the newest closed."""
    begun = with_state(LongList.objects.filter(area=area).exclude(lock_digest=""))
    lists = list(begun.select_related("round").order_by("-round__number"))
    for states in ({State.OPEN}, {State.LOCKED}, {State.CLOSED, State.COUNTED}):
        found: LongList | None = next((each for each in lists if each.state in states), None)
        if found is not None:
            return found
    return None


def has_sheets(long_list: LongList) -> bool:
    return Share.objects.filter(long_list=long_list, way=Share.Way.SHEET).exists()


def newest_result(long_list: LongList) -> Result | None:
    return Result.objects.filter(long_list=long_list).order_by("-seq").first()
