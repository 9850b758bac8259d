"""Cutting an ask that can be won, saying who is asked, and writing down what delegates decide."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from listens.alliance.models import Office
from listens.assembly.models import Addressee, Ask, AskStep, Assembly
from listens.assembly.winnability import must_be_carried, must_be_winnable
from listens.assembly.words import past_day, taken
from listens.core.access import Decision
from listens.core.acting import Refused, Stale, acting
from listens.core.models import Actor
from listens.listening import stages
from listens.listening.models import Round
from listens.priorities.models import Proposal


def asks_open(round: Round, on: dt.date | None) -> Decision:
    return stages.gate(round, "asks", on=on)


def cut_ask(
    actor: Actor,
    round: Round,
    *,
    proposal: Proposal | None,
    reference: str,
    title: str,
    wording: str,
    is_specific: bool = False,
    has_decision_maker: bool = False,
    is_yes_or_no: bool = False,
    is_within_the_time: bool = False,
    source: str = "",
    on: dt.date | None = None,
) -> Ask:
    """A new draft. Its winnability test may still fail: delegates ratify it only once it passes."""
    with acting(actor, "cut_ask", round.area, within=[round.pk], gate=asks_open(round, on)) as deed:
        ask = Ask(area=round.area, round=round)
        _fill(ask, proposal, reference, title, wording, source)
        ask.is_specific, ask.has_decision_maker = is_specific, has_decision_maker
        ask.is_yes_or_no, ask.is_within_the_time = is_yes_or_no, is_within_the_time
        _save(ask)
        AskStep.objects.create(
            ask=ask, seq=1, state=AskStep.State.DRAFT, by=actor, on=past_day(round.area, on)
        )
        deed.record(ask, reference=ask.reference)
    return ask


def edit_ask(
    actor: Actor,
    ask: Ask,
    *,
    proposal: Proposal | None,
    reference: str,
    title: str,
    wording: str,
    is_specific: bool,
    has_decision_maker: bool,
    is_yes_or_no: bool,
    is_within_the_time: bool,
    source: str = "",
    on: dt.date | None = None,
) -> Ask:
    """Change a draft, or one that delegates sent back. Raises Refused once it is ratified."""
    with acting(actor, "edit_ask", ask.area, within=[ask.round_id], gate=asks_open(ask.round, on)) as deed:
        ask = _locked(ask)
        _must_be_editable(ask)
        _fill(ask, proposal, reference, title, wording, source)
        ask.is_specific, ask.has_decision_maker = is_specific, has_decision_maker
        ask.is_yes_or_no, ask.is_within_the_time = is_yes_or_no, is_within_the_time
        _save(ask)
        deed.record(ask, reference=ask.reference)
    return ask


def address_ask(
    actor: Actor, ask: Ask, office: Office, assembly: Assembly | None = None, *, on: dt.date | None = None
) -> Addressee:
    """Say that this office is asked; with an assembly, that the ask is put to it there.

    Who is asked is part of what delegates ratify, so a new office needs a draft; an assembly needs a ratified ask.
    """
    with acting(actor, "address_ask", ask.area, within=[ask.round_id], gate=asks_open(ask.round, on)) as deed:
        ask = _locked(ask)
        if office.area_id != ask.area_id or (assembly and assembly.area_id != ask.area_id):
            raise Refused(_("That office or assembly belongs to another area."))
        is_known = ask.addressees.filter(office=office).exists()
        if not is_known:
            _must_be_editable(ask)
        if assembly and not ask.is_ratified:
            raise Refused(_("Delegates ratify an ask before it goes on the running order."))
        addressee, is_new = (
            place(ask, office, assembly)
            if assembly
            else Addressee.objects.get_or_create(ask=ask, office=office, assembly=None)
        )
        if is_new:
            deed.record(addressee)
        else:
            deed.unchanged()
    return addressee


def place(ask: Ask, office: Office, assembly: Assembly) -> tuple[Addressee, bool]:
    """The slot of this office at this assembly and whether it is new: a slot that is on no running order is used up."""
    if there := Addressee.objects.filter(ask=ask, office=office, assembly=assembly).first():
        return there, False
    addressee = Addressee.objects.filter(ask=ask, office=office, assembly=None).first() or Addressee(
        ask=ask, office=office
    )
    addressee.assembly = assembly
    addressee.position = max((slot.position or 0 for slot in assembly.addressees.all()), default=0) + 1
    addressee.save()
    return addressee, True


def stop_addressing(actor: Actor, addressee: Addressee, *, on: dt.date | None = None) -> None:
    """Take an office off a draft."""
    ask = addressee.ask
    with acting(actor, "address_ask", ask.area, within=[ask.round_id], gate=asks_open(ask.round, on)) as deed:
        _must_be_editable(_locked(ask))
        if addressee.transcripts.exists() or addressee.answers.exists():
            raise Refused(_("This office has already been asked. What it answered stays."))
        deed.record(addressee, office=str(addressee.office_id))
        addressee.delete()


def decide_ask(
    actor: Actor,
    ask: Ask,
    *,
    state: str,
    num_for: int | None = None,
    num_against: int | None = None,
    reason: str = "",
    on: dt.date | None = None,
    seen_seq: int | None = None,
) -> AskStep:
    """Ratified, sent back, held back or opened again.

    To ratify needs the whole winnability test, somebody who is asked, and more delegates for than against (or,
    where no count was kept, how it was agreed).
    """
    with acting(actor, "decide_ask", ask.area, within=[ask.round_id], gate=asks_open(ask.round, on)) as deed:
        ask = _locked(ask)
        if seen_seq is not None and seen_seq != ask.last_seq:
            raise Stale(_("Somebody else decided on this ask in the meantime. Look at it again."))
        if state not in AskStep.State.values:
            raise Refused(_("Choose one of: %(states)s.") % {"states": ", ".join(AskStep.State.values)})
        if state == ask.state:
            raise Refused(_("The ask is already there: %(state)s.") % {"state": ask.state_words.lower()})
        if any(addressee.answer for addressee in ask.addressees.prefetch_related("answers")):
            raise Refused(_("This ask has been answered. Cut a new one."))
        reason = taken(
            reason, _("a reason"), longest=300, needed=state in (AskStep.State.REWORK, AskStep.State.HELD)
        )
        if state == AskStep.State.RATIFIED:
            must_be_winnable(ask)
            must_be_carried(num_for, num_against, reason)
        step = AskStep.objects.create(
            ask=ask,
            seq=ask.last_seq + 1,
            state=state,
            num_for=num_for,
            num_against=num_against,
            reason=reason,
            by=actor,
            on=past_day(ask.area, on),
        )
        deed.record(ask, state=state, seq=step.seq)
    return step


def _must_be_editable(ask: Ask) -> None:
    if not ask.can_be_edited:
        raise Refused(_("Delegates have decided on this ask. To change it, they send it back first."))


def _locked(ask: Ask) -> Ask:
    return Ask.objects.select_for_update(of=("self",)).select_related("area", "round").get(pk=ask.pk)


def _fill(ask: Ask, proposal: Proposal | None, reference: str, title: str, wording: str, source: str) -> None:
    if proposal and proposal.round_id != ask.round_id:
        raise Refused(_("That priority belongs to another round."))
    ask.proposal = proposal
    ask.reference = taken(reference, _("a short reference, like 3.1"), longest=20)
    ask.title = taken(title, _("a title"), longest=150)
    ask.wording = taken(wording, _("what is asked, in the exact words"))
    ask.source = taken(source, _("the source"), longest=300, needed=False)


def _save(ask: Ask) -> None:
    try:
        with transaction.atomic():
            ask.save()
    except IntegrityError:
        raise Refused(_("There is an ask with the reference %(ref)s already.") % {"ref": ask.reference})
