"""What is measured of a hall: answers by kind and by when, processor seconds by whom, how late the loader was."""

from __future__ import annotations

import asyncio
import os
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.hall.wire import now

BEFORE, DEAD, AFTER = "before", "dead", "after"
TICKS = os.sysconf("SC_CLK_TCK")
TICK = 0.05  # seconds between two looks at how late the loop runs


@dataclass
class Book:
    """Every request: its kind, when it began, how many milliseconds its answer took. `lost` is by kind and phase.

    A request belongs to "before" when its answer was there before the kill, to "after" when it began after the new
    server had answered its first health check, and else to the dead server.
    """

    killed_at: float = float("inf")
    back_at: float = float("inf")
    answers: list[tuple[str, float, float]] = field(default_factory=list)
    lost: list[tuple[str, float, float]] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)  # answers that should not have been: "choices 500"
    late: list[float] = field(default_factory=list)  # ms that the loader's own loop was late

    def phase(self, began: float, ended: float) -> str:
        if ended < self.killed_at:
            return BEFORE
        return AFTER if began >= self.back_at else DEAD

    def times(self, kinds: tuple[str, ...], phase: str = "") -> list[float]:
        """Milliseconds, sorted."""
        return sorted(
            took
            for kind, began, took in self.answers
            if kind in kinds and phase in ("", self.phase(began, began + took / 1000))
        )

    def busiest_second(self, kinds: tuple[str, ...]) -> int:
        each = Counter(int(began) for kind, began, _took in self.answers if kind in kinds)
        return max(each.values(), default=0)

    def lost_by(self) -> dict[str, int]:
        found: dict[str, int] = defaultdict(int)
        for kind, began, ended in self.lost:
            found[f"{kind}, {self.phase(began, ended)}"] += 1
        return dict(found)

    async def watch_itself(self) -> None:
        """Runs until it is cancelled."""
        while True:
            wanted = now() + TICK
            await asyncio.sleep(TICK)
            self.late.append(1000 * (now() - wanted))


def percentile(times: list[float], share: float) -> float:
    """Of sorted times, by the nearest rank; 0 for none."""
    return times[min(len(times) - 1, int(share * len(times)))] if times else 0.0


def seconds_of_group(group: int) -> float:
    """Processor seconds of the living processes of a process group, and of their children that ended."""
    return sum(own + ended for pgrp, _parent, own, ended in _processes().values() if pgrp == group)


def seconds_below(parent: int) -> float:
    """Processor seconds of a process, of its living children, and of those that ended."""
    found = _processes()
    own = found.get(parent, (0, 0, 0.0, 0.0))
    return own[2] + own[3] + sum(row[2] for row in found.values() if row[1] == parent)


def seconds_of_machine() -> float:
    """Processor seconds that anybody used since the machine started."""
    user, nice, system, _idle, _wait, irq, softirq, *_rest = map(
        int, _proc("stat").split("\n")[0].split()[1:]
    )
    return (user + nice + system + irq + softirq) / TICKS


def _processes() -> dict[int, tuple[int, int, float, float]]:
    """Process id -> (process group, parent, own seconds, seconds of children that ended)."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (text := _proc(f"{folder.name}/stat")):
            cells = text.rpartition(")")[2].split()  # the name before it may hold anything
            own, ended = int(cells[11]) + int(cells[12]), int(cells[13]) + int(cells[14])
            found[int(folder.name)] = (int(cells[2]), int(cells[1]), own / TICKS, ended / TICKS)
    return found


def _proc(name: str) -> str:
    try:
        return (Path("/proc") / name).read_text()
    except OSError:
        return ""  # it has just ended


class Use:
    """Processor seconds of one run, by whom. Begins when it is made."""

    def __init__(self, group: int) -> None:
        self.postmaster = _postmaster()
        self.server = -seconds_of_group(group)
        self.began, self._own, self._all = now(), sum(os.times()[:2]), seconds_of_machine()
        self._database = seconds_below(self.postmaster)

    def note_server(self, group: int) -> None:
        """At the end of each life of the server: what it used."""
        self.server += seconds_of_group(group)

    def end(self) -> None:
        self.seconds = now() - self.began
        self.loader = sum(os.times()[:2]) - self._own
        self.database = seconds_below(self.postmaster) - self._database
        self.others = seconds_of_machine() - self._all - self.server - self.loader - self.database


def _postmaster() -> int:
    """The process of this run's own PostgreSQL (tests/postgres.py), 0 without."""
    folder = os.environ.get("LISTENS_DATABASE", "").partition("host=")[2]
    try:
        return int((Path(folder) / "data" / "postmaster.pid").read_text().split()[0]) if folder else 0
    except OSError:
        return 0
