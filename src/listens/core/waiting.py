"""How long to wait before trying again."""

from __future__ import annotations

import datetime as dt

LONGEST = dt.timedelta(hours=1)


def back_off(attempts: int) -> dt.timedelta:
    """10 seconds after the first failure, then double each time, an hour at most."""
    return min(dt.timedelta(seconds=10 * 2 ** min(max(attempts, 1) - 1, 20)), LONGEST)
