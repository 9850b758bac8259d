"""The room's long work: the computer proposes themes, suggests which notes belong to which, and a name is asked for."""

from __future__ import annotations

from listens.core import jobs
from listens.sensemaking.machine import discover, proposing, suggest
from listens.sensemaking.naming import sending

DISCOVER, SUGGEST = "discover_themes", "suggest_themes"

MAY = "find_themes"
ASK_NAME = sending.ASK

jobs.declare(
    DISCOVER, discover.plan, discover.perform, proposing.finish, verb=MAY, stop_verb=MAY, lease_minutes=15
)
jobs.declare(
    SUGGEST, suggest.plan, suggest.perform, suggest.finish, verb=MAY, stop_verb=MAY, lease_minutes=15
)
jobs.declare(
    ASK_NAME,
    sending.plan,
    sending.perform,
    sending.finish,
    verb=ASK_NAME,
    stop_verb=ASK_NAME,
    lease_minutes=5,
)
