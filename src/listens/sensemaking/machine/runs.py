"""What the two kinds of run have in common: their round and seed, the first stage, and the row that ends them."""

from __future__ import annotations

import hashlib
import platform
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from listens.core import jobs, left
from listens.core.models import JobRun, JobStep
from listens.listening.models import Round
from listens.sensemaking.machine import centring, installed, notes, vectors
from listens.sensemaking.machine.engine import Reader
from listens.sensemaking.models import ThemeRun
from listens.sensemaking.uncoded import notes_of

READ = "read"
KNOWN, READING = range(2)  # the first stages
LOOKED_AT = 10  # parts in which words are counted
FEWEST_NOTES = 30  # below that people have read them all sooner than a group means anything
SEED = 1
NO_WORDS = "none"  # stands for the language of a note that has no words left


def round_of(run: JobRun) -> Round:
    return Round.objects.select_related("area").get(pk=run.settings["round"])


def reading_steps(round: Round) -> list[jobs.Step]:
    """Two stages: words that name nobody here are found; then each part is masked and read by the model."""
    parts = notes.parts_of(round)
    reading = [jobs.Step(f"{READ}-{n:05}", {"part": part}, READING) for n, part in enumerate(parts)]
    return [jobs.Step("known", {"parts": parts[:LOOKED_AT]}, KNOWN), *reading]


def reader_of(run: JobRun) -> Reader:
    """What was chosen when the run began: a choice that is changed meanwhile is for the next run."""
    return installed.reader(bool(run.settings.get("every_language")))


def find_known(run: JobRun, step: JobStep) -> dict[str, Any]:
    words = notes.leave_known(run, round_of(run), step.settings["parts"], reader_of(run))
    return {"words": len(words), "digest": digest(*[word.encode() for word in words])}


def read_notes(run: JobRun, step: JobStep) -> dict[str, Any]:
    """Says how many were read, how many of them in a language that is read poorly, and how many were left out."""
    reader, round = reader_of(run), round_of(run)
    found = notes.read_part(run, round, step.settings["part"], reader)
    usable = [one for one in found if why_not(one, reader) is None]
    out = Counter(why for one in found if (why := why_not(one, reader)) is not None)
    vectors.keep_vectors(usable, reader, round.area.today())
    notes.leave_part(run, step.key, usable)
    centring.leave_spoken(run, step.key, usable, reader)
    poorly = Counter(one.language for one in usable if reader.is_weak_in(one.language))
    whole = digest(*[one.pk.bytes + one.digest for one in usable])
    told = {"left_out": dict(sorted(out.items())), "poorly": dict(sorted(poorly.items()))}
    return {"read": len(usable), **told, "digest": whole}


def why_not(one: notes.Read, reader: Reader) -> str | None:
    """The language of a note that the model cannot read."""
    if not any(letter.isalpha() for letter in one.blanked):
        return NO_WORDS
    return None if reader.knows(one.language) else one.language


def keep(run: JobRun, key: str, make: Callable[[], bytes]) -> dict[str, Any]:
    """Leave what `make` gives for later stages; the step's output is its digest, so that two attempts compare."""
    content = make()
    left.leave(run, key, content)
    return {"digest": digest(content)}


def digest(*parts: bytes) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part)
    return whole.hexdigest()


def num_read(run: JobRun) -> int:
    rows = run.steps.filter(stage=READING).values_list("output", flat=True)
    return sum(output["read"] for output in rows if output)


def end(run: JobRun, kind: str, outputs: dict[str, Any], **more: Any) -> ThemeRun:
    """The row that makes the results stand. Called within the transaction that ends the run."""
    reader = reader_of(run)
    parts = [output for key, output in outputs.items() if key.startswith(READ)]
    left_out: Counter[str] = Counter()
    poorly: Counter[str] = Counter()
    for part in parts:
        left_out.update(part["left_out"])
        poorly.update(part["poorly"])
    read = sum(part["read"] for part in parts)
    manifest = {
        "seed": run.settings["seed"],
        "notes": read,
        "left_out": dict(left_out),
        "poorly": dict(poorly),
        "every_language": reader.is_multilingual,
        "model": reader.digest,
        "versions": {"python": platform.python_version(), **reader.versions()},
        **more,
    }
    round = round_of(run)
    return ThemeRun.objects.create(
        round=round,
        run=run,
        kind=kind,
        num_notes=read,
        num_left_out=sum(left_out.values()),
        manifest=manifest,
        finished_at=round.area.now(),
    )


def refuse_few(round: Round) -> str:
    """Why there is no point in starting; empty when there is."""
    if notes_of(round).count() >= FEWEST_NOTES:
        return ""
    return _(
        "Fewer than %(n)d notes have been accepted. Read them yourselves: that is quicker and better."
    ) % {"n": FEWEST_NOTES}
