"""Between the stages of discovery: which texts are compared, which level was chosen, who belongs where."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from listens.core import left
from listens.core.models import JobRun, JobStep
from listens.sensemaking.machine import arrays, centring, covered, installed, notes, runs
from listens.sensemaking.machine.engine import Space, Vectors

Labels = NDArray[np.int32]


def leave_sample(run: JobRun) -> dict[str, Any]:
    """Of every different text one note, and how many say it; as many as can be compared, in the order of digests."""
    first: dict[bytes, UUID] = {}
    times: Counter[bytes] = Counter()
    for key in run.steps.filter(stage=runs.READING).order_by("position").values_list("key", flat=True):
        for pk, text in zip(*notes.sought(run, key), strict=True):
            first.setdefault(text, pk)
            times[text] += 1
    texts_in_order = sorted(first)
    chosen = installed.discoverer().sample(len(texts_in_order), run.settings["seed"])
    kept = [texts_in_order[at] for at in chosen.tolist()]
    left.leave(run, "sample-texts", b"".join(kept))
    left.leave(run, "sample-ids", b"".join(first[text].bytes for text in kept))
    numbers = arrays.packed(np.array([times[text] for text in kept], np.int64))
    return runs.keep(run, "times", lambda: numbers) | {"texts": len(first), "compared": len(kept)}


@dataclass(frozen=True)
class Sampled:
    """The texts that are compared, each by one note that says it."""

    ids: list[UUID]
    texts: list[str]
    vectors: Vectors
    space: Space


def sampled(run: JobRun) -> Sampled:
    """Read once in each worker: their space is needed to place every other note."""
    return _sampled(run.pk)


@lru_cache(maxsize=1)
def _sampled(run_id: UUID) -> Sampled:
    run = JobRun.objects.get(pk=run_id)
    reader = runs.reader_of(run)
    ids = notes.as_ids(left.read(run, "sample-ids"))
    found = notes.read_again(run, ids, reader)
    texts = [one.words for one in found]
    numbers = centring.numbers_of(run, reader, ids, [one.language for one in found])
    with_words = not reader.is_multilingual
    space = installed.discoverer().space(numbers, texts, run.settings["seed"], with_words=with_words)
    return Sampled(ids, texts, numbers, space)


class Groups:
    """The groupings of a run, as far as they are done."""

    def __init__(self, run: JobRun) -> None:
        self.run, self.method = run, installed.discoverer()

    @cached_property
    def times(self) -> NDArray[Any]:
        return arrays.unpacked(left.read(self.run, "times"))

    def labels(self, level: int, draw: int = 0) -> Labels:
        return arrays.unpacked(left.read(self.run, f"groups-{level}-{draw}"))

    def draws(self, level: int, num: int) -> list[Labels]:
        return [self.labels(level, draw) for draw in range(1, num + 1)]

    @property
    def levels(self) -> list[int]:
        """The level that lasts best; and above it the coarsest, where that has fewer groups."""
        return _levels(self.run.pk)


@lru_cache(maxsize=1)
def _levels(run_id: UUID) -> list[int]:
    """Chosen once in each worker: every part asks."""
    groups = Groups(JobRun.objects.get(pk=run_id))
    first = range(groups.run.settings["first"] + 1)
    found = [[groups.labels(level, draw) for draw in first] for level in range(groups.method.num_levels)]
    chosen = groups.method.choose(found, groups.times)
    has_fewer = 1 < found[0][0].max(initial=-1) + 1 < found[chosen][0].max(initial=-1) + 1
    return [0, chosen] if has_fewer else [chosen]


def count_part(run: JobRun, step: JobStep) -> dict[str, Any]:
    """How many notes of one part belong to each group of the levels that are shown."""
    place = {text: at for at, text in enumerate(notes.in_sixteens(left.read(run, "sample-texts")))}
    ids, texts = notes.sought(run, step.settings["read"])
    at = np.array([place.get(text, -1) for text in texts], int)
    groups, others = Groups(run), np.flatnonzero(at < 0)
    shown = [groups.labels(level) for level in groups.levels]
    found = [labels[at[at >= 0]] for labels in shown]
    if len(others):
        spread = groups.method.spread(
            lambda: arrays.unpacked(left.read(run, "points")),
            shown,
            _points_of(run, [ids[row] for row in others.tolist()]),
            str(run.pk),
        )
        found = [np.r_[own, more] for own, more in zip(found, spread, strict=True)]
    return {
        "sizes": {
            str(level): np.bincount(own[own >= 0], minlength=int(labels.max(initial=-1)) + 1).tolist()
            for level, labels, own in zip(groups.levels, shown, found, strict=True)
        }
    }


def _points_of(run: JobRun, wanted: Sequence[UUID]) -> NDArray[np.float32]:
    reader = runs.reader_of(run)
    found = notes.read_again(run, wanted, reader)
    numbers = centring.numbers_of(run, reader, wanted, [one.language for one in found])
    return sampled(run).space.place(numbers, [one.words for one in found])


def described(run: JobRun) -> dict[str, Any]:
    """What is proposed, as JSON for the end of the run; groups that are likely to be chance are left out."""
    groups, points = Groups(run), arrays.unpacked(left.read(run, "points"))
    sizes = _sizes(run, groups.levels)
    told: list[dict[str, Any]] = []
    for number, level in enumerate(groups.levels):
        told += _of_level(run, groups, level, number, sizes[level], points)
    shown = [one for one in told if one.pop("standing") != "hidden"]
    keys = {one["key"] for one in shown}
    for one in shown:
        one["parent"] = one["parent"] if one["parent"] in keys else ""
    content = json.dumps(shown, sort_keys=True).encode()
    return runs.keep(run, "found", lambda: content) | {"found": len(shown), "hidden": len(told) - len(shown)}


def _sizes(run: JobRun, levels: Sequence[int]) -> dict[int, NDArray[Any]]:
    outputs = run.steps.filter(key__startswith="count-").values_list("output", flat=True)
    parts = [output["sizes"] for output in outputs if output]
    return {level: np.sum([part[str(level)] for part in parts], axis=0) for level in levels}


def _of_level(
    run: JobRun, groups: Groups, level: int, number: int, sizes: NDArray[Any], points: Vectors
) -> list[dict[str, Any]]:
    method, found, labels = groups.method, sampled(run), groups.labels(level)
    lasts = method.lasts(labels, groups.draws(level, method.num_draws), groups.times)
    graph = left.read(run, "graph")
    is_mixed = runs.reader_of(run).is_multilingual
    about = method.describe(found.texts, labels, groups.times, graph, points, is_mixed=is_mixed)
    above = groups.labels(groups.levels[0]) if number else None
    return [
        {
            "key": f"t{number}-{group + 1}",
            "level": number,
            "parent": _parent(above, labels == group) if above is not None else "",
            "terms": [term[:60] for term in one.terms],
            "size": int(sizes[group]),
            "stability": round(float(lasts[group]), 4),
            "is_solid": method.standing(float(lasts[group])) == "solid",
            "standing": method.standing(float(lasts[group])),
            "notes": [str(found.ids[row]) for row in one.rows],
            "near": covered.kin_of(run, found.vectors[labels == group]),
        }
        for group, one in enumerate(about)
    ]


def _parent(above: Labels, is_member: NDArray[np.bool_]) -> str:
    """The coarse group to which most of its texts belong."""
    labels = above[is_member]
    labels = labels[labels >= 0]
    return f"t0-{int(np.bincount(labels).argmax()) + 1}" if len(labels) else ""
