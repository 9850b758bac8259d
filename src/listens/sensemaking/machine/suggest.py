"""Learning from what people decided, and suggesting themes for the other notes, as steps of a job."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

import numpy as np
from django.db import transaction
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from listens.core import jobs, left
from listens.core.models import JobRun, JobStep
from listens.listening.models import Note
from listens.methods.themes.rings import EDGE
from listens.sensemaking.machine import centring, estimating, installed, notes, runs
from listens.sensemaking.machine.allowed import may_be_suggested
from listens.sensemaking.machine.arrays import packed
from listens.sensemaking.machine.decided import by_hand, table, unaided
from listens.sensemaking.machine.engine import Decided, Learnt
from listens.sensemaking.machine.precision import precisions
from listens.sensemaking.models import Suggestion, Theme, ThemeRun

TRAIN, ASSIGN, ESTIMATE = range(runs.READING + 1, runs.READING + 4)
FEWEST_DECIDED = 50
MOST = 3  # suggestions for one note
BACKGROUND = 2000  # other notes from which words are learnt


def plan(run: JobRun) -> list[jobs.Step]:
    """Read every part; then learn; then suggest for every part; then reckon how large each theme is."""
    reading = runs.reading_steps(runs.round_of(run))
    parts = [
        jobs.Step(f"assign-{n:05}", {"read": step.key}, stage=ASSIGN) for n, step in enumerate(reading[1:])
    ]
    return [
        *reading,
        jobs.Step("train", stage=TRAIN, lease_minutes=30),
        *parts,
        jobs.Step("estimate", stage=ESTIMATE, lease_minutes=30),
    ]


def perform(run: JobRun, step: JobStep) -> Any:
    perform = {
        runs.KNOWN: runs.find_known,
        runs.READING: runs.read_notes,
        TRAIN: _train,
        ASSIGN: _assign,
        ESTIMATE: _estimate,
    }
    return perform[step.stage](run, step)


def _train(run: JobRun, step: JobStep) -> Any:
    """Only notes that this run has read are learnt from; a theme that nobody has given yet is not suggested."""
    round = runs.round_of(run)
    parts = list(notes.all_ids_left(run))
    read = {pk for part in parts for pk in part}
    ids = [pk for pk in by_hand(round) if pk in read]
    themes = may_be_suggested(round.area)
    given = table(ids, themes)
    used = [n for n in range(len(themes)) if given[:, n].any()]
    if len(ids) < FEWEST_DECIDED or not used:
        raise jobs.Unable(few_decided())
    columns = [str(themes[n].pk) for n in used]
    known = set(ids)
    others = [pk for pk in parts[0] if pk not in known]
    lesson = {
        "decided": [str(pk) for pk in ids],
        "background": [str(pk) for pk in others[:BACKGROUND]],
        "themes": columns,
        "given": given[:, used].astype(int).tolist(),
    }
    kept = runs.keep(run, "lesson", lambda: json.dumps(lesson).encode())
    learnt = learnt_of(run)
    checked = learnt.held_out[: len(ids)]
    left.leave(run, "held-out", packed(np.asarray(checked, np.float16)))
    alone = unaided(round)
    rows = [row for row, pk in enumerate(ids) if pk in alone]
    bands = (
        precisions(checked[rows], given[rows][:, used], columns, learnt.floor) if learnt.is_calibrated else {}
    )
    told = {
        "themes": columns,
        "floor": learnt.floor,
        "decided": len(ids),
        "unaided": len(rows),
        "given": dict(zip(columns, given[:, used].sum(axis=0).tolist(), strict=True)),
        "bands": bands,
    }
    left.leave(run, "told", json.dumps(told, sort_keys=True).encode())
    return kept | {"decided": len(ids), "themes": len(columns)}


def learnt_of(run: JobRun) -> Learnt:
    """Learnt once in each worker, from the same notes: what was learnt never lies in the database."""
    return _learnt(run.pk)


@lru_cache(maxsize=1)
def _learnt(run_id: UUID) -> Learnt:
    run = JobRun.objects.get(pk=run_id)
    lesson, reader = json.loads(left.read(run, "lesson")), runs.reader_of(run)
    ids, others = ([UUID(pk) for pk in lesson[key]] for key in ("decided", "background"))
    themes = Theme.objects.in_bulk([UUID(pk) for pk in lesson["themes"]])
    conversation = dict(Note.objects.filter(pk__in=ids).values_list("pk", "conversation"))
    read, beside = (notes.read_again(run, some, reader) for some in (ids, others))
    decided = Decided(
        texts=[one.blanked for one in read],
        vectors=_numbers(run, read),
        given=np.array(lesson["given"], bool),
        themes=[(themes[UUID(pk)].name, themes[UUID(pk)].definition) for pk in lesson["themes"]],
        groups=[str(conversation.get(pk, pk)) for pk in ids],
        background=[one.blanked for one in beside],
        background_vectors=_numbers(run, beside),
        languages={one.blanked: one.language for one in [*read, *beside]},
    )
    return installed.assigner().learn(decided, run.settings["seed"], centring.encode_in(run, reader))


def _numbers(run: JobRun, read: Sequence[notes.Read]) -> NDArray[np.float32]:
    ids, languages = [one.pk for one in read], [one.language for one in read]
    return centring.numbers_of(run, runs.reader_of(run), ids, languages).astype(np.float32)


def few_decided() -> str:
    return _(
        "The computer learns from what people decide. Code at least %(n)d notes that it can read, and then start again."
    ) % {"n": FEWEST_DECIDED}


def _assign(run: JobRun, step: JobStep) -> Any:
    """The rows are seen by nobody until the run is finished. None for what people read unaided."""
    reader, told = runs.reader_of(run), json.loads(left.read(run, "told"))
    ids = notes.ids_left(run, step.settings["read"])
    read = notes.read_again(run, ids, reader)
    texts = [one.blanked for one in read]
    languages = {one.blanked: one.language for one in read}
    found = list(zip(read, learnt_of(run).assign(texts, _numbers(run, read), languages), strict=True))
    left.leave(
        run,
        f"scores-{step.settings['read']}",
        packed(np.array([one.scores for _note, one in found], np.float16)),
    )
    alone = set(Note.objects.filter(pk__in=ids, conversation__lt=EDGE).values_list("pk", flat=True))
    rows = [
        Suggestion(
            run=run,
            note_id=note.pk,
            theme_id=UUID(told["themes"][pick.theme]),
            rank=rank,
            score=pick.score,
            start=pick.start,
            end=pick.end,
            is_weak=reader.is_weak_in(note.language),
        )
        for note, one in found
        for rank, pick in enumerate(
            one.picks[:MOST] if note.blanked and note.pk not in alone else [], start=1
        )
    ]
    with transaction.atomic():
        Suggestion.objects.filter(run=run, note__in=ids).delete()
        Suggestion.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)
    whole = [[str(row.note_id), str(row.theme_id), round(row.score, 4), row.start, row.end] for row in rows]
    return {"suggestions": len(rows), "digest": runs.digest(json.dumps(whole).encode())}


def _estimate(run: JobRun, step: JobStep) -> Any:
    """Left without a digest: how it came out may hang on what people decided between two attempts."""
    told = json.loads(left.read(run, "told"))
    rows = estimating.reckon(run, told["themes"])
    left.leave(run, "estimates", json.dumps(rows).encode())
    return {"estimates": len(rows)}


def finish(run: JobRun, outputs: dict[str, Any]) -> dict[str, Any]:
    """The row of the run makes its suggestions stand, all at once, however many there are."""
    told = json.loads(left.read(run, "told"))
    parts = [output for key, output in outputs.items() if key.startswith("assign-")]
    num = sum(part["suggestions"] for part in parts)
    ended = runs.end(run, ThemeRun.Kind.SUGGESTIONS, outputs, suggestions=num, **told)
    estimating.keep_estimates(ended, json.loads(left.read(run, "estimates")))
    whole = runs.digest(*[part["digest"].encode() for part in parts])
    return {"notes": ended.num_notes, "suggestions": num, "digest": whole}
