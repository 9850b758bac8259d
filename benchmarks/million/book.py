"""What each stage of a run took, kept in a file, so that a run that was stopped goes on being measured."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.million.crew import Crew


@dataclass
class Stage:
    name: str
    steps: int
    seconds: float = 0.0
    cpu: float = 0.0
    peak: float = 0.0

    def __str__(self) -> str:
        return f"  {self.name:<12} {self.seconds:>8.0f} {self.cpu:>8.0f} {self.peak:>8.0f} {self.steps:>7}"


class Book:
    """Seconds are those in which it was watched; CPU-seconds and peak memory (MB, of one of them) are the workers'."""

    def __init__(self, file: Path, crew: Crew) -> None:
        self._file, self._crew = file, crew
        kept = json.loads(file.read_text("utf-8")) if file.exists() else {"stages": [], "killed": []}
        self.stages = [Stage(**one) for one in kept["stages"]]
        self.killed: list[str] = kept["killed"]
        self._since, self._cpu = time.monotonic(), crew.cpu()
        self._is_begun = False

    def is_at(self, name: str, steps: int) -> bool:
        """Enter what was taken since the last time. True when this stage begins."""
        now, cpu = time.monotonic(), self._crew.cpu()
        is_new = not self.stages or self.stages[-1].name != name
        if is_new:
            self.stages.append(Stage(name, steps))
        elif self._is_begun:
            self.stages[-1].peak = max(self.stages[-1].peak, self._crew.peak())
        self.stages[-1].seconds += now - self._since
        self.stages[-1].cpu += cpu - self._cpu
        self._since, self._cpu = now, cpu
        is_first, self._is_begun = not self._is_begun, True
        return is_new or is_first

    def write(self) -> None:
        stages = [asdict(one) for one in self.stages]
        self._file.write_text(json.dumps({"stages": stages, "killed": self.killed}), encoding="utf-8")

    @property
    def seconds(self) -> float:
        return sum(one.seconds for one in self.stages)

    @property
    def peak(self) -> float:
        return max((one.peak for one in self.stages), default=0.0)

    def __str__(self) -> str:
        head = f"  {'stage':<12} {'seconds':>8} {'CPU':>8} {'peak MB':>8} {'steps':>7}"
        total = Stage("all", sum(one.steps for one in self.stages), self.seconds, 0.0, self.peak)
        total.cpu = sum(one.cpu for one in self.stages)
        return "\n".join([head, *map(str, self.stages), str(total)])
