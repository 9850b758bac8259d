"""Workers as processes of their own, what they take of the machine, and their sudden end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


class Crew:
    """`listens worker`, so many at once. `cpu` is what all have taken, those that were killed too."""

    def __init__(self, num: int, log: Path) -> None:
        self.num, self.log = num, log
        self.processes: list[subprocess.Popen[bytes]] = []
        self._spent = 0.0
        self._last: dict[int, float] = {}

    def start(self) -> None:
        with self.log.open("ab") as log:
            command = [sys.executable, "-m", "listens.cli", "worker", "--every", "0.2"]
            self.processes = [
                subprocess.Popen(command, start_new_session=True, stdout=log, stderr=log)
                for _ in range(self.num)
            ]

    def kill(self) -> None:
        """As when the power goes: all at once, in the middle of what they are at."""
        self.cpu()
        for process in self.processes:
            os.killpg(process.pid, signal.SIGKILL)
        for process in self.processes:
            process.wait(timeout=60)
        self._spent += sum(self._last.values())
        self._last = {}

    def end(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.terminate()
        for process in self.processes:
            process.wait(timeout=120)

    def have_died(self) -> bool:
        return any(process.poll() is not None for process in self.processes)

    def cpu(self) -> float:
        for process in self.processes:
            try:
                parts = Path(f"/proc/{process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
            except OSError:
                continue
            self._last[process.pid] = (int(parts[11]) + int(parts[12])) / TICKS
        return self._spent + sum(self._last.values())

    def peak(self) -> float:
        """The most memory that one of them held since `forget_peak`, in MB."""
        found = 0.0
        for process in self.processes:
            try:
                lines = Path(f"/proc/{process.pid}/status").read_text("ascii").splitlines()
            except OSError:
                continue
            found = max([found, *(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))])
        return found

    def forget_peak(self) -> None:
        for process in self.processes:
            try:
                Path(f"/proc/{process.pid}/clear_refs").write_text("5")
            except OSError:
                continue
