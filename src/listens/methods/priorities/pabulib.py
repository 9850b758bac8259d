"""Pabulib's `.pb` files: real elections with costs, as participatory-budgeting research shares them.

Format: pabulib.org/format (Faliszewski et al. 2023): sections META, PROJECTS and VOTES, each with a header, separated
by semicolons. A proposal counts as ticked when the ballot names it, in every kind of vote: approval, choose-1,
ordinal (best first) and cumulative or scoring (also with 0 points: the voter picked it). Such a ballot's worth is
then counted by `utility` (cost or cardinality) and not by its points.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping

from listens.methods.findings import Finding
from listens.methods.priorities.ballots import problem_with_ticks
from listens.methods.priorities.election import BadFile, Election, Project, Vote, amount
from listens.methods.priorities.sum_limits import SumLimits

SECTIONS = ("META", "PROJECTS", "VOTES")
VOTE_TYPES = ("approval", "choose-1", "ordinal", "cumulative", "scoring")
UNLIMITED = 10**9
Row = tuple[int, list[str]]
Line = tuple[int, list[str], list[str]]  # its row, the headings it stands under, its cells
Ticks = tuple[tuple[str, ...], bool, tuple[str, str] | None]  # the ticks, is one twice, what is wrong


def parse(text: str) -> Election:
    """Read a `.pb` file. Raises BadFile when it has no usable sections; a bad ballot is a finding."""
    meta: dict[str, str] = {}
    projects: dict[str, Project] = {}
    rows: list[Line] = []
    section, header, seen = "", list[str](), set[str]()
    for row, cells in _rows(text):
        first = cells[0].strip().upper()
        if first in SECTIONS and not any(cell.strip() for cell in cells[1:]):
            section, header = first, []
            seen.add(first)
        elif not section:
            raise BadFile("The file does not begin with META, so it is no Pabulib file.")
        elif not header:
            header = [cell.strip() for cell in cells]
        elif section == "META":
            meta[cells[0].strip()] = cells[1].strip() if len(cells) > 1 else ""
        elif section == "PROJECTS":
            project = _project(row, dict(zip(header, cells, strict=False)))
            if project.id in projects:
                raise BadFile(f"Row {row}: the project “{project.id}” is listed twice.")
            projects[project.id] = project
        else:
            rows.append((row, header, cells))
    if missing := [name for name in SECTIONS if name not in seen]:
        raise BadFile(f"The file has no section {missing[0]}.")
    if not projects:
        raise BadFile("The section PROJECTS lists no project.")
    vote_type = meta.get("vote_type", "approval").lower()
    if vote_type not in VOTE_TYPES:
        raise BadFile(f"The vote type “{vote_type[:50]}” is not one of {', '.join(VOTE_TYPES)}.")
    if rows and not any("vote" in header[: len(cells)] for _, header, cells in rows):
        raise BadFile("The section VOTES has no column “vote”.")
    return _with_votes(meta, projects, rows)


def _rows(text: str) -> Iterator[Row]:
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        raise BadFile("The file holds NUL characters, so it is not a text file.")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    try:
        yield from ((row, cells) for row, cells in enumerate(reader, start=1) if "".join(cells).strip())
    except csv.Error as error:
        raise BadFile(f"Line {reader.line_num} cannot be read ({error}).") from error


def _project(row: int, columns: Mapping[str, str]) -> Project:
    name, cost = columns.get("project_id", "").strip(), amount(columns.get("cost", ""))
    if not name:
        raise BadFile(f"Row {row}: the project has no project_id.")
    if cost is None or cost < 0:
        raise BadFile(f"Row {row}: “{columns.get('cost', '')[:50]}” is no cost for the project “{name}”.")
    selected = columns.get("selected", "").strip()
    return Project(
        name,
        cost,
        columns.get("name", "").strip(),
        columns.get("category", "").strip(),
        selected not in ("0", "") if selected else None,
    )


def _with_votes(meta: dict[str, str], projects: dict[str, Project], rows: list[Line]) -> Election:
    limits = SumLimits.of(meta, projects)
    read = _reader(meta, projects)
    votes: list[Vote] = []
    findings: list[Finding] = []
    remarks: list[Finding] = []
    seen: dict[str, int] = {}
    header: list[str] | None = None
    at_name = at_vote = UNLIMITED
    for row, under, cells in rows:
        if under is not header:
            header, at_name, at_vote = under, _place(under, "voter_id"), _place(under, "vote")
        name = cells[at_name].strip() if at_name < len(cells) else ""
        name = name or f"row {row}"
        choices, is_twice, wrong = read(cells[at_vote] if at_vote < len(cells) else "")
        if name in seen:
            findings.append(
                Finding(row, "voter_id", f"“{name}” already voted on row {seen[name]}.", "Keep one.")
            )
        elif wrong:
            findings.append(Finding(row, "vote", *wrong))
        else:
            seen[name] = row
            votes.append(Vote(row, name, choices, under, cells))
            if is_twice:
                remarks.append(Finding(row, "vote", "A project is ticked twice.", "It is counted once."))
            if limits.limits:
                remarks += limits.remarks(votes[-1])
    return Election(meta, projects, tuple(votes), tuple(findings), tuple(remarks))


def _place(header: list[str], name: str) -> int:
    """Which column has this name (the last of them), or one that no line reaches."""
    return max((place for place, heading in enumerate(header) if heading == name), default=UNLIMITED)


def _reader(meta: Mapping[str, str], projects: Mapping[str, Project]) -> Callable[[str], Ticks]:
    """Reads the ticks of one vote. Many votes are alike, and a text that was read before is not read again."""
    least, most = _length(meta, "min_length", 0), _length(meta, "max_length", UNLIMITED)
    if meta.get("vote_type", "").lower() == "choose-1":
        most = min(most, 1)
    known: dict[str, Ticks] = {}

    def read(text: str) -> Ticks:
        found = known.get(text)
        if found is None:
            given = [tick for each in text.split(",") if (tick := each.strip())]
            choices = tuple(dict.fromkeys(given))
            wrong = problem_with_ticks(choices, least, most, projects)
            found = known[text] = choices, len(choices) < len(given), wrong
        return found

    return read


def _length(meta: Mapping[str, str], key: str, otherwise: int) -> int:
    value = meta.get(key, "").strip()
    return int(value) if value.isdecimal() and len(value) < 10 else otherwise
