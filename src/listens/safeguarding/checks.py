"""What `listens check` looks at in this room."""

from __future__ import annotations

from collections.abc import Iterator

from listens.core import checks
from listens.core.models import Area
from listens.core.sealing import CannotOpen
from listens.listening.models import Round
from listens.safeguarding.actions.reports import content_of
from listens.safeguarding.leads import leads
from listens.safeguarding.models import RiskReport


def covered() -> Iterator[str]:
    """An area that listens has somebody who answers."""
    listening = Round.objects.filter(opened_on__isnull=False).values("area")
    for area in Area.objects.filter(pk__in=listening):
        if not leads(area):
            yield f"{area} has no safeguarding lead: reports go to its organisers. Give somebody the role."


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
