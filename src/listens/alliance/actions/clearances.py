"""Writing down that somebody may be with children."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from listens.alliance.models import Clearance, Person
from listens.core.acting import Refused, acting
from listens.core.models import Actor

LONGEST = dt.timedelta(days=3 * 366)  # a check says nothing about the years after it


def record_clearance(actor: Actor, person: Person, *, seen_on: dt.date, runs_until: dt.date) -> Clearance:
    """Somebody saw this person's certificate on that day. Raises Refused for days that cannot be."""
    area = person.area
    with acting(actor, "record_clearance", area, within=[person.organisation_id]) as deed:
        if person.left_on:
            raise Refused(_("This person acts no more for the organisation."))
        if seen_on > area.today():
            raise Refused(_("See the certificate first, then write down the day."))
        if not seen_on <= runs_until <= seen_on + LONGEST:
            raise Refused(_("A check is trusted for three years at most from the day it was seen."))
        clearance = Clearance.objects.create(person=person, seen_on=seen_on, runs_until=runs_until)
        deed.record(clearance, person=str(person.pk), until=runs_until.isoformat())
    return clearance
