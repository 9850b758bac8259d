"""Who may vote: community organisations that listened, each with one share, and what it says before the lock."""

from __future__ import annotations

from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core import text
from listens.core.acting import Refused, acting
from listens.core.models import Actor, Grant
from listens.listening.models import Conversation, Round
from listens.listening.stages import gate
from listens.methods.priorities.weights import NO_ORGANISATION
from listens.priorities.actions.long_list import must_be
from listens.priorities.locking import SIZED
from listens.priorities.long_lists import State
from listens.priorities.models import LongList, Share
from listens.priorities.sealing import FEW, LEAST_PSEUDONYMS

MOST_DELEGATES = 500
MOST_PEOPLE = 10_000_000


def add_share(
    actor: Actor,
    long_list: LongList,
    organisation: Organisation,
    *,
    size: int = 1,
    way: str = Share.Way.SLIPS,
    num_delegates: int = 0,
    if_few: str = Share.IfFew.NOT_SAID,
    why: str = "",
) -> Share:
    """Let an organisation vote, or change how. `why` is needed, and public, when it has not listened in the round.

    Raises Refused for a public body, an organisation of another area or that has not listened, and after the lock.
    """
    round_ = long_list.round
    with acting(
        actor, "set_up_vote", long_list.area, within=[round_.pk], gate=gate(round_, "priorities")
    ) as deed:
        must_be(long_list, State.DRAFT)
        _check_organisation(long_list, organisation, why)
        if way not in Share.Way.values or if_few not in Share.IfFew.values:
            raise Refused(_("Choose from the list how it votes and what is shown if it has few ballots."))
        if not 0 <= num_delegates <= MOST_DELEGATES:
            raise Refused(_("Send at most %(most)d delegates.") % {"most": MOST_DELEGATES})
        if size > MOST_PEOPLE:
            raise Refused(_("Type how many people are in it: 1 to %(most)d.") % {"most": MOST_PEOPLE})
        said = {
            "public_name": organisation.name,
            "size": max(1, size),
            "way": way,
            "num_delegates": num_delegates if way == Share.Way.SLIPS else 0,
            "if_few": if_few,
            "why": why.strip(),
        }
        share, is_new = Share.objects.get_or_create(
            long_list=long_list, organisation=organisation, defaults=said
        )
        if not is_new and all(getattr(share, name) == value for name, value in said.items()):
            deed.unchanged()
        else:
            for name, value in said.items():
                setattr(share, name, value)
            share.save()
            deed.record(share)
    return share


def add_shares_of_listeners(actor: Actor, long_list: LongList) -> int:
    """A share for every community organisation that listened in this round; returns how many are new."""
    round_ = long_list.round
    with acting(
        actor, "set_up_vote", long_list.area, within=[round_.pk], gate=gate(round_, "priorities")
    ) as deed:
        must_be(long_list, State.DRAFT)
        heard = Conversation.objects.filter(round=round_).accepted().values("organisation")
        listened = Organisation.objects.community().filter(area=long_list.area, pk__in=heard)
        fresh = listened.exclude(pk__in=long_list.shares.values("organisation"))
        made = [
            Share(long_list=long_list, organisation=each, public_name=each.name)
            for each in fresh.order_by("name_key")
        ]
        Share.objects.bulk_create(made)
        if made:
            deed.record(long_list, shares=len(made))
        else:
            deed.unchanged()
    return len(made)


def has_listened(round: Round, organisation: Organisation) -> bool:
    return Conversation.objects.filter(round=round, organisation=organisation).accepted().exists()


def expects_few(share: Share) -> bool:
    """Whether fewer than five ballots are to come from it: one sheet, or fewer than five delegates."""
    return share.way == Share.Way.SHEET or share.num_delegates < FEW


def check_shares(long_list: LongList) -> None:
    """Raises Refused while an organisation has still to say something before the vote can be locked."""
    shares = list(long_list.shares.order_by("public_name"))
    if not shares and long_list.scheme != LongList.Scheme.BALLOT:
        raise Refused(_("Say which organisations have a share before you lock the vote."))
    hidden = [share for share in shares if share.if_few != Share.IfFew.OPEN]
    if hidden and long_list.scheme in SIZED:
        raise Refused(
            _(
                "Shares by size tell which organisation it is, so nobody can stand under another name."
                " Ask %(name)s whether its ballots may be shown under its own name, or choose another way of sharing."
            )
            % {"name": hidden[0].public_name}
        )
    if hidden and len(shares) < LEAST_PSEUDONYMS:
        raise Refused(
            _(
                "With fewer than three organisations it can be worked out who is behind another name."
                " Ask %(name)s whether its ballots may be shown under its own name."
            )
            % {"name": hidden[0].public_name}
        )
    silent = [share for share in hidden if expects_few(share) and share.if_few == Share.IfFew.NOT_SAID]
    if silent:
        raise Refused(
            _(
                "%(name)s will have fewer than five ballots. Ask it whether they are shown under its own name or"
                " under another one."
            )
            % {"name": silent[0].public_name}
        )


def give_actor(actor: Actor, long_list: LongList) -> None:
    """All slips of the vote act as one: an actor for each organisation would tell, by the audit and a receipt, how many
    ballots it has, and so which pseudonym."""
    voter = Actor.objects.create(kind=Actor.Kind.CODE)
    Grant.objects.create(
        actor=voter,
        area=long_list.area,
        role="voter",
        scope=Grant.Scope.ROUND,
        scope_id=long_list.round_id,
        granted_by=actor,
    )
    long_list.shares.update(actor=voter)


def _check_organisation(long_list: LongList, organisation: Organisation, why: str) -> None:
    if organisation.is_public_body:
        raise Refused(_("Public bodies are asked; they speak but do not vote."))
    if organisation.area_id != long_list.area_id:
        raise Refused(_("That organisation belongs to another area."))
    if problem := text.problem_with(why, longest=200):
        raise Refused(problem)
    _check_name(long_list, organisation)
    if not why.strip() and not has_listened(long_list.round, organisation):
        raise Refused(
            _(
                "%(organisation)s has no accepted conversation in %(round)s. If it may vote all the same, write in a"
                " sentence why: everybody will read it."
            )
            % {"organisation": organisation, "round": long_list.round}
        )


def _check_name(long_list: LongList, organisation: Organisation) -> None:
    """Ballots are told apart by the name their organisation goes by in public."""
    if organisation.name == NO_ORGANISATION:
        raise Refused(_("Ballots of nobody go by that name. Give the organisation another name first."))
    others = long_list.shares.exclude(organisation=organisation)
    if others.filter(public_name=organisation.name).exists():
        raise Refused(
            _("Another organisation had the name %(name)s when it got its share. Keep its share again first.")
            % {"name": organisation.name}
        )
