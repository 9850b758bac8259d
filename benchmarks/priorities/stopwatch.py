"""Processor and wall time of a few steps that feed each other, each the best of some goes. Nothing but Python."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from typing import Any

Step = tuple[str, Callable[[Any], Any]]
LONG = 0.5  # seconds: what takes longer is done once
GOES = 5


def stages(steps: Sequence[Step]) -> tuple[dict[str, dict[str, float]], Any]:
    """({step: {"cpu", "wall"} in seconds}, what the last one gave); the first step is given None."""
    times: dict[str, dict[str, float]] = {}
    value: Any = None
    for name, step in steps:
        best: dict[str, float] = {}
        for _ in range(GOES):
            gc.collect()
            cpu, wall = time.process_time(), time.perf_counter()
            found = step(value)
            took = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
            best = took if not best else {key: min(best[key], took[key]) for key in took}
            if took["wall"] > LONG:
                break
        times[name], value = best, found
    return times, value
