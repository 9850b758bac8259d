"""How long what people decided about notes is kept. Notes themselves belong to the listening room."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef

from listens.core import retention
from listens.core.models import Area
from listens.listening.models import Note
from listens.sensemaking.models import (
    CodingBatch,
    Correction,
    NoteVector,
    Quote,
    QuoteCheck,
    Suggestion,
    ThemeProposal,
    ThemeRun,
)


def delete_refused_quotes(area: Area, before: dt.date) -> int:
    """Quotes in which a check found that somebody could be recognised, with their reasons."""
    unsafe = QuoteCheck.objects.filter(outcome=QuoteCheck.Outcome.UNSAFE, on__lt=before)
    quotes = Quote.objects.filter(note__area=area, pk__in=unsafe.values("quote"))
    num = quotes.count()
    quotes.delete()
    return num


def delete_vectors(area: Area, before: dt.date) -> int:
    """Old ones, and of notes that do not count any more."""
    of_area = NoteVector.objects.filter(note__area=area)
    counted = Note.objects.counted().filter(pk=OuterRef("note"))
    num, _of = of_area.filter(made_on__lt=before).delete()
    return num + of_area.exclude(Exists(counted)).delete()[0]


def delete_proposals(area: Area, before: dt.date) -> int:
    """Old runs with all they proposed and suggested, and suggestions in whose place others stand; never a coding."""
    runs = ThemeRun.objects.filter(round__area=area)
    later = ThemeRun.objects.filter(
        round=OuterRef("round"), kind=OuterRef("kind"), run__asked_at__gt=OuterRef("run__asked_at")
    )
    standing = runs.exclude(Exists(later)).values("run")
    stale = Suggestion.objects.filter(note__area=area, run__finished_at__isnull=False).exclude(
        run__in=standing
    )
    num, _of = stale.delete()
    num += Suggestion.objects.filter(note__area=area, run__cancelled_at__isnull=False).delete()[0]
    old = runs.filter(finished_at__date__lt=before)
    num += Suggestion.objects.filter(run__in=old.values("run")).delete()[0]
    num += ThemeProposal.objects.filter(run__in=old).delete()[0]
    return num + old.exclude(Exists(CodingBatch.objects.filter(theme_run=OuterRef("pk")))).delete()[0]


retention.declare(
    "numbers made from notes",
    "How the sentence model sees each note, so that it is read once: erased with the note's words",
    365,
    delete_vectors,
    covers=["sensemaking.notevector"],
)
retention.declare(
    "what the computer proposed",
    "Groups of notes and suggestions, what people decided on them, and how they came about: no coding is among them",
    730,
    delete_proposals,
    covers=[
        "sensemaking.themeestimate",
        "sensemaking.themerun",
        "sensemaking.themeproposal",
        "sensemaking.proposalnote",
        "sensemaking.proposalstep",
        "sensemaking.suggestion",
    ],
)
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
        "sensemaking.codingbatch",
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
retention.declare_kept(
    "what the computer may do in a round",
    "Whether it reads every language, and whether a program outside may be asked for a name: nothing of it is about a "
    "person",
    covers=["sensemaking.machinechoice"],
)
