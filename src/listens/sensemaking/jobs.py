"""The room's long work: the computer proposes themes, and suggests which notes belong to which."""

from __future__ import annotations

from listens.core import jobs
from listens.sensemaking.machine import discover, suggest

DISCOVER, SUGGEST = "discover_themes", "suggest_themes"

for _kind, _work in ((DISCOVER, discover), (SUGGEST, suggest)):
    jobs.declare(
        _kind,
        _work.plan,
        _work.perform,
        _work.finish,
        verb="find_themes",
        stop_verb="find_themes",
        lease_minutes=15,
    )
