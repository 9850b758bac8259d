"""Numbers to ring: the area's and each organisation's own, rung again so that they are right on the day."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core import text
from listens.core.acting import Refused, acting
from listens.core.models import Actor, Area
from listens.safeguarding.models import AlarmClock, RingNumber

LONGEST = {"name": 120, "telephone": 40, "hours": 120, "purpose": 200}
SHORTEST_WAIT, LONGEST_WAIT = 5, 1440


def add_number(actor: Actor, area: Area, organisation: Organisation | None, **details: Any) -> RingNumber:
    """`details`: name, telephone, hours, purpose, position. Nobody has rung it yet: the page says so."""
    with acting(actor, "keep_numbers", area, within=_within(organisation)) as deed:
        if organisation and organisation.area_id != area.pk:
            raise Refused(_("This organisation is not part of %(area)s.") % {"area": area.name})
        number = RingNumber.objects.create(area=area, organisation=organisation, **_clean(details))
        deed.record(number)
    return number


def change_number(actor: Actor, number: RingNumber, **details: Any) -> RingNumber:
    """Another telephone number has to be rung again before it counts as checked."""
    with acting(actor, "keep_numbers", number.area, within=_within(number.organisation)) as deed:
        wanted = _clean(details)
        changed = sorted(name for name, value in wanted.items() if getattr(number, name) != value)
        for name in changed:
            setattr(number, name, wanted[name])
        if "telephone" in changed:
            number.last_checked, number.checked_by = None, None
        number.save()
        if changed:
            deed.record(number, changed=changed)
        else:
            deed.unchanged()
    return number


def check_number(actor: Actor, number: RingNumber) -> RingNumber:
    """This person rang it today, and the right person answered."""
    with acting(actor, "keep_numbers", number.area, within=_within(number.organisation)) as deed:
        number.last_checked, number.checked_by = number.area.today(), actor
        number.save(update_fields=["last_checked", "checked_by"])
        deed.record(number, checked=number.last_checked.isoformat())
    return number


def remove_number(actor: Actor, number: RingNumber) -> None:
    with acting(actor, "keep_numbers", number.area, within=_within(number.organisation)) as deed:
        deed.record(number, removed=True)
        number.delete()


def set_clock(actor: Actor, area: Area, *, leads_after: int, everybody_after: int) -> AlarmClock:
    """How many minutes an unanswered report waits before the area's leads, and before everybody, are called."""
    with acting(actor, "set_alarm_clock", area) as deed:
        if not SHORTEST_WAIT <= leads_after < everybody_after <= LONGEST_WAIT:
            raise Refused(
                _("Choose from %(least)d to %(most)d minutes; organisers are called after the leads.")
                % {"least": SHORTEST_WAIT, "most": LONGEST_WAIT}
            )
        clock, _is_new = AlarmClock.objects.update_or_create(
            area=area, defaults={"leads_after": leads_after, "everybody_after": everybody_after}
        )
        deed.record(clock, leads_after=leads_after, everybody_after=everybody_after)
    return clock


def _within(organisation: Organisation | None) -> list[Any]:
    return [organisation.pk] if organisation else []


def _clean(details: dict[str, Any]) -> dict[str, Any]:
    kept = {name: str(details.get(name, "")).strip() for name in LONGEST}
    for name, longest in LONGEST.items():
        if problem := text.problem_with(kept[name], longest=longest):
            raise Refused(problem)
    if not kept["name"]:
        raise Refused(_("Say who answers: a person, a post or a service."))
    if sum(character.isdigit() for character in kept["telephone"]) < 3:
        raise Refused(_("This telephone number is not complete. Check it and try again."))
    return kept | {"position": details.get("position") or 1}
