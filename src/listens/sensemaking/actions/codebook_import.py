"""Bringing in a codebook that was made elsewhere: new themes are added, those that are here stay as they are."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from listens.core import text
from listens.core.acting import Deed, Refused, acting
from listens.core.batches import bring_in
from listens.core.models import Actor, Area
from listens.core.tables import Outcome, Table
from listens.methods.findings import Finding
from listens.sensemaking.actions.changing import begin, clean
from listens.sensemaking.actions.codebook_rules import fields_of
from listens.sensemaking.actions.codebook_shelf import Row, Shelf, put_on, shelf_of
from listens.sensemaking.models import Theme, ThemeExample

NEEDED = ("code", "name")
OPTIONAL = ("definition", "parent", "include", "exclude", "sign", "examples", "counter_examples", "parked")
OLDEST = ("name", "definition", "parent")  # these are compared also when the file leaves them empty


def import_codebook(actor: Actor, area: Area, themes: Sequence[dict[str, str]]) -> tuple[int, int]:
    """Add themes given as {"id", "name", and any of the optional fields}; returns (added, already there).

    One transaction: a parent may come after its parts. Raises Refused, with the theme's id, for the first bad one.
    """
    rows = [
        (
            number,
            {name: theme.get(name, "") for name in OPTIONAL}
            | {"code": theme["id"], "name": theme.get("name") or theme["id"]},
        )
        for number, theme in enumerate(themes, start=1)
    ]
    with acting(actor, "edit_codebook", area) as deed:
        taken = _take(deed, rows)
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
    """Add the themes that are new; a finding for each bad row. A code that is here stays exactly as it is.

    A row may bring its own id as `guid`: with it a theme is known again whose name has changed. The machine may
    suggest a new theme and not count it, whatever the file says. The number of queries does not grow with the rows.
    """

    def take(deed: Deed, table: Table, outcome: Outcome) -> None:
        taken = _take(deed, table.rows)
        outcome.num_added, outcome.num_unchanged = taken.num_added, taken.num_unchanged
        outcome.findings += taken.findings

    return bring_in(
        actor, "edit_codebook", area, "codebook", table, take, dry_run=dry_run, all_or_nothing=all_or_nothing
    )


def _take(deed: Deed, rows: Sequence[Row]) -> Outcome:
    """Parents first, whatever the order of the rows; the codebook keeps the order of the file."""
    pen = begin(deed)
    shelf, outcome = shelf_of(deed.area, rows), Outcome(num_rows=len(rows))
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
        if theme := shelf.theme_of(row):
            _compare(shelf, theme, number, row, outcome)
        else:
            waiting.append((number, row))
    _add(deed, shelf, waiting, outcome)
    order = {row["code"]: place for place, (_number, row) in enumerate(rows)}
    for place, theme in enumerate(sorted(shelf.fresh, key=lambda one: order[one.code])):
        theme.position = len(shelf.themes) + place
    Theme.objects.bulk_create(shelf.fresh, batch_size=500)
    ThemeExample.objects.bulk_create(shelf.fresh_examples, batch_size=500)
    pen.add_all(shelf.fresh)
    outcome.num_added = len(shelf.fresh)
    return outcome


def _compare(shelf: Shelf, theme: Theme, number: int, row: dict[str, str], outcome: Outcome) -> None:
    """A theme that is here: the same, or a finding that says it was left as it is."""
    here = fields_of(theme) | {"parked": "yes" if theme.parked_on else ""}
    if "is_older" not in row:
        typed = shelf.examples.get(theme.pk, {True: [], False: []})
        here |= {"examples": "\n".join(typed[False]), "counter_examples": "\n".join(typed[True])}
    # Older files know fewer fields, and an empty cell says nothing of those.
    said = {name: clean(row[name]) for name in here if row.get(name) or (name in OLDEST and name in row)}
    other = [name for name, words in said.items() if words != here[name]]
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


def _add(deed: Deed, shelf: Shelf, waiting: list[Row], outcome: Outcome) -> None:
    while waiting:
        ready = [each for each in waiting if not each[1].get("parent") or each[1]["parent"] in shelf.known]
        if not ready:
            outcome.findings += [_no_parent(*each) for each in waiting]
            return
        for number, row in ready:
            try:
                put_on(deed, shelf, row)
            except Refused as refused:
                fix = _("Correct the row and send the file again.")
                outcome.findings.append(Finding(number, "code", str(refused), fix))
        done = {number for number, _row in ready}
        waiting = [each for each in waiting if each[0] not in done]


def _no_parent(number: int, row: dict[str, str]) -> Finding:
    return Finding(
        number,
        "parent",
        _("The parent “%(parent)s” is not in the codebook, or is its own parent.")
        % {"parent": text.shown(row["parent"], 60)},
        _("Add the parent as a row of its own, without a parent."),
    )
