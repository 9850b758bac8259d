"""The moments of a round: put into the diary with an agenda, and afterwards what came of them."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from listens.core import text
from listens.core.acting import Deed, Refused, acting
from listens.core.models import Actor
from listens.listening import agendas
from listens.listening.models import Moment, Round

LONGEST = 5000


def add_moment(actor: Actor, round: Round, *, kind: str, held_on: dt.date, agenda: str = "") -> Moment:
    """A moment with the agenda of its kind, unless another is given."""
    with acting(actor, "add_moment", round.area, within=[round.pk]) as deed:
        if kind not in Moment.Kind.values:
            raise Refused(_("Choose one of: %(kinds)s.") % {"kinds": ", ".join(Moment.Kind.values)})
        _check(agenda)
        moment = Moment.objects.create(
            round=round, kind=kind, held_on=held_on, agenda=agenda.strip() or agendas.agenda(kind, round)
        )
        deed.record(moment, kind=kind, held_on=held_on.isoformat())
    return moment


def change_moment(actor: Actor, moment: Moment, *, held_on: dt.date, agenda: str) -> Moment:
    """Another day or agenda, until what came of it has been written down."""
    with acting(actor, "add_moment", moment.round.area, within=[moment.round_id]) as deed:
        if moment.is_recorded:
            raise Refused(_("This moment is over: what came of it has been written down."))
        _check(agenda)
        _change(deed, moment, held_on=held_on, agenda=agenda.strip())
    return moment


def record_moment(actor: Actor, moment: Moment, *, who_came: str, decisions: str, next_step: str) -> Moment:
    """What came of it: which organisations came and how many, what was decided, and the next step."""
    with acting(actor, "record_moment", moment.round.area, within=[moment.round_id]) as deed:
        if moment.held_on > moment.round.area.today():
            raise Refused(_("This moment has not been held yet. Change its day if it was held earlier."))
        _check(who_came, decisions, next_step)
        if not who_came.strip() or not next_step.strip():
            raise Refused(_("Say at least who came and what the next step is."))
        _change(
            deed,
            moment,
            who_came=who_came.strip(),
            decisions=decisions.strip(),
            next_step=next_step.strip(),
        )
    return moment


def _check(*typed: str) -> None:
    for words in typed:
        if problem := text.problem_with(words, longest=LONGEST):
            raise Refused(problem)


def _change(deed: Deed, moment: Moment, **values: object) -> None:
    changed = sorted(field for field, value in values.items() if getattr(moment, field) != value)
    if not changed:
        deed.unchanged()
        return
    for field, value in values.items():
        setattr(moment, field, value)
    moment.save(update_fields=changed)
    deed.record(moment, changed=changed)
