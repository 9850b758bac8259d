"""A promise is made out of an answer, or by a community organisation of its own will; its owner confirms it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Max
from django.utils.translation import gettext as _

from listens.alliance.models import Office, Organisation, Person
from listens.assembly.models import Answer, Ask
from listens.assembly.words import any_day, past_day, taken
from listens.core.acting import Refused, acting
from listens.core.models import Actor, Area
from listens.pledges.adding import Addition, adding
from listens.pledges.judging import must_judge
from listens.pledges.models import CoLead, Confirmation, Pledge, PledgeOwner, PledgeRow

Owner = Office | Organisation


def make_pledge(
    actor: Actor,
    area: Area,
    *,
    title: str,
    wording: str,
    spoken_on: dt.date,
    owners: Sequence[Owner],
    due_on: dt.date | None = None,
    ask: Ask | None = None,
    answer: Answer | None = None,
    measure_words: str = "",
    source: str = "",
    co_leads: Sequence[Person] = (),
    is_lead_known: bool = True,
    spoken_in_words: str = "",
    due_in_words: str = "",
) -> Pledge:
    """Write down a promise in the exact words it was given in. The first of `owners` leads.

    A public body's promise comes from its yes or yes-if to an ask; a community organisation's needs no ask.
    `is_lead_known=False` is for promises of the past whose lead was never published.
    """
    with acting(actor, "make_pledge", area) as deed:
        area = Area.objects.select_for_update().get(pk=area.pk)  # numbers are given one after another
        organisations = _owning(area, owners)
        if ask and not answer:
            answer = _answer_of(ask, owners)
        if answer:
            ask = _ask_of(answer, ask, owners, area)
        elif not actor.is_system and any(body.is_public_body for body in organisations):
            raise Refused(_("A public body's promise comes from its answer to an ask. Choose the answer."))
        pledge = Pledge(
            area=area,
            number=(area.pledges.aggregate(most=Max("number"))["most"] or 0) + 1,
            ask=ask,
            answer=answer,
            title=taken(title, _("a title"), longest=150),
            wording=taken(
                wording or (answer.words if answer else ""), _("what was promised, in the exact words")
            ),
            measure_words=taken(measure_words, "", longest=300, needed=False),
            spoken_on=past_day(area, spoken_on),
            spoken_in_words=taken(spoken_in_words, "", longest=60, needed=False),
            due_on=any_day(due_on, after=spoken_on) if due_on else None,
            due_in_words=taken(due_in_words, "", longest=60, needed=False),
            source=taken(source, "", longest=300, needed=False),
        )
        pledge.save()
        _own(pledge, owners, is_lead_known or len(owners) == 1)
        for person in dict.fromkeys(co_leads):
            must_judge(person, pledge)
            CoLead.objects.create(pledge=pledge, person=person)
        Addition(deed, pledge, 0).row(PledgeRow.Kind.SPOKEN, lambda row: pledge)
    return pledge


def confirm_pledge(
    actor: Actor,
    pledge: Pledge,
    *,
    words: str,
    route: str = "",
    confirmed_on: dt.date | None = None,
    seen_seq: int | None = None,
) -> Confirmation:
    """The owner's own confirmation beside the spoken words, with the meeting or board that agreed it. Once."""
    with adding(actor, "confirm_pledge", pledge, seen_seq) as addition:
        if addition.pledge.confirmation():
            raise Refused(_("This promise is confirmed already. To change it, ask for a change."))
        return addition.row(
            PledgeRow.Kind.CONFIRMED,
            lambda row: Confirmation.objects.create(
                row=row,
                words=taken(words, _("what the owner confirms")),
                route=taken(route, "", longest=150, needed=False),
                confirmed_on=past_day(addition.pledge.area, confirmed_on, after=pledge.spoken_on),
            ),
        )


def _owning(area: Area, owners: Sequence[Owner]) -> list[Organisation]:
    if not owners:
        raise Refused(_("A promise needs an owner: the office or organisation that made it."))
    if len(set(owners)) != len(owners):
        raise Refused(_("An owner is named twice."))
    if any(owner.area_id != area.pk for owner in owners):
        raise Refused(_("That owner belongs to another area."))
    return [owner.organisation if isinstance(owner, Office) else owner for owner in owners]


def _own(pledge: Pledge, owners: Sequence[Owner], is_lead_known: bool) -> None:
    for number, owner in enumerate(owners):
        PledgeOwner.objects.create(
            pledge=pledge,
            office=owner if isinstance(owner, Office) else None,
            organisation=owner.organisation if isinstance(owner, Office) else owner,
            is_lead=is_lead_known and number == 0,
        )


def _answer_of(ask: Ask, owners: Sequence[Owner]) -> Answer:
    """The newest yes or yes-if to this ask by one of the owners, the lead's first."""
    said = {slot.office_id: slot.answer for slot in ask.addressees.prefetch_related("answers")}
    answers = [said.get(owner.pk) for owner in owners]
    found = next((answer for answer in answers if answer and answer.is_promise), None)
    if found is None:
        raise Refused(_("None of these offices has said yes to this ask."))
    return found


def _ask_of(answer: Answer, ask: Ask | None, owners: Sequence[Owner], area: Area) -> Ask:
    slot = answer.addressee
    if slot.ask.area_id != area.pk or (ask and ask.pk != slot.ask_id):
        raise Refused(_("That answer is to another ask."))
    if slot.answer and slot.answer.pk != answer.pk:
        raise Refused(_("That answer was corrected since. Choose the newest one."))
    if not answer.is_promise:
        raise Refused(_("Only a yes, or a yes with a condition, is a promise."))
    if not any(owner.pk in (slot.office_id, slot.office.organisation_id) for owner in owners):
        raise Refused(_("The office that answered must be among the owners."))
    return slot.ask
