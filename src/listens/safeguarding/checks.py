"""What `listens check` looks at in this room."""

from __future__ import annotations

from collections.abc import Iterator

from listens.core import checks
from listens.core.models import Area
from listens.core.sealing import CannotOpen
from listens.listening.models import Round
from listens.safeguarding.actions.reports import content_of
from listens.safeguarding.leads import leads
from listens.safeguarding.models import RingNumber, RiskReport


def covered() -> Iterator[str]:
    """An area that listens has somebody who answers, and a number to ring."""
    listening = Round.objects.filter(opened_on__isnull=False).values("area")
    for area in Area.objects.filter(pk__in=listening):
        if not leads(area):
            yield f"{area} has no safeguarding lead: reports go to its organisers. Give somebody the role."
        numbers = RingNumber.objects.filter(area=area, organisation=None)
        if not numbers:
            yield f"{area} has no number that every listener can ring. Add one: numbers to ring, on the desk."
        elif all(number.is_owed(area.today()) for number in numbers):
            yield f"Nobody has rung the numbers of {area} lately to see who answers. Ring them and record it."


def keys() -> Iterator[str]:
    """The room's own keys open what they sealed."""
    for area in Area.objects.all():
        if report := RiskReport.objects.filter(area=area).select_related("area").first():
            try:
                content_of(report)
            except CannotOpen as error:
                yield f"{error} Reports of risk cannot be read. Put the right key file back."


checks.declare("safeguarding cover of every area", covered)
checks.declare("keys of reports of risk", keys)
