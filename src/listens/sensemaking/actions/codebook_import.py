"""Bringing in a codebook that was made elsewhere: rows `code, name, definition, parent`."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from listens.core.acting import Deed, Refused, acting
from listens.core.batches import bring_in
from listens.core.models import Actor, Area
from listens.core.tables import Outcome, Table
from listens.methods.findings import Finding
from listens.sensemaking.actions.codebook import new_theme
from listens.sensemaking.models import Theme

NEEDED = ("code", "name")
OPTIONAL = ("definition", "parent")
Row = tuple[int, dict[str, str]]


def import_codebook(actor: Actor, area: Area, themes: Sequence[dict[str, str]]) -> tuple[int, int]:
    """Add themes given as {"id", "name", "definition", "parent"}; returns (added, already there).

    One transaction: a parent may come after its parts. Raises Refused, with the theme's id, for the first bad one.
    """
    rows = [
        (
            number,
            {
                "code": theme["id"],
                "name": theme.get("name") or theme["id"],
                "definition": theme.get("definition", ""),
                "parent": theme.get("parent", ""),
            },
        )
        for number, theme in enumerate(themes, start=1)
    ]
    with acting(actor, "edit_codebook", area) as deed:
        taken = _take(area, rows)
        if taken.findings:
            first = taken.findings[0]
            raise Refused(f"{rows[(first.row or 1) - 1][1]['code']}: {first.problem} {first.fix}")
        if taken.num_added:
            deed.record(None, added=taken.num_added)
        else:
            deed.unchanged()
    return taken.num_added, taken.num_unchanged


def import_codebook_table(
    actor: Actor, area: Area, table: Table, *, dry_run: bool = False, all_or_nothing: bool = False
) -> Outcome:
    """Add the themes that are new; a finding for each bad row. A code that is here stays exactly as it is."""

    def take(deed: Deed, table: Table, outcome: Outcome) -> None:
        taken = _take(area, table.rows)
        outcome.num_added, outcome.num_unchanged = taken.num_added, taken.num_unchanged
        outcome.findings += taken.findings

    return bring_in(
        actor, "edit_codebook", area, "codebook", table, take, dry_run=dry_run, all_or_nothing=all_or_nothing
    )


def _take(area: Area, rows: Sequence[Row]) -> Outcome:
    """Parents first, whatever the order of the rows."""
    outcome = Outcome(num_rows=len(rows))
    known = {theme.code: theme for theme in Theme.objects.filter(area=area).select_related("parent")}
    there = set(known)
    first_at: dict[str, int] = {}
    waiting: list[Row] = []
    for number, row in rows:
        if row["code"] in first_at:
            outcome.findings.append(
                Finding(
                    number,
                    "code",
                    _("Row %(row)d has the same code.") % {"row": first_at[row["code"]]},
                    _("Give it a code of its own."),
                )
            )
            continue
        first_at[row["code"]] = number
        if row["code"] in there:
            _compare(known[row["code"]], number, row, outcome)
        else:
            waiting.append((number, row))
    _add(area, waiting, known, outcome)
    return outcome


def _compare(theme: Theme, number: int, row: dict[str, str], outcome: Outcome) -> None:
    """A theme that is here: the same, or a finding that says it was left as it is."""
    parent = theme.parent.code if theme.parent else ""
    here = {"name": theme.name, "definition": theme.definition, "parent": parent}
    other = [field for field, value in here.items() if field in row and row[field].strip() != value]
    if not other:
        outcome.num_unchanged += 1
        return
    outcome.findings.append(
        Finding(
            number,
            other[0],
            _("“%(code)s” is already here with another %(what)s.") % {"code": theme.code, "what": other[0]},
            _("Change it on the theme's own page, or make the row the same."),
        )
    )


def _add(area: Area, waiting: list[Row], known: dict[str, Theme], outcome: Outcome) -> None:
    while waiting:
        ready = [each for each in waiting if not each[1].get("parent") or each[1]["parent"] in known]
        if not ready:
            outcome.findings += [_no_parent(*each) for each in waiting]
            return
        for number, row in ready:
            try:
                known[row["code"]] = new_theme(
                    area,
                    code=row["code"],
                    name=row["name"],
                    definition=row.get("definition", ""),
                    parent=known.get(row.get("parent", "")),
                )
                outcome.num_added += 1
            except Refused as refused:
                fix = _("Correct the row and send the file again.")
                outcome.findings.append(Finding(number, "code", str(refused), fix))
        waiting = [each for each in waiting if each not in ready]


def _no_parent(number: int, row: dict[str, str]) -> Finding:
    return Finding(
        number,
        "parent",
        _("The parent “%(parent)s” is not in the codebook, or is its own parent.")
        % {"parent": row["parent"]},
        _("Add the parent as a row of its own, without a parent."),
    )
