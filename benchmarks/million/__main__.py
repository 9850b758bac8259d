"""One million notes from nothing to proposed themes, on this machine, through workers that are killed twice.

Makes synthetic notes in an installation that is thrown away (SQLite as it comes), starts discovery by its action,
runs the product's workers as processes of their own, kills all of them with -9 while they read and again while they
seek groups, and starts them anew. Then 400 notes are coded and suggestions are made for all. Prints what each stage
took beside the limits of docs/adr/0017. Progress goes to standard error.

    make bench-million      or      python -m benchmarks.million [--notes 1000000] [--workers 2] [--no-suggestions]

LISTENS_MILLION gives another number of notes; limits of time shrink with it, but not below fifteen minutes.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.million.crew import Crew
from benchmarks.site import installation

MILLION = 1_000_000
MOST_SECONDS, LEAST_LIMIT, MOST_MB = 3600.0, 900.0, 4000.0
CODED = 400
KILL_IN = {"read": 1 / 3, "level": 1 / 3}  # how much of the stage is done then


@dataclass
class Stage:
    name: str
    seconds: float
    cpu: float
    peak: float
    steps: int

    def __str__(self) -> str:
        return f"  {self.name:<12} {self.seconds:>8.0f} {self.cpu:>8.0f} {self.peak:>8.0f} {self.steps:>7}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--notes", type=int, default=int(os.environ.get("LISTENS_MILLION", MILLION)))
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--kills", type=int, default=2)
    parser.add_argument("--no-suggestions", action="store_true")
    wanted = parser.parse_args()
    limit = max(MOST_SECONDS * wanted.notes / MILLION, LEAST_LIMIT)
    with installation():
        from benchmarks.million.made import code, fill

        from listens.sensemaking.jobs import DISCOVER, SUGGEST

        home = Path(os.environ["LISTENS_HOME"])
        began = time.monotonic()
        cast = fill(wanted.notes)
        say(f"{wanted.notes:,} notes made in {time.monotonic() - began:.0f} s; {size_of(home):,.0f} MB")
        crew = Crew(wanted.workers, home / "workers.log")
        crew.start()
        try:
            kills = dict(list(KILL_IN.items())[: wanted.kills])
            is_kept = follow(cast, DISCOVER, crew, kills, limit, home)
            if not wanted.no_suggestions:
                code(cast, CODED)
                is_kept &= follow(cast, SUGGEST, crew, {}, 2 * limit, home)
        finally:
            crew.end()
    return 0 if is_kept else 1


def follow(cast: Any, kind: str, crew: Crew, kills: dict[str, float], limit: float, home: Path) -> bool:
    """Start a run, kill the crew where it says, and print the table of its stages. Whether the limits were kept."""
    from listens.core import jobs
    from listens.core.models import JobBytes
    from listens.sensemaking import actions
    from listens.sensemaking.models import NoteVector

    began, cpu, left = time.monotonic(), crew.cpu(), dict(kills)
    run = actions.start_finding(cast.femi, cast.round, kind)
    stages: list[Stage] = []
    names = names_of(run)
    at, since, then = -1, began, cpu
    while run.finished_at is None:
        time.sleep(0.5)
        now = jobs.progress(run)
        if now.state == "done":
            break
        if now.state == "failed":
            raise SystemExit(f"It failed: {now.problem}")
        if crew.have_died():
            raise SystemExit(f"A worker died: {(home / 'workers.log').read_text()[-2000:]}")
        name, steps = names[now.stage]
        if now.stage != at:
            at, since, then = now.stage, time.monotonic(), crew.cpu()
            stages.append(Stage(name, 0, 0, 0, steps))
            crew.forget_peak()
        last = stages[-1]
        last.seconds, last.cpu = time.monotonic() - since, crew.cpu() - then
        last.peak = max(last.peak, crew.peak())
        if name in left and done_of(run, now.stage) >= left[name] * steps and is_held(run):
            del left[name]
            crew.kill()
            say(f"  {name}: all workers killed after {done_of(run, now.stage)} of {steps} steps")
            crew.start()
        run.refresh_from_db()
    run.refresh_from_db()
    took, most = time.monotonic() - began, max(stage.peak for stage in stages)
    again = run.steps.filter(attempt__gt=1).count()
    say(f"{kind}: {run.result}")
    say(f"  {'stage':<12} {'seconds':>8} {'CPU':>8} {'peak MB':>8} {'steps':>7}")
    for stage in stages:
        say(str(stage))
    say(
        f"  all: {took:.0f} s of {limit:.0f} s; {crew.cpu() - cpu:.0f} CPU-seconds; peak {most:.0f} of {MOST_MB:.0f} MB"
    )
    say(
        f"  {len(kills) - len(left)} kills, {again} steps done twice; {NoteVector.objects.count():,} notes read;"
    )
    say(f"  {size_of(home):,.0f} MB of database; load of the machine {os.getloadavg()[0]:.1f}")
    if left or JobBytes.objects.exists() or (kills and not again):
        raise SystemExit("It was not killed as planned, or something was left behind.")
    return took <= limit and most <= MOST_MB


def names_of(run: Any) -> dict[int, tuple[str, int]]:
    found: dict[int, tuple[str, int]] = {}
    for stage, key in run.steps.order_by("position").values_list("stage", "key"):
        name, num = found.get(stage, (key.split("-")[0], 0))
        found[stage] = name, num + 1
    return found


def done_of(run: Any, stage: int) -> int:
    return run.steps.filter(stage=stage, state="done").count()


def is_held(run: Any) -> bool:
    return run.steps.filter(state="running").exists()


def size_of(home: Path) -> float:
    return sum(file.stat().st_size for file in home.glob("*sqlite3*")) / 1e6


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
