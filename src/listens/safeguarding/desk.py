"""The lines of the staff desk for those who answer when somebody is at risk."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.alliance.access import own_organisations
from listens.core import access, desk
from listens.core.models import Actor, Area
from listens.safeguarding import fetch
from listens.safeguarding.leads import LEAD, leads
from listens.safeguarding.models.ringing import CHECKED_FOR
from listens.safeguarding.presenters import address, age_words


@desk.offers
def lines(actor: Actor, area: Area) -> Iterator[desk.Line]:
    own = own_organisations(actor, area)
    if LEAD in access.roles_of(actor, area):
        waiting = list(fetch.open_alarms(actor, area).order_by("raised_at"))
        unanswered = [one for one in waiting if not one.state]
        detail = ngettext("%(n)d waits", "%(n)d wait", len(waiting)) % {"n": len(waiting)} if waiting else ""
        if unanswered:
            detail += ". " + _("Not answered for %(age)s") % {"age": age_words(unanswered[0])}
        yield desk.line(
            actor,
            area,
            "see_alarms",
            _("Flags and reports"),
            address(area, "alarms"),
            within=own,
            detail=detail,
            due_on=area.today() if unanswered else None,
        )
    if not access.can(actor, "keep_numbers", area, within=own) or not fetch.organisations(actor, area):
        return
    numbers = fetch.ring_numbers(actor, area)
    owed = [one for one in numbers if one.is_owed(area.today())]
    yield desk.line(
        actor,
        area,
        "keep_numbers",
        _("Numbers to ring when somebody is at risk"),
        address(area, "ring_numbers"),
        within=own,
        detail=_detail(len(numbers), len(owed), has_lead=bool(leads(area))),
        due_on=min(
            (one.last_checked + CHECKED_FOR if one.last_checked else area.today() for one in owed),
            default=None if numbers else area.today(),
        ),
    )


def _detail(num: int, owed: int, *, has_lead: bool) -> str:
    said = []
    if not has_lead:
        said.append(_("No safeguarding lead is named for the area."))
    if not num:
        said.append(_("None is written down yet."))
    elif owed:
        words = ngettext("%(n)d was not rung for 90 days.", "%(n)d were not rung for 90 days.", owed)
        said.append(words % {"n": owed})
    return " ".join(said)
