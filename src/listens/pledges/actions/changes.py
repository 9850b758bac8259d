"""A new date or wording: asked for by the owner, counted only once the community side accepts."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from listens.assembly.words import any_day, taken
from listens.core.acting import Refused
from listens.core.models import Actor
from listens.pledges.adding import adding, not_an_owner
from listens.pledges.models import Amendment, Pledge, PledgeRow


def ask_for_change(
    actor: Actor,
    pledge: Pledge,
    *,
    reason: str,
    due_on: dt.date | None = None,
    wording: str = "",
    seen_seq: int | None = None,
) -> Amendment:
    """Ask for a new date, a new wording or both. The clock runs on until it is accepted."""
    with adding(actor, "ask_for_change", pledge, seen_seq) as addition:
        if any(not change.is_answered for change in addition.pledge.changes()):
            raise Refused(_("A change is waiting for its answer already."))
        wording = taken(wording, "", needed=False)
        if due_on is None and not wording:
            raise Refused(_("Give a new date or a new wording."))
        return addition.row(
            PledgeRow.Kind.AMENDMENT,
            lambda row: Amendment.objects.create(
                row=row,
                due_on=any_day(due_on, after=pledge.spoken_on) if due_on else None,
                wording=wording,
                reason=taken(reason, _("why it has to change"), longest=300),
                asked_on=addition.pledge.area.today(),
            ),
        )


def accept_change(actor: Actor, amendment: Amendment, *, seen_seq: int | None = None) -> Amendment:
    """From today the new date or wording counts; the first stays beside it."""
    with adding(actor, "answer_change", amendment.row.pledge, seen_seq) as addition:
        not_an_owner(actor, addition.pledge)
        change = _waiting(amendment)
        change.accepted_on, change.accepted_by = addition.pledge.area.today(), actor
        change.save()
        return addition.row(PledgeRow.Kind.ACCEPTED, lambda row: change, of=change.row.seq)


def refuse_change(
    actor: Actor, amendment: Amendment, *, reason: str, seen_seq: int | None = None
) -> Amendment:
    """The first date or wording goes on counting."""
    with adding(actor, "answer_change", amendment.row.pledge, seen_seq) as addition:
        not_an_owner(actor, addition.pledge)
        change = _waiting(amendment)
        change.refused_on = addition.pledge.area.today()
        change.refusal = taken(reason, _("why the change is not accepted"), longest=300)
        change.save()
        return addition.row(PledgeRow.Kind.REFUSED, lambda row: change, of=change.row.seq)


def _waiting(amendment: Amendment) -> Amendment:
    change = Amendment.objects.select_related("row").get(pk=amendment.pk)
    if change.is_answered:
        raise Refused(_("This change has its answer already."))
    return change
