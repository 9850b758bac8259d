"""One voter's ticks, and reading them from a table.

A ballot names three to five different proposals (the limits are settings of the vote); there is no stacking of dots,
so a tick given twice is a mistake and not a double vote. Row numbers are a spreadsheet's: the header is row 1.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, repeat

from listens.methods.cells import unguarded
from listens.methods.findings import Finding

__all__ = ["Ballot", "Finding", "Nameless", "problem_with_ticks", "read_csv_ballots"]

LONGEST_CELL = 100_000


@dataclass(slots=True, unsafe_hash=True)
class Ballot:
    """`choices` holds the ids of the ticked proposals, each once (best first where the voter ranked them).

    `row` is its row in the file it was read from, 0 when it came otherwise. Not frozen, as there may be a million and
    that would take three times as long; nothing changes one.
    """

    id: str
    organisation: str | None
    choices: tuple[str, ...]
    row: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Nameless:
    """Ballots that name no organisation, each made only when it is asked for: to count them, none need be."""

    ids: Sequence[str]
    choices: Sequence[tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Ballot]:
        return map(Ballot, self.ids, repeat(None), self.choices)


def problem_with_ticks(
    choices: tuple[str, ...], min_ticks: int, max_ticks: int, proposals: Collection[str] | None
) -> tuple[str, str] | None:
    """(what is wrong, what to do) with one ballot's ticks, or None; shared by every way a ballot comes in."""
    if len(set(choices)) < len(choices):
        repeated, _times = Counter(choices).most_common(1)[0]
        return (
            f"“{repeated}” is ticked more than once.",
            "Tick each proposal once; one dot cannot count twice.",
        )
    if proposals is not None and (unknown := [choice for choice in choices if choice not in proposals]):
        return (
            f"“{unknown[0]}” is not on the long-list.",
            "Use the proposal's id as it stands on the long-list.",
        )
    if len(choices) > max_ticks:
        return f"{len(choices)} proposals are ticked; the most is {max_ticks}.", "Ask which ticks to keep."
    if len(choices) < min_ticks:
        ticked = "1 proposal is" if len(choices) == 1 else f"{len(choices)} proposals are"
        return f"{ticked} ticked; the least is {min_ticks}.", f"Tick at least {min_ticks}."
    return None


def read_csv_ballots(
    text: str,
    *,
    min_ticks: int = 3,
    max_ticks: int = 5,
    proposals: Collection[str] | None = None,
    organisation_column: str = "organisation",
    needs_organisation: bool = False,
) -> tuple[list[Ballot], list[Finding]]:
    """Ballots of a CSV with the columns `ballot`, `organisation` and `choices` (ids separated by `|`).

    Forgives a byte order mark and semicolons or tabs for commas. A bad row is a finding and is left out; nothing in
    the file raises. Without `proposals` any id may be ticked.
    """
    text = text.removeprefix("\ufeff")
    first_line = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    ballots: list[Ballot] = []
    findings: list[Finding] = []
    seen: dict[str, int] = {}
    header: list[str] | None = None
    for row in count(1):
        try:
            cells = next(reader, None)
        except csv.Error as error:
            findings.append(
                Finding(
                    row, "the row", f"It cannot be read ({error}).", "Check its quotes; save as CSV again."
                )
            )
            continue
        if cells is None:
            break
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = [cell.strip().casefold() for cell in cells]
            if missing := _missing(header, row, organisation_column, needs_organisation):
                return [], [missing]
            continue
        read = _ballot(dict(zip(header, map(unguarded, cells), strict=False)), row, organisation_column)
        problem = _problem(read, seen, needs_organisation)
        if problem is None and (wrong := problem_with_ticks(read.choices, min_ticks, max_ticks, proposals)):
            problem = ("choices", *wrong)
        if problem is None:
            seen[read.id] = row
            ballots.append(read)
        else:
            findings.append(Finding(row, *problem))
    if header is None:
        findings.append(Finding(1, "the file", "It is empty.", "Send columns ballot, organisation, choices."))
    return ballots, findings


def _missing(header: list[str], row: int, organisation: str, needs_organisation: bool) -> Finding | None:
    for column in ["choices", *([organisation.casefold()] if needs_organisation else [])]:
        if column not in header:
            has = ", ".join(header)[:200]
            return Finding(
                row, column, f"There is no such column; the file has: {has}.", "Rename the column."
            )
    return None


def _ballot(cells: dict[str, str], row: int, organisation_column: str) -> Ballot:
    choices = tuple(choice.strip() for choice in cells.get("choices", "").split("|") if choice.strip())
    organisation = cells.get(organisation_column.casefold(), "").strip() or None
    return Ballot(cells.get("ballot", "").strip() or f"row {row}", organisation, choices, row)


def _problem(ballot: Ballot, seen: dict[str, int], needs_organisation: bool) -> tuple[str, str, str] | None:
    for column, value in (
        ("ballot", ballot.id),
        ("organisation", ballot.organisation or ""),
        ("choices", "|".join(ballot.choices)),
    ):
        if "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value):
            return column, "It holds a character that no text should hold.", "Type the cell again."
        if len(value) > LONGEST_CELL:
            return column, f"It has {len(value)} characters.", "Shorten it."
    if ballot.id in seen:
        return (
            "ballot",
            f"“{ballot.id}” was already on row {seen[ballot.id]}.",
            "Keep one row for each ballot.",
        )
    if needs_organisation and ballot.organisation is None:
        return (
            "organisation",
            "It is empty, and shares go to organisations.",
            "Write which organisation voted.",
        )
    return None
