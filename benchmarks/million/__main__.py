"""One million notes from nothing to proposed themes, on this machine, through workers that are killed twice.

Makes synthetic notes in an installation that is thrown away (SQLite as it comes), starts discovery by its action,
runs the product's workers as processes of their own, kills all of them with -9 while they read and again while they
seek groups, and starts them anew. Then 400 notes are coded and suggestions are made for all. Prints what each stage
took beside the limits of docs/adr/0017. Progress goes to standard error.

    make bench-million      or      python -m benchmarks.million [--notes 1000000] [--workers 2] [--no-suggestions]

LISTENS_MILLION gives another number of notes; limits of time shrink with it, but not below fifteen minutes. With
--keep FOLDER the installation stays there; the same again goes on where it was stopped, and adds to what was measured.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.million.book import Book
from benchmarks.million.crew import Crew
from benchmarks.site import installation

MILLION = 1_000_000
MOST_SECONDS, LEAST_LIMIT, MOST_MB = 3600.0, 900.0, 4000.0
CODED = 400
KILL_IN = {"read": 1 / 3, "level": 1 / 3}  # how much of the stage is done then


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--notes", type=int, default=int(os.environ.get("LISTENS_MILLION", MILLION)))
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--kills", type=int, default=2)
    parser.add_argument("--no-suggestions", action="store_true")
    parser.add_argument("--keep", default="", metavar="FOLDER")
    wanted = parser.parse_args()
    limit = max(MOST_SECONDS * wanted.notes / MILLION, LEAST_LIMIT)
    with installation(str(Path(wanted.keep).resolve()) if wanted.keep else ""):
        from benchmarks.million.made import code, fill, ground

        from listens.sensemaking.jobs import DISCOVER, SUGGEST

        home = Path(os.environ["LISTENS_HOME"])
        began = time.monotonic()
        if (cast := ground()) is None:
            fill(wanted.notes)
            cast = ground()
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
    from listens.sensemaking.machine.standing import newest_run
    from listens.sensemaking.models import NoteVector

    book, left = Book(home / f"{kind}.json", crew), dict(kills)
    run = newest_run(cast.round, kind) or actions.start_finding(cast.femi, cast.round, kind)
    while (now := jobs.progress(run)).state != "done":
        if now.state == "failed":
            raise SystemExit(f"It failed: {now.problem}")
        if crew.have_died():
            raise SystemExit(f"A worker died: {(home / 'workers.log').read_text()[-2000:]}")
        name, steps = stage_of(run, now.stage)
        if book.is_at(name, steps):
            crew.forget_peak()
        if name in left and name not in book.killed and is_time(run, now.stage, left[name] * steps):
            book.killed.append(name)
            crew.kill()
            say(f"  {name}: all workers killed after {done_of(run, now.stage)} of {steps} steps")
            crew.start()
        time.sleep(0.5)
        book.write()
        run.refresh_from_db()
    again = run.steps.filter(attempt__gt=1).count()
    say(f"{kind}: {run.result}")
    say(str(book))
    say(f"  limits: {limit:.0f} s, {MOST_MB:.0f} MB for each worker")
    say(f"  {len(book.killed)} kills, {again} steps begun twice; {NoteVector.objects.count():,} notes read;")
    say(f"  {size_of(home):,.0f} MB of database; load of the machine {os.getloadavg()[0]:.1f}")
    if set(book.killed) != set(kills) or JobBytes.objects.exists() or (kills and not again):
        raise SystemExit("It was not killed as planned, or something was left behind.")
    return book.seconds <= limit and book.peak <= MOST_MB


def stage_of(run: Any, stage: int) -> tuple[str, int]:
    keys = run.steps.filter(stage=stage).order_by("position").values_list("key", flat=True)
    return keys[0].split("-")[0], len(keys)


def done_of(run: Any, stage: int) -> int:
    return run.steps.filter(stage=stage, state="done").count()


def is_time(run: Any, stage: int, num: float) -> bool:
    """Enough is done, and something is held, which will be lost."""
    return done_of(run, stage) >= num and run.steps.filter(state="running").exists()


def size_of(home: Path) -> float:
    return sum(file.stat().st_size for file in home.glob("*sqlite3*")) / 1e6


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
