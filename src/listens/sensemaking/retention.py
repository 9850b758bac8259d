"""How long what people decided about notes is kept. Notes themselves belong to the listening room."""

from __future__ import annotations

import datetime as dt

from listens.core import retention
from listens.core.models import Area
from listens.sensemaking.models import Correction, Quote, QuoteCheck


def delete_refused_quotes(area: Area, before: dt.date) -> int:
    """Quotes in which a check found that somebody could be recognised, with their reasons."""
    unsafe = QuoteCheck.objects.filter(outcome=QuoteCheck.Outcome.UNSAFE, on__lt=before)
    quotes = Quote.objects.filter(note__area=area, pk__in=unsafe.values("quote"))
    num = quotes.count()
    quotes.delete()
    return num


retention.declare(
    "quotes that were refused",
    "Why a quote may not be shown, so that nobody proposes it again at once",
    365,
    delete_refused_quotes,
)


def delete_corrections(area: Area, before: dt.date) -> int:
    old = Correction.objects.filter(round__area=area, on__lt=before)
    num = old.count()
    old.delete()
    return num


retention.declare(
    "what report-backs said about the themes",
    "Whether we heard people right, and what came of it, until the next round could learn from it",
    2190,
    delete_corrections,
    covers=["sensemaking.correction", "sensemaking.correctionanswer"],
)
retention.declare_kept(
    "the codebook and its codings",
    "What people decided a note is about, and which quotes passed: they go when the note goes",
    covers=[
        "sensemaking.blindcheck",
        "sensemaking.blindnote",
        "sensemaking.coding",
        "sensemaking.quote",
        "sensemaking.quotecheck",
        "sensemaking.theme",
        "sensemaking.wallnote",
    ],
)
retention.declare_kept(
    "how the codebook changed",
    "Who changed which theme and why, which theme became which, and examples of what belongs: an example that is a "
    "note goes with its note",
    covers=["sensemaking.themechange", "sensemaking.themeedge", "sensemaking.themeexample"],
)
retention.declare_kept(
    "what the data shows beside a theme",
    "Which published figures stand beside what people said, and whether they agree: nothing of it is about a person",
    covers=["sensemaking.indicatorchoice", "sensemaking.datalabel"],
)
