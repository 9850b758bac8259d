"""Pabulib's `.pb` files: real elections with costs, as participatory-budgeting research shares them.

Format: pabulib.org/format (Faliszewski et al. 2023): sections META, PROJECTS and VOTES, each with a header, separated
by semicolons. A proposal counts as ticked when the ballot names it, in every kind of vote: approval, choose-1,
ordinal (best first) and cumulative or scoring (also with 0 points: the voter picked it). Such a ballot's worth is
then counted by `utility` (cost or cardinality) and not by its points.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from operator import methodcaller

from listens.methods.priorities.election import BadFile, Block, Election, Project, amount
from listens.methods.priorities.pabulib_votes import with_votes

SECTIONS = ("META", "PROJECTS", "VOTES")
VOTE_TYPES = ("approval", "choose-1", "ordinal", "cumulative", "scoring")
PLAIN = re.compile(r"^VOTES[; \t]*\r?\n(?P<header>\w[^\r\n]*)\r?\n", re.MULTILINE)
LONGEST_LINE = 100_000
Row = tuple[int, list[str]]


def parse(text: str) -> Election:
    """Read a `.pb` file. Raises BadFile when it has no usable sections; a bad ballot is a finding."""
    meta: dict[str, str] = {}
    projects: dict[str, Project] = {}
    blocks: list[Block] = []
    section, header, seen = "", list[str](), set[str]()
    head, plain = _plain_votes(text.removeprefix("\ufeff"))
    for row, cells in _rows(head):
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
        elif blocks and blocks[-1].goes_on(row, header, len(cells)):
            blocks[-1].cells.extend(cells)
        else:
            blocks.append(Block(row, header, len(cells), cells))
    if plain:
        blocks.append(Block(row + 1, header, len(header), plain))
    if missing := [name for name in SECTIONS if name not in seen]:
        raise BadFile(f"The file has no section {missing[0]}.")
    if not projects:
        raise BadFile("The section PROJECTS lists no project.")
    vote_type = meta.get("vote_type", "approval").lower()
    if vote_type not in VOTE_TYPES:
        raise BadFile(f"The vote type “{vote_type[:50]}” is not one of {', '.join(VOTE_TYPES)}.")
    if blocks and not any("vote" in block.header[: block.width] for block in blocks):
        raise BadFile("The section VOTES has no column “vote”.")
    return with_votes(meta, projects, blocks)


def _plain_votes(text: str) -> tuple[str, list[str]]:
    """(the text up to the first vote, the cells of all votes) where they are plain; else (the whole text, nothing).

    Plain votes have no quotes, no other section after them, and each a cell for every heading: they need no csv.
    """
    start = PLAIN.search(text)
    if not start:
        return text, []
    votes = text[start.end() :].replace("\r\n", "\n").rstrip("\n")
    header, upper = start["header"], start["header"].upper() + votes.upper()
    if not votes or any(mark in upper for mark in ('"', "\r", "\0", *SECTIONS)):
        return text, []
    lines, between = votes.split("\n"), header.count(";")
    starts = "".join([line[:1] for line in lines])
    if not starts.isalnum() or set(map(methodcaller("count", ";"), lines)) != {between}:
        return text, []
    if not between or len(max(lines, key=len)) > LONGEST_LINE:
        return text, []
    return text[: start.end()], votes.replace("\n", ";").split(";")


def _rows(text: str) -> Iterator[Row]:
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
