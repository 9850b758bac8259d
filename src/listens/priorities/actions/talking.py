"""What delegates say about a proposal before the vote opens. No votes, no replies to replies: three kinds of words."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from listens.alliance.access import own_organisations
from listens.alliance.models import Organisation
from listens.core import text
from listens.core.acting import Refused, acting
from listens.core.models import Actor
from listens.priorities.actions.proposals import check_reason, must_stand
from listens.priorities.models import Contribution, Proposal
from listens.priorities.talk import is_open

MOST_WORDS = 500  # characters
MOST_OF_ONE_PROPOSAL = 5  # by one person, so that nobody talks the others down
MOST_AN_HOUR = 20


def say_of_proposal(
    actor: Actor, proposal: Proposal, organisation: Organisation, *, kind: str, words: str
) -> Contribution:
    """Say something for an organisation. The same words twice are kept once.

    Raises Refused once the vote is open, for an organisation that is not the speaker's or does not vote, for a proposal
    that was merged, for no words or too many, and for too much from one person.
    """
    area = proposal.area
    with acting(actor, "discuss_proposals", area, within=[organisation.pk]) as deed:
        words = words.strip()
        _check_speaker(actor, proposal, organisation)
        if kind not in Contribution.Kind.values:
            raise Refused(_("Say whether it is for it, a question or a worry."))
        if not words:
            raise Refused(_("Write what you want to say."))
        if problem := text.problem_with(words, longest=MOST_WORDS):
            raise Refused(problem)
        must_stand(proposal)
        Actor.objects.select_for_update().get(pk=actor.pk)
        mine = Contribution.objects.filter(by=actor)
        of_this = mine.filter(proposal=proposal, organisation=organisation)
        if same := of_this.filter(kind=kind, words=words, taken_back_at=None).first():
            deed.unchanged()
            return same
        if mine.filter(proposal=proposal).count() >= MOST_OF_ONE_PROPOSAL:
            raise Refused(
                _("You have said %(most)d things about this proposal. Leave room for others.")
                % {"most": MOST_OF_ONE_PROPOSAL}
            )
        if mine.filter(at__gt=area.now() - dt.timedelta(hours=1)).count() >= MOST_AN_HOUR:
            raise Refused(_("That is a lot in one hour. Go on a little later."))
        made = Contribution.objects.create(
            proposal=proposal, organisation=organisation, kind=kind, words=words, by=actor, at=area.now()
        )
        deed.record(made, kind=kind)
    return made


def take_back(actor: Actor, contribution: Contribution) -> None:
    """The writer takes it back, whenever: its words are gone. Raises Refused for somebody else's."""
    area = contribution.proposal.area
    with acting(actor, "discuss_proposals", area, within=[contribution.organisation_id]) as deed:
        if contribution.by_id != actor.pk:
            raise Refused(_("Only whoever wrote it can take it back."))
        if contribution.taken_back_at:
            deed.unchanged()
            return
        contribution.words, contribution.taken_back_at = "", area.now()
        contribution.save(update_fields=["words", "taken_back_at"])
        deed.record(contribution)


def hide_contribution(actor: Actor, contribution: Contribution, *, reason: str) -> Contribution:
    """An organiser hides it, with a reason that its writer reads. Raises Refused for what was taken back or hidden."""
    area = contribution.proposal.area
    with acting(actor, "hide_contributions", area, within=[contribution.proposal.round_id]) as deed:
        reason = check_reason(reason)
        if contribution.taken_back_at or contribution.hidden_at:
            raise Refused(_("It is not shown any more."))
        contribution.hidden_at, contribution.hidden_by = area.now(), actor
        contribution.hidden_why = reason
        contribution.save(update_fields=["hidden_at", "hidden_by", "hidden_why"])
        deed.record(contribution)
    return contribution


def _check_speaker(actor: Actor, proposal: Proposal, organisation: Organisation) -> None:
    if organisation.area_id != proposal.area_id or organisation.pk not in own_organisations(
        actor, proposal.area
    ):
        raise Refused(_("You can speak for your own organisation only."))
    if organisation.is_public_body:
        raise Refused(_("Public bodies are asked; before the vote they do not take part."))
    if organisation.left_on and organisation.left_on < proposal.area.today():
        raise Refused(_("%(name)s has left the alliance.") % {"name": organisation.name})
    if not is_open(proposal.round):
        raise Refused(_("The vote is open, so the talk before it is over. Vote by what you think."))
