"""Looking for groups of notes that are alike, as steps of a job; they end as proposals for people to decide on.

Groups are sought among different texts, some tens of thousands at most, so that memory holds them whatever the number
of notes; every other note is then given to its nearest, part by part, on as many machines as there are.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from listens.core import jobs, left
from listens.core.models import JobRun, JobStep
from listens.sensemaking.machine import arrays, covered, installed, notes, runs
from listens.sensemaking.machine.groups import Groups, count_part, described, leave_sample, sampled

COVERED, NOVEL, SAMPLE, GRAPH, GROUPS, LASTING, COUNTING, DESCRIBING = range(
    runs.READING + 1, runs.READING + 9
)
A_MINUTE = 5_000  # texts: how many a slow machine compares in a minute, with much to spare


def plan(run: JobRun) -> list[jobs.Step]:
    method, reading = installed.discoverer(), runs.reading_steps(runs.round_of(run))
    parts = reading[1:]
    num = len(parts) * notes.A_PART
    lease = 15 + min(num, method.most) // A_MINUTE
    levels, first = range(method.num_levels), method.num_first(num)
    run.settings["first"] = first
    run.save(update_fields=["settings"])
    groups = [_grouping("level", level, draw, GROUPS, lease) for level in levels for draw in range(first + 1)]
    lasting = [
        _grouping("lasting", level, draw, LASTING, lease)
        for level in levels
        for draw in range(first + 1, method.num_draws + 1)
    ]
    counting = [
        jobs.Step(f"count-{n:05}", {"read": step.key}, COUNTING, lease) for n, step in enumerate(parts)
    ]
    return [
        *reading,
        *(_apart(parts) if covered.is_asked(run) else []),
        jobs.Step("sample", stage=SAMPLE, lease_minutes=lease),
        jobs.Step("graph", stage=GRAPH, lease_minutes=lease),
        *groups,
        *lasting,
        *counting,
        jobs.Step("describe", stage=DESCRIBING, lease_minutes=lease),
    ]


def _apart(parts: list[jobs.Step]) -> list[jobs.Step]:
    """Two stages more: what people coded is made ready, and each part says which of its notes are unlike all that."""
    novel = [jobs.Step(f"novel-{n:05}", {"read": step.key}, NOVEL) for n, step in enumerate(parts)]
    return [jobs.Step("covered", stage=COVERED, lease_minutes=30), *novel]


def _grouping(name: str, level: int, draw: int, stage: int, lease: int) -> jobs.Step:
    return jobs.Step(f"{name}-{level}-{draw}", {"level": level, "draw": draw}, stage, lease)


def perform(run: JobRun, step: JobStep) -> Any:
    if step.stage == runs.KNOWN:
        return runs.find_known(run, step)
    if step.stage == runs.READING:
        return runs.read_notes(run, step)
    if runs.num_read(run) < runs.FEWEST_NOTES or (step.stage > NOVEL and covered.few_are_left(run)):
        return {"digest": ""}  # too few (in a language that the model knows): the run ends without a proposal
    perform = {
        COVERED: covered.leave_coded,
        NOVEL: covered.leave_new,
        SAMPLE: _sample,
        GRAPH: _graph,
        GROUPS: _group,
        LASTING: _last,
        COUNTING: count_part,
        DESCRIBING: _describe,
    }
    return perform[step.stage](run, step)


def _sample(run: JobRun, step: JobStep) -> Any:
    return leave_sample(run)


def _last(run: JobRun, step: JobStep) -> Any:
    """Only of the levels that will be shown."""
    return _group(run, step) if step.settings["level"] in Groups(run).levels else {"digest": ""}


def _describe(run: JobRun, step: JobStep) -> Any:
    return described(run)


def _graph(run: JobRun, step: JobStep) -> Any:
    """Of the points that each text has in the space of all; they are left too."""
    found = sampled(run)
    points = found.space.place(found.vectors, found.texts)
    left.leave(run, "points", arrays.packed(points))
    return runs.keep(run, "graph", lambda: installed.discoverer().graph(points, run.settings["seed"]))


def _group(run: JobRun, step: JobStep) -> Any:
    method, graph = installed.discoverer(), left.read(run, "graph")
    times = arrays.unpacked(left.read(run, "times"))
    level, draw = step.settings["level"], step.settings["draw"]
    key = f"groups-{level}-{draw}"
    return runs.keep(
        run,
        key,
        lambda: arrays.packed(
            np.asarray(method.group(graph, times, level, draw, run.settings["seed"]), np.int32)
        ),
    )
