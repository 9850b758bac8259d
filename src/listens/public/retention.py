"""How long what was counted for a release is kept, where nobody publishes it."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from listens.core import retention
from listens.core.models import Area
from listens.public.previews import forget_previews


def forget_old_previews(area: Area, before: dt.date) -> int:
    return forget_previews(
        area, before=dt.datetime.combine(before, dt.time.min, tzinfo=ZoneInfo(area.time_zone))
    )


retention.declare(
    "figures looked at",
    "What a release would have published, until it is published or counted anew",
    1,
    forget_old_previews,
)
