"""How long the alliance's records are kept."""

from __future__ import annotations

import datetime as dt

from listens.alliance.models import Person, WaitingFile
from listens.core import retention
from listens.core.models import Area


def delete_people(area: Area, before: dt.date) -> int:
    """People who left, so long after. What they decided keeps its actor, without a name."""
    return Person.objects.filter(area=area, left_on__lt=before).delete()[0]


def delete_waiting_files(area: Area, before: dt.date) -> int:
    return WaitingFile.objects.filter(area=area, sent_at__date__lt=before).delete()[0]


retention.declare(
    "people who left",
    "Who acted for an organisation, until nobody asks after them any more",
    365,
    delete_people,
    covers=["alliance.person"],
)
retention.declare(
    "files waiting to be brought in",
    "A list that was checked and not yet brought in",
    1,
    delete_waiting_files,
    covers=["alliance.waitingfile"],
)
retention.declare_kept(
    "the alliance",
    "Organisations, and who held which public office when",
    covers=["alliance.organisation", "alliance.office", "alliance.holding"],
)
