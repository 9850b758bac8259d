"""Writing proposals from themes."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core import text
from listens.core.acting import Refused, acting
from listens.core.models import Actor
from listens.listening.models import Round
from listens.listening.stages import gate
from listens.priorities.models import LongList, Proposal, ProposalMerge
from listens.sensemaking.models import Theme


def write_proposal(
    actor: Actor,
    round: Round,
    *,
    reference: str,
    title: str,
    summary: str = "",
    decided_by: str = "",
    themes: Iterable[Theme] = (),
    organisations: Iterable[Organisation] = (),
) -> Proposal:
    """Raises Refused for a reference that is taken or that no file of ballots can hold, for no title, and for a theme
    or an organisation of another area.
    """
    with acting(
        actor, "write_proposals", round.area, within=[round.pk], gate=gate(round, "priorities")
    ) as deed:
        themes, organisations = list(themes), list(organisations)
        _check(reference, title, summary, decided_by)
        _check_reference(round, reference)
        _check_area(round, themes, organisations)
        proposal = Proposal.objects.create(
            area=round.area,
            round=round,
            reference=reference,
            title=title,
            summary=summary,
            decided_by=decided_by,
        )
        proposal.themes.set(themes)
        proposal.organisations.set(organisations)
        deed.record(proposal)
    return proposal


def change_proposal(
    actor: Actor,
    proposal: Proposal,
    *,
    title: str,
    summary: str,
    decided_by: str,
    themes: Iterable[Theme],
    organisations: Iterable[Organisation] | None = None,
) -> Proposal:
    """Rewrite a proposal; without `organisations` those concerned stay. Raises Refused once its list is locked."""
    round_ = proposal.round
    with acting(
        actor, "write_proposals", proposal.area, within=[round_.pk], gate=gate(round_, "priorities")
    ) as deed:
        if proposal.long_lists.exclude(lock_digest="").exists():
            raise Refused(_("The long-list is locked, so its proposals cannot be changed any more."))
        themes = list(themes)
        _check(proposal.reference, title, summary, decided_by)
        _check_area(round_, themes, organisations or ())
        proposal.title, proposal.summary, proposal.decided_by = title, summary, decided_by
        proposal.save(update_fields=["title", "summary", "decided_by"])
        proposal.themes.set(themes)
        if organisations is not None:
            proposal.organisations.set(organisations)
        deed.record(proposal)
    return proposal


def hold_unlocked(round: Round) -> None:
    """Nobody else changes what is on the round's list until this transaction ends. Raises Refused once it is locked."""
    Round.objects.select_for_update().get(pk=round.pk)
    long_list = LongList.objects.select_for_update().filter(round=round).first()
    if long_list and long_list.lock_digest:
        raise Refused(_("The long-list is locked. What is on it cannot be changed any more."))


def must_stand(proposal: Proposal) -> None:
    """Raises Refused, naming where it went, for a proposal that was merged into another."""
    newest = ProposalMerge.objects.filter(proposal=proposal).select_related("into").order_by("-seq").first()
    if newest and newest.into:
        raise Refused(
            _("“%(it)s” is now part of “%(into)s”. Go to that one, or undo the merge first.")
            % {"it": proposal.title, "into": newest.into.title}
        )


def check_reason(reason: str) -> str:
    """The reason as it is kept. Raises Refused for none."""
    if not reason.strip():
        raise Refused(_("Give the reason in a sentence: people will ask."))
    if problem := text.problem_with(reason, longest=300):
        raise Refused(problem)
    return reason.strip()


def _check_reference(round: Round, reference: str) -> None:
    """In files of ballots references stand with marks between them, and typed ones are read as `text.key` does."""
    if reference != " ".join(reference.split()) or any(mark in reference for mark in "|,;"):
        raise Refused(_("Write the reference without comma, semicolon, | or a space at its ends."))
    taken = Proposal.objects.filter(round=round).values_list("reference", flat=True)
    if text.key(reference) in map(text.key, taken):
        raise Refused(_("The reference “%(it)s” is taken. Choose another one.") % {"it": reference})


def _check(reference: str, title: str, summary: str, decided_by: str) -> None:
    if not reference.strip() or not title.strip():
        raise Refused(_("Give the proposal a reference and a title."))
    for words, most in ((reference, 40), (title, 150), (summary, 5000), (decided_by, 200)):
        if problem := text.problem_with(words, longest=most):
            raise Refused(problem)


def _check_area(round: Round, themes: Iterable[Theme], organisations: Iterable[Organisation]) -> None:
    if any(theme.area_id != round.area_id for theme in themes):
        raise Refused(_("That theme belongs to another area."))
    if any(each.area_id != round.area_id for each in organisations):
        raise Refused(_("That organisation belongs to another area."))
