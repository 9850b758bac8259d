"""What the computer made, straight in the database, for tests of the pages."""

from __future__ import annotations

from django.utils import timezone

from listens.core.models import JobRun
from listens.sensemaking.models import (
    Coding,
    CodingBatch,
    ProposalNote,
    Suggestion,
    Theme,
    ThemeProposal,
    ThemeRun,
)
from tests.cast import Cast
from tests.sensemaking.build import WORDS, note, notes, theme

BAND = {"cut": 0.8, "num_checked": 40, "num_right": 39, "low": 0.8712, "high": 0.9956}


def run(cast: Cast, kind: str, **manifest) -> ThemeRun:
    now = timezone.now()
    job = {"proposals": "discover_themes", "suggestions": "suggest_themes"}[kind]
    settings = {"round": str(cast.round.pk), "seed": 1}
    made = JobRun.objects.create(
        area=cast.area, kind=job, settings=settings, asked_by=cast.femi, asked_at=now, finished_at=now
    )
    return ThemeRun.objects.create(
        round=cast.round, run=made, kind=kind, num_notes=100, manifest=manifest, finished_at=now
    )


def proposal(cast: Cast, of: ThemeRun | None = None, *, key: str = "t1", shown=(), **more) -> ThemeProposal:
    of = of or run(cast, "proposals", proposals=1)
    fields = {"terms": ["damp", "mould", "cot"], "size": 24, "stability": 0.9, "is_solid": True, **more}
    made = ThemeProposal.objects.create(run=of, key=key, **fields)
    for rank, one in enumerate(shown or [note(cast)]):
        ProposalNote.objects.create(proposal=made, note=one, rank=rank)
    return made


def suggestion(
    cast: Cast, of=None, about: Theme | None = None, *, by: ThemeRun | None = None, rank=1, score=0.9, **more
) -> Suggestion:
    """Of the first sentence of one note, in a run whose band lets it be accepted with others."""
    about = about or Theme.objects.filter(code="damp").first() or theme(cast, "damp")
    by = by or run(cast, "suggestions", decided=60, bands={str(about.pk): BAND})
    of = of or note(cast)
    fields = {"start": 0, "end": WORDS.index("\n"), **more}
    return Suggestion.objects.create(run=by.run, note=of, theme=about, rank=rank, score=score, **fields)


def batch(cast: Cast, num: int = 2) -> CodingBatch:
    made = suggestion(cast)
    of = ThemeRun.objects.get(run=made.run)
    now = cast.area.now()
    made_batch = CodingBatch.objects.create(
        theme_run=of, theme=made.theme, figures=BAND, by=cast.femi, at=now
    )
    for one in notes(cast, num):
        Coding.objects.create(note=one, theme=made.theme, by=cast.femi, batch=made_batch, at=now)
    return made_batch
