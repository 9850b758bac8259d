"""An election read from a file: its header, its projects with their costs, and the votes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from listens.methods.findings import Finding
from listens.methods.priorities.ballots import Ballot, Nameless

LONGEST = 400  # digits
AMOUNT = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?|[+-]?\d+/\d+", re.ASCII | re.IGNORECASE)


class BadFile(ValueError):
    """The file as a whole cannot be used; the text is one sentence that says why."""


@dataclass(frozen=True)
class Project:
    """One line of PROJECTS. `cost` is exact; `selected` is what the city took (None: not stated)."""

    id: str
    cost: Fraction
    name: str = ""
    category: str = ""
    selected: bool | None = None


@dataclass(slots=True)
class Vote:
    """One line of VOTES: its row in the file, the ticks in the voter's order, and its cells under their headings."""

    row: int
    id: str
    choices: tuple[str, ...]
    header: Sequence[str]
    cells: Sequence[str]

    def column(self, name: str) -> str:
        """One column of the line, empty where it is not there."""
        place = self.header.index(name) if name in self.header else len(self.cells)
        return self.cells[place] if place < len(self.cells) else ""

    @property
    def columns(self) -> dict[str, str]:
        """Every column of the line."""
        return dict(zip(self.header, self.cells, strict=False))


@dataclass
class Block:
    """Lines of VOTES that follow each other, from `row` on, with `width` cells each under the same headings."""

    row: int
    header: list[str]
    width: int
    cells: list[str]

    @property
    def rows(self) -> range:
        """The rows of its lines in the file."""
        return range(self.row, self.row + len(self.cells) // self.width)

    def goes_on(self, row: int, header: list[str], width: int) -> bool:
        """Can such a line be added?"""
        return header is self.header and width == self.width and row == self.rows.stop

    def column(self, name: str) -> list[str]:
        """The cells under a heading (the last of that name), empty where it is not there."""
        place = max((at for at, heading in enumerate(self.header) if heading == name), default=self.width)
        return self.cells[place :: self.width] if place < self.width else [""] * len(self.rows)


@dataclass(frozen=True)
class Election:
    """A whole file. `findings` are ballots left out; `remarks` are oddities that are counted as they stand.

    Of the votes that count: their rows, voters (`names`) and choices; `blocks` holds the lines of all.
    """

    meta: Mapping[str, str]
    projects: Mapping[str, Project]
    blocks: Sequence[Block]
    rows: Sequence[int]
    names: Sequence[str]
    choices: Sequence[tuple[str, ...]]
    findings: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()

    @cached_property
    def votes(self) -> tuple[Vote, ...]:
        """The votes that count, with every cell of their lines."""
        lines = {
            row: (block.header, block.cells[at * block.width : (at + 1) * block.width])
            for block in self.blocks
            for at, row in enumerate(block.rows)
        }
        given = zip(self.rows, self.names, self.choices, strict=True)
        return tuple(Vote(row, name, choices, *lines[row]) for row, name, choices in given)

    @property
    def budget(self) -> Fraction | None:
        """The money to spend, when the header states it."""
        return amount(self.meta.get("budget", ""))

    @property
    def costs(self) -> dict[str, Fraction]:
        """Cost of each project."""
        return {project.id: project.cost for project in self.projects.values()}

    def ballots(
        self, organisation_column: str | None = None, *, needs_organisation: bool = True
    ) -> tuple[list[Ballot] | Nameless, list[Finding]]:
        """The votes as ballots, a voter's column (a district, say) standing in for the organisation.

        With a column, a vote that leaves it empty is a finding and is left out, unless no organisation is needed.
        Raises BadFile when no vote has that column.
        """
        if organisation_column is None:
            return Nameless(self.names, self.choices), []
        if self.votes and not any(organisation_column in vote.header for vote in self.votes):
            raise BadFile(f"The votes have no column “{organisation_column}”.")
        ballots, findings = [], []
        for vote in self.votes:
            organisation = vote.column(organisation_column).strip() or None
            if organisation or not needs_organisation:
                ballots.append(Ballot(vote.id, organisation, vote.choices))
            else:
                findings.append(
                    Finding(vote.row, organisation_column, "It is empty.", "Write which organisation voted.")
                )
        return ballots, findings


def amount(text: str) -> Fraction | None:
    """An exact amount of money or points ("446829.4", "12,5"); None when it is none."""
    if len(text) > LONGEST:
        return None
    if text.isdecimal() and text.isascii():
        return Fraction(int(text))
    text = text.strip().replace(",", ".").replace(" ", "")
    # 1e999999999 is a number too, and would keep the machine busy for ever: exponents are short.
    if not AMOUNT.fullmatch(text):
        return None
    try:
        return Fraction(text)
    except ZeroDivisionError:
        return None
