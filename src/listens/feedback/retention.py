"""How long it is kept who was told."""

from __future__ import annotations

import datetime as dt

from listens.core import retention
from listens.core.models import Area
from listens.feedback.models import ContactTelling


def delete_contact_tellings(area: Area, before: dt.date) -> int:
    return ContactTelling.objects.filter(round__area=area, message__queued_at__date__lt=before).delete()[0]


retention.declare(
    "who was written to",
    "Which contact was sent which news, so that nobody is told twice",
    2 * 365,
    delete_contact_tellings,
    covers=["feedback.contacttelling"],
)
retention.declare_kept(
    "what organisations were told",
    "How and when an organisation's people were told",
    covers=["feedback.telling"],
)
