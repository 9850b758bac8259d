"""Reading what people said back about the themes: what waits, and what came of the rest."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from listens.core.models import Area
from listens.listening.models import Round
from listens.sensemaking.models import Correction, CorrectionAnswer


@dataclass(frozen=True)
class Standing:
    correction: Correction
    newest: CorrectionAnswer | None

    @property
    def waits(self) -> bool:
        """ "We heard it right" asks for nothing."""
        return self.newest is None and self.correction.verdict != Correction.Verdict.RIGHT

    @property
    def seq(self) -> int:
        return self.newest.seq if self.newest else 0


def corrections(area: Area, round: Round | None = None) -> QuerySet[Correction]:
    """With all a page shows of them. Three queries whatever their number."""
    found = Correction.objects.filter(round__area=area).select_related("theme", "organisation", "round__area")
    if round is not None:
        found = found.filter(round=round)
    return found.prefetch_related(Prefetch("answers", CorrectionAnswer.objects.order_by("seq")))


def standing(of: Correction) -> Standing:
    return Standing(of, next(reversed(of.answers.all()), None))


def standings(found: QuerySet[Correction]) -> list[Standing]:
    """What waits comes first, the oldest of it on top. What was a mistake is left out."""
    rows = [standing(one) for one in found]
    kept = [row for row in rows if not row.newest or row.newest.outcome != CorrectionAnswer.Outcome.MISTAKE]
    return sorted(kept, key=lambda row: not row.waits)


def num_waiting(area: Area) -> int:
    return (
        Correction.objects.filter(round__area=area, answers=None)
        .exclude(verdict=Correction.Verdict.RIGHT)
        .count()
    )
