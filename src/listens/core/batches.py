"""The one way files come in: the same file twice changes nothing, one audit row a batch, all or the good rows."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from listens.core.acting import Deed, acting
from listens.core.models import Actor, Area, ImportBatch
from listens.core.tables import Outcome, Table


class DryRun(Exception):
    """Raised inside the transaction to leave everything as it was."""


def bring_in(
    actor: Actor,
    verb: str,
    area: Area,
    kind: str,
    table: Table,
    take: Callable[[Deed, Table, Outcome], None],
    *,
    dry_run: bool = False,
    all_or_nothing: bool = False,
) -> Outcome:
    """Call `take(deed, table, outcome)` in one transaction and keep what it did, unless told not to.

    `take` adds the good rows and puts a finding into `outcome.findings` for each bad one. With `dry_run`, or with
    `all_or_nothing` and any finding, nothing is kept and `outcome.num_added` says what would have been.
    """
    outcome = Outcome(len(table), findings=list(table.findings), is_dry_run=dry_run, notes=list(table.notes))
    try:
        with acting(actor, verb, area) as deed:
            take(deed, table, outcome)
            if dry_run or (all_or_nothing and outcome.findings):
                raise DryRun
            if outcome.num_added:
                batch = ImportBatch.objects.create(
                    area=area,
                    kind=kind,
                    source=table.source[:200],
                    file_digest=table.digest,
                    at=timezone.now(),
                    by=actor,
                    num_rows=outcome.num_rows,
                    num_added=outcome.num_added,
                    num_unchanged=outcome.num_unchanged,
                    num_rejected=outcome.num_rejected,
                )
                deed.record(batch, rows=outcome.num_rows, added=outcome.num_added)
            else:
                deed.unchanged()
    except DryRun:
        if not dry_run:
            outcome.notes.append("Nothing was kept, because some rows have problems.")
            outcome.num_added = 0
    return outcome
