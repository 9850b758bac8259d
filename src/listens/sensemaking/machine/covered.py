"""Round two: which notes the codebook does not explain, so that themes are proposed only among those.

What people have coded to a theme, in any round of the area, is known; how unlike all that a note has to be is
calibrated on the known notes themselves (`methods.themes.novelty`). The codes stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from listens.core import left
from listens.core.models import Area, JobRun, JobStep
from listens.listening.models import Note
from listens.methods.themes.novelty import MOST_KNOWN, QUANTILE, Known, kin
from listens.sensemaking.lineage import lineage
from listens.sensemaking.machine import arrays, centring, notes, runs, vectors
from listens.sensemaking.machine.engine import Vectors
from listens.sensemaking.models import Coding

ALL, NEW = "all", "new"
FEWEST_CODED = 50  # notes with a theme; below that nobody can say what the codebook explains
FEWEST_LEFT = 10  # notes among which groups are sought


def is_asked(run: JobRun) -> bool:
    return bool(run.settings.get("among") == NEW)


def num_coded(area: Area) -> int:
    """How many notes have a theme, in all rounds of the area."""
    return _coded(area).values("note").distinct().count()


def can_be_told(area: Area) -> bool:
    return num_coded(area) >= FEWEST_CODED


def few_coded() -> str:
    return _(
        "Code at least %(n)d notes to a theme first. Until then let the computer look among all notes."
    ) % {"n": FEWEST_CODED}


def _coded(area: Area, only: Iterable[UUID] | None = None) -> QuerySet[Coding]:
    found = Coding.objects.current().filter(theme__isnull=False, note__in=Note.objects.counted())
    found = found.filter(note__area=area) if only is None else found.filter(note__in=list(only))
    return found.order_by()


def leave_coded(run: JobRun, step: JobStep) -> dict[str, Any]:
    """The vectors of coded notes (20,000 by chance where there are more), their themes, and the threshold."""
    area, reader = runs.round_of(run).area, runs.reader_of(run)
    lines = lineage(area)
    themes: dict[UUID, set[str]] = {}
    for note, theme in _coded(area).values_list("note_id", "theme_id").iterator(chunk_size=5000):
        themes.setdefault(note, set()).add(str(lines.stands(theme)))
    ids = sorted(themes)
    if len(ids) > MOST_KNOWN:
        chosen = np.random.default_rng(run.settings["seed"]).permutation(len(ids))[:MOST_KNOWN]
        ids = [ids[at] for at in np.sort(chosen).tolist()]
    kept: list[notes.Read] = []
    for at in range(0, len(ids), notes.A_PART):
        read = notes.read_again(run, ids[at : at + notes.A_PART], reader, is_told=True)
        usable = [one for one in read if runs.why_not(one, reader) is None]
        vectors.keep_vectors(usable, reader, area.today())
        kept += usable
    numbers = centring.numbers_of(run, reader, [one.pk for one in kept], [one.language for one in kept])
    threshold = Known.of(numbers.astype(np.float32)).threshold
    told = {"themes": [sorted(themes[one.pk]) for one in kept], "threshold": threshold}
    left.leave(run, "coded-of", json.dumps(told).encode())
    return runs.keep(run, "coded", lambda: arrays.packed(numbers)) | {
        "known": len(kept),
        "threshold": round(threshold, 4),
    }


def _given(themes: list[list[str]]) -> tuple[list[str], NDArray[np.bool_]]:
    """The themes that stand in it, in order, and (notes, themes) which note has which."""
    columns = sorted({theme for of in themes for theme in of})
    rows = [[theme in of for theme in columns] for of in map(set, themes)]
    return columns, np.array(rows, bool).reshape(len(themes), len(columns))


@dataclass(frozen=True)
class Coded:
    known: Known
    themes: list[str]
    given: NDArray[np.bool_]


def coded_of(run: JobRun) -> Coded:
    return _coded_of(run.pk)


@lru_cache(maxsize=1)
def _coded_of(run_id: UUID) -> Coded:
    """Read once in each worker."""
    run = JobRun.objects.get(pk=run_id)
    told = json.loads(left.read(run, "coded-of"))
    rows = arrays.unpacked(left.read(run, "coded")).astype(np.float32)
    return Coded(Known.ready(rows, told["threshold"]), *_given(told["themes"]))


def leave_new(run: JobRun, step: JobStep) -> dict[str, Any]:
    """Which notes of one part no theme explains: they have none, and are unlike those that have one."""
    key = step.settings["read"]
    ids = notes.ids_left(run, key)
    known = coded_of(run).known
    rows = centring.numbers_again(run, runs.reader_of(run), ids).astype(np.float32)
    have = set(_coded(runs.round_of(run).area, ids).values_list("note_id", flat=True))
    is_new = (known.nearness(rows) < known.threshold) & np.array([pk not in have for pk in ids], bool)
    num = int(is_new.sum())
    return runs.keep(run, f"new-{key}", lambda: arrays.packed(is_new)) | {
        "left": num,
        "explained": len(ids) - num,
    }


def few_are_left(run: JobRun) -> bool:
    if not is_asked(run):
        return False
    return (
        _num_left(run.steps.filter(key__startswith="novel-").values_list("output", flat=True)) < FEWEST_LEFT
    )


def _num_left(outputs: Iterable[Any]) -> int:
    return sum(output.get("left", 0) for output in outputs if output)


def told(run: JobRun, outputs: dict[str, Any]) -> dict[str, Any]:
    """For the manifest: how many notes the codebook explains, and how many are left; nothing where all were sought."""
    if not is_asked(run):
        return {}
    parts = [output for key, output in outputs.items() if key.startswith("novel-")]
    coded = outputs["covered"]
    return {
        "among": NEW,
        "explained": sum(part.get("explained", 0) for part in parts),
        "left": _num_left(parts),
        "known": coded.get("known", 0),
        "threshold": coded.get("threshold"),
        "quantile": QUANTILE,
    }


def kin_of(run: JobRun, rows: Vectors) -> str:
    """The id of the theme that a group of notes may be split from, or nothing."""
    if not is_asked(run):
        return ""
    of = coded_of(run)
    found = kin(np.asarray(rows, np.float32), of.known, of.given)
    return of.themes[found] if found is not None else ""
