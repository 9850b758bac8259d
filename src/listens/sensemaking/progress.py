"""How far a round is coded, without counting 100,000 notes each time the coding page opens.

Few notes are counted each time. The count of many is kept for some minutes, and what was decided since is added from
the rows written since, so that one's own decision shows at once. What was accepted or withdrawn since may be missing.
"""

from __future__ import annotations

from uuid import UUID

from django.core.cache import cache
from django.db.models import Max

from listens.listening.models import Round
from listens.sensemaking import uncoded
from listens.sensemaking.marks import standing
from listens.sensemaking.models import Coding
from listens.sensemaking.uncoded import Progress

MANY = 5000  # notes
KEPT_FOR = 600  # seconds
MOST_SINCE = 1000  # notes


def of_round(round: Round) -> Progress:
    """A count that was kept costs three queries, whatever the number of notes."""
    key = f"coded-{round.pk}"
    kept = cache.get(key)
    if kept is not None:
        seen, done, total = kept
        since = _decided_since(round, seen)
        if since is not None:
            return Progress(min(done + since, total), total)
    newest = Coding.objects.aggregate(newest=Max("pk"))["newest"] or 0
    counted = uncoded.progress(round)
    if counted.total >= MANY:
        cache.set(key, (newest, counted.done, counted.total), KEPT_FOR)
    return counted


def _decided_since(round: Round, seen: int) -> int | None:
    """How many more notes are decided on than when `seen` was the newest row; nothing where very many changed."""
    fresh = Coding.objects.filter(pk__gt=seen, sitting=Coding.Sitting.OPEN)
    # Not by the round at once: the database would begin with all of its conversations.
    notes = list(fresh.order_by().values_list("note", flat=True).distinct()[: MOST_SINCE + 1])
    if len(notes) > MOST_SINCE:
        return None
    rows: dict[UUID, list[Coding]] = {}
    open_rows = Coding.objects.filter(note__in=notes, sitting=Coding.Sitting.OPEN)
    for row in open_rows.filter(note__conversation__round=round):
        rows.setdefault(row.note_id, []).append(row)
    return sum(
        bool(standing(own)) - bool(standing(row for row in own if row.pk <= seen)) for own in rows.values()
    )
