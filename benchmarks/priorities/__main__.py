"""The speed of the count, measured now: `make bench-priorities`.

Two parts. Beside pabutools, in one run on the same machine, on 34 real elections: each engine in a process of its own,
first one then the other for each file, from the bytes of the file to the winners, who must be the same. Then our own
times and memory at up to a million ballots. Processor time counts, as others may use the machine; wall time is told
beside it.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

from benchmarks.themes.rows import Row, as_table

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SHARED = Path(os.environ.get("LISTENS_SHARED", ROOT.parent / "shared"))
FOLDER = SHARED / "data" / "priorities" / "pabulib"
SIZES = {1_000: "≤ 0.025", 10_000: "", 100_000: "≤ 0.3", 1_000_000: "≤ 5"}
MOST_MEMORY = "≤ 1.3"


def main() -> int:
    """1 when a target is missed, 2 when the elections are not here."""
    files = sorted(FOLDER.glob("*.pb"), key=lambda path: path.stat().st_size)
    if not files:
        sys.stderr.write(
            f"No .pb file lies in {FOLDER}. Set LISTENS_SHARED to the folder that holds data/priorities/pabulib, then "
            "type this again: LISTENS_SHARED=/that/folder make bench-priorities\n"
        )
        return 2
    rows = [*beside_pabutools(files), *alone()]
    sys.stdout.write(as_table(rows) + "\n")
    return int(any(row.sign == "MISSED" for row in rows))


def beside_pabutools(files: list[Path]) -> list[Row]:
    """The median ratios over all files; a line for each file goes to standard error."""
    peers, whole, count, whole_wall = peer_python(), list[float](), list[float](), list[float]()
    for path in files:
        theirs = run(peers, "peer.py", path)
        ours = run(sys.executable, "ours.py", path)
        if ours["winners"] != theirs["winners"]:
            raise SystemExit(f"{path.name}: the two engines choose differently.")
        whole.append(seconds(theirs, "cpu") / seconds(ours, "cpu"))
        whole_wall.append(seconds(theirs, "wall") / seconds(ours, "wall"))
        count.append(seconds(theirs, "cpu", "count") / seconds(ours, "cpu", "count"))
        sys.stderr.write(
            f"{path.stem:<75} {1000 * seconds(theirs, 'cpu'):>9.1f} / {1000 * seconds(ours, 'cpu'):>7.1f} ms"
            f" = {whole[-1]:>6.1f}; count alone {count[-1]:>7.1f}\n"
        )
    return [
        row("Times as fast as pabutools, from the file to the winners", whole, "≥ 14"),
        row("The same by wall time", whole_wall, ""),
        row("Times as fast as pabutools, the count alone", count, "≥ 44"),
    ]


def row(what: str, ratios: list[float], target: str) -> Row:
    spread = f"{statistics.median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.0f})"
    return Row(f"{what}: median of {len(ratios)} elections", spread, target)


def alone() -> list[Row]:
    """Our own times by number of ballots, and the memory of the largest."""
    rows = []
    for number, target in SIZES.items():
        found = json.loads(output([sys.executable, str(HERE / "alone.py"), str(number)]))
        words = f"{found['drip']['cpu']:.3f} (wall {found['drip']['wall']:.3f})"
        rows.append(Row(f"Drip with organisation weights, {number:,} ballots, seconds", words, target))
        sys.stderr.write(f"{rows[-1]}\n")
        if "resamples" in found:
            took = found["resamples"]
            words = f"{took['cpu']:.3f} (wall {took['wall']:.3f})"
            rows.append(Row(f"100 resamples of {number:,} ballots, seconds", words, "≤ 0.5"))
    rows.append(Row(f"Most memory at {max(SIZES):,} ballots, GB", f"{found['memory_gb']:.2f}", MOST_MEMORY))
    return rows


def seconds(found: dict[str, Any], clock: str, *only: str) -> float:
    return sum(took[clock] for stage, took in found["stages"].items() if not only or stage in only)


def run(python: str, script: str, path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(output([python, str(HERE / script), str(path)]))
    return found


def output(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def peer_python() -> str:
    """The interpreter of the peers' environment, which is made when it is not there."""
    folder = ROOT / "build" / "priorities-peers"
    python = folder / "bin" / "python"
    if not (folder / "made").exists():
        sys.stderr.write("Making pabutools' environment\n")
        venv.create(folder, with_pip=True)
        pip = [str(python), "-m", "pip", "-q", "--disable-pip-version-check", "install", "--no-deps"]
        subprocess.run([*pip, "-r", str(HERE / "peers.txt")], check=True)
        (folder / "made").touch()
    return str(python)


if __name__ == "__main__":
    sys.exit(main())
