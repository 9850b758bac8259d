"""Ballots in files: Pabulib `.pb` or CSV `ballot, organisation, choices`, as rows that name our proposals."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from listens.core.tables import LARGEST_FILE, Table, UnreadableTable, decode
from listens.methods.findings import Finding
from listens.methods.priorities import pabulib
from listens.methods.priorities.ballots import read_csv_ballots
from listens.methods.priorities.election import BadFile
from listens.priorities.models import LongList

ORGANISATION = "organisation"


@dataclass(frozen=True)
class BallotRow:
    """One ballot of a file: `choices` are proposal references."""

    id: str
    organisation: str
    choices: tuple[str, ...]
    row: int = 0


def read(
    data: bytes | Path, long_list: LongList, mapping: Mapping[str, str], source: str
) -> tuple[Table, list[BallotRow]]:
    """(a table with the file's digest and findings, its good ballots).

    `mapping` gives the project of a `.pb` its proposal reference ("12": "P3") and names the column that holds the
    organisation ("neighborhood": "organisation"). Raises UnreadableTable with one sentence.
    """
    if isinstance(data, Path):
        source = source or data.name
        try:
            data = data.read_bytes()
        except OSError as error:
            raise UnreadableTable(f"{source}: {error.strerror}.") from error
    if len(data) > LARGEST_FILE:
        raise UnreadableTable(_("The file is over 200 MB. Send it in parts."))
    content = decode(data, source)
    table = Table(source, hashlib.sha256(data).hexdigest(), [])
    columns = [column for column, field in mapping.items() if field == ORGANISATION]
    column = columns[0] if columns else None
    references = dict.fromkeys(long_list.proposals.values_list("reference", flat=True))
    if content.lstrip("\ufeff\r\n ").upper().startswith("META"):
        rows = _of_pabulib(content, table, column, mapping, list(references))
    else:
        slips, findings = read_csv_ballots(
            content,
            min_ticks=long_list.min_ticks,
            max_ticks=long_list.max_ticks,
            proposals=references,
            organisation_column=column or ORGANISATION,
            needs_organisation=long_list.scheme != LongList.Scheme.BALLOT,
        )
        table.findings.extend(findings)
        rows = [BallotRow(slip.id, slip.organisation or "", slip.choices, slip.row) for slip in slips]
    table.rows = [(row.row, {}) for row in rows]
    return table, rows


def _of_pabulib(
    content: str, table: Table, column: str | None, mapping: Mapping[str, str], references: list[str]
) -> list[BallotRow]:
    try:
        election = pabulib.parse(content)
    except BadFile as error:
        raise UnreadableTable(str(error)) from error
    proposal_of = {project: mapping.get(project, project) for project in election.projects}
    if lost := [project for project, reference in proposal_of.items() if reference not in references]:
        raise UnreadableTable(
            _(
                "The project “%(project)s” of the file is not on the long-list. Say which proposal it is, as"
                " %(project)s=REFERENCE."
            )
            % {"project": lost[0]}
        )
    if len(set(proposal_of.values())) < len(proposal_of):
        raise UnreadableTable(_("Two projects of the file are mapped to the same proposal."))
    table.findings.extend(election.findings)
    rows = []
    for vote in election.votes:
        organisation = vote.columns.get(column, "").strip() if column else ""
        if column and not organisation:
            table.findings.append(
                Finding(vote.row, column, _("It is empty."), _("Write which organisation voted."))
            )
        elif vote.choices:
            rows.append(
                BallotRow(
                    vote.id, organisation, tuple(proposal_of[choice] for choice in vote.choices), vote.row
                )
            )
    return rows
