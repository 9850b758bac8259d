"""Looking for groups of notes that are alike, as steps of a job; they end as proposals for people to decide on."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any
from uuid import UUID

from listens.core import jobs, left
from listens.core.models import JobRun, JobStep
from listens.listening.models import Note
from listens.sensemaking.machine import arrays, installed, notes, runs, vectors
from listens.sensemaking.machine.engine import Found, Vectors
from listens.sensemaking.models import ProposalNote, ThemeProposal, ThemeRun

READING, WORDS, GRAPH, GROUPS, DESCRIBE = range(5)
A_MINUTE = 20_000  # notes: how many a slow machine compares in a minute, with much to spare


def plan(run: JobRun) -> list[jobs.Step]:
    """Read every part; then words; then the graph; then all its groupings and those of subsamples; then describe."""
    round = runs.round_of(run)
    method = installed.discoverer()
    reading = runs.reading_steps(round)
    lease = 15 + len(reading) * notes.A_PART // A_MINUTE
    run.settings["resolutions"] = [float(each) for each in method.resolutions]
    run.save(update_fields=["settings"])
    groupings = [
        jobs.Step(f"level-{n}-{sample}", {"level": n, "sample": sample}, stage=GROUPS, lease_minutes=lease)
        for n in range(len(method.resolutions))
        for sample in range(method.num_samples + 1)
    ]
    return [
        *reading,
        jobs.Step("words", stage=WORDS, lease_minutes=lease),
        jobs.Step("graph", stage=GRAPH, lease_minutes=lease),
        *groupings,
        jobs.Step("describe", stage=DESCRIBE, lease_minutes=lease),
    ]


def perform(run: JobRun, step: JobStep) -> Any:
    if step.stage == READING:
        return runs.read_notes(run, step)
    num = runs.num_read(run)
    if num < runs.FEWEST_NOTES:
        return {"digest": ""}  # too few in a language that the model knows: the run ends without a proposal
    return {WORDS: _words, GRAPH: _graph, GROUPS: _groups, DESCRIBE: _describe}[step.stage](run, step, num)


def _words(run: JobRun, step: JobStep, num: int) -> Any:
    texts = notes.TextsOf(run, installed.reader(), num)
    return runs.keep(
        run, "words", lambda: arrays.packed(installed.discoverer().words(texts, run.settings["seed"]))
    )


def _graph(run: JobRun, step: JobStep, num: int) -> Any:
    words = arrays.unpacked(left.read(run, "words"))
    return runs.keep(
        run, "graph", lambda: installed.discoverer().graph(_vectors(run, num), words, run.settings["seed"])
    )


def _groups(run: JobRun, step: JobStep, num: int) -> Any:
    """One grouping of all notes (sample 0), or of a subsample, at one resolution."""
    method, graph = installed.discoverer(), left.read(run, "graph")
    resolution, sample = run.settings["resolutions"][step.settings["level"]], step.settings["sample"]
    seed = run.settings["seed"] + sample
    make = method.sample if sample else method.level
    return runs.keep(run, step.key, lambda: arrays.packed(make(graph, resolution, seed)))


def _describe(run: JobRun, step: JobStep, num: int) -> Any:
    method = installed.discoverer()
    groupings = [
        [arrays.unpacked(left.read(run, f"level-{n}-{sample}")) for sample in range(method.num_samples + 1)]
        for n in range(len(run.settings["resolutions"]))
    ]
    texts = notes.TextsOf(run, installed.reader(), num)
    found = method.describe(
        texts, _vectors(run, num), [each[0] for each in groupings], [each[1:] for each in groupings]
    )
    ids = [pk for part in notes.all_ids_left(run) for pk in part]
    told = [asdict(one) | {"notes": [str(ids[row]) for row in one.notes]} for one in found]
    return runs.keep(run, "found", lambda: json.dumps(told, sort_keys=True).encode()) | {"found": len(found)}


def _vectors(run: JobRun, num: int) -> Vectors:
    return vectors.all_vectors(run, vectors.model_of(installed.reader()), num)


def finish(run: JobRun, outputs: dict[str, Any]) -> dict[str, Any]:
    """The new proposals take the place of those of the run before on which nobody had decided."""
    found: list[dict[str, Any]] = json.loads(left.read(run, "found")) if outputs["describe"]["digest"] else []
    proposals = ThemeRun.Kind.PROPOSALS
    ended = runs.end(run, proposals, outputs, resolutions=run.settings["resolutions"], proposals=len(found))
    ThemeProposal.objects.filter(run__round=ended.round, steps=None).exclude(run=ended).delete()
    _keep_all(ended, [Found(**{**one, "notes": []}) for one in found], [one["notes"] for one in found])
    return {"notes": ended.num_notes, "proposals": len(found), "digest": outputs["describe"]["digest"]}


def _keep_all(ended: ThemeRun, found: list[Found], notes_of: list[list[str]]) -> None:
    rows = {
        one.key: ThemeProposal(
            run=ended,
            key=one.key,
            level=one.level,
            terms=one.terms,
            size=one.size,
            stability=one.stability,
            is_solid=one.is_solid,
        )
        for one in found
    }
    for one in found:
        rows[one.key].parent = rows.get(one.parent)
    ThemeProposal.objects.bulk_create(sorted(rows.values(), key=lambda row: row.level), batch_size=500)
    standing = Note.objects.counted().filter(pk__in={UUID(pk) for ids in notes_of for pk in ids})
    known = set(standing.values_list("pk", flat=True))
    shown = [
        ProposalNote(proposal=rows[one.key], note_id=UUID(pk), rank=rank)
        for one, ids in zip(found, notes_of, strict=True)
        for rank, pk in enumerate(ids)
        if UUID(pk) in known
    ]
    ProposalNote.objects.bulk_create(shown, batch_size=500)
