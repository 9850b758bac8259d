"""The room's long work: the computer proposes themes, and suggests which notes belong to which."""

from __future__ import annotations

from listens.core import jobs
from listens.sensemaking.machine import discover, proposing, suggest

DISCOVER, SUGGEST = "discover_themes", "suggest_themes"

MAY = "find_themes"

jobs.declare(
    DISCOVER, discover.plan, discover.perform, proposing.finish, verb=MAY, stop_verb=MAY, lease_minutes=15
)
jobs.declare(
    SUGGEST, suggest.plan, suggest.perform, suggest.finish, verb=MAY, stop_verb=MAY, lease_minutes=15
)
