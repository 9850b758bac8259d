"""How long the alliance's records are kept."""

from __future__ import annotations

import datetime as dt

from listens.alliance.models import Clearance, Person, WaitingFile
from listens.core import keys, retention
from listens.core.models import Area

BLANK = "left:"


def blank_people(area: Area, before: dt.date) -> int:
    """People who left, so long after, lose their name and account. What they signed keeps its place without them."""
    gone = Person.objects.filter(area=area, left_on__lt=before).exclude(name_key__startswith=BLANK)
    ids = list(gone.values_list("pk", flat=True))
    for pk in ids:
        Person.objects.filter(pk=pk).update(
            name="Somebody who left", name_key=f"{BLANK}{pk}", part="", account=None
        )
    return len(ids)


def delete_clearances(area: Area, before: dt.date) -> int:
    return Clearance.objects.filter(person__area=area, runs_until__lt=before).delete()[0]


def delete_waiting_files(area: Area, before: dt.date) -> int:
    return WaitingFile.objects.filter(area=area, sent_at__date__lt=before).delete()[0]


retention.declare(
    "people who left",
    "Who acted for an organisation, until nobody asks after them any more",
    365,
    blank_people,
    covers=["alliance.person"],
)
retention.declare(
    "clearances",
    "Who might be with children, and until when: so long after it ended as somebody may ask who was there",
    6 * 365,
    delete_clearances,
    covers=["alliance.clearance"],
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

keys.declare(WaitingFile)
