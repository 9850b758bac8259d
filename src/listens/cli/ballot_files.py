"""Files of ballots, read for the priorities command: CSV or Pabulib, and the sizes of organisations."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from listens.methods.findings import Finding
from listens.methods.priorities import pabulib
from listens.methods.priorities.ballots import Ballot, Nameless, read_csv_ballots
from listens.methods.priorities.election import BadFile


@dataclass
class BallotFile:
    """What a file of ballots held. `findings` were left out; `remarks` are counted as they stand."""

    ballots: list[Ballot] | Nameless
    findings: list[Finding] = field(default_factory=list)
    remarks: Sequence[Finding] = ()
    proposals: list[str] | None = None
    names: dict[str, str] = field(default_factory=dict)
    costs: dict[str, Fraction] | None = None
    budget: Fraction | None = None


def read_text(path: Path) -> str:
    """UTF-8 with or without a byte order mark, UTF-16 with one, else cp1252. Raises BadFile with one sentence."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadFile(f"{path.name} cannot be opened ({error.strerror}).") from error
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text[:1000]:
            return text
    raise BadFile(f"{path.name} is not a text file; save it as CSV (UTF-8) and send that.")


def is_pabulib(path: Path, text: str) -> bool:
    """By its name or by its first word."""
    first_line = text.lstrip("\ufeff\r\n").split("\n", 1)[0]
    return path.suffix.lower() == ".pb" or first_line.strip("; \t\r").upper() == "META"


def read_ballots(
    path: Path, *, organisation_column: str | None, by_organisation: bool, min_ticks: int, max_ticks: int
) -> BallotFile:
    """Ballots of either kind of file. A `.pb` keeps the tick limits of its own header. Raises BadFile."""
    text = read_text(path)
    if is_pabulib(path, text):
        election = pabulib.parse(text)
        ballots, nameless = election.ballots(organisation_column, needs_organisation=by_organisation)
        return BallotFile(
            ballots,
            [*election.findings, *nameless],
            election.remarks,
            list(election.projects),
            {project.id: project.name for project in election.projects.values() if project.name},
            election.costs,
            election.budget,
        )
    ballots, findings = read_csv_ballots(
        text,
        min_ticks=min_ticks,
        max_ticks=max_ticks,
        organisation_column=organisation_column or "organisation",
        needs_organisation=by_organisation,
    )
    return BallotFile(ballots, findings)


def read_sizes(path: Path) -> tuple[dict[str, int], list[Finding]]:
    """Members per organisation from a CSV with the columns `organisation` and `size`. Raises BadFile."""
    text = read_text(path)
    first_line = text.lstrip("\r\n").split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first_line.count))
    sizes: dict[str, int] = {}
    findings: list[Finding] = []
    try:
        header = [cell.strip().casefold() for cell in next(reader, [])]
        if not {"organisation", "size"} <= set(header):
            raise BadFile(f"{path.name} needs the columns organisation and size.")
        for row, cells in enumerate(reader, start=2):
            columns = dict(zip(header, cells, strict=False))
            name, size = columns.get("organisation", "").strip(), columns.get("size", "").strip()
            if not name and not size:
                continue
            if name in sizes:
                findings.append(Finding(row, "organisation", f"“{name}” is listed twice.", "Keep one row."))
            elif not (size.isascii() and size.isdecimal() and int(size[:18]) > 0 and len(size) < 18):
                findings.append(
                    Finding(row, "size", f"“{size[:50]}” is no number of people.", "Write 1 or more.")
                )
            else:
                sizes[name] = int(size)
    except csv.Error as error:
        raise BadFile(f"{path.name} cannot be read ({error}).") from error
    return sizes, findings
