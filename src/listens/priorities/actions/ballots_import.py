"""Bringing in ballots from a file. A `.pb` keeps the tick limits of its own header."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from django.utils.translation import gettext as _

from listens.core import access, text
from listens.core.acting import Deed, Refused
from listens.core.batches import bring_in
from listens.core.models import Actor
from listens.core.tables import Outcome, Table, UnreadableTable
from listens.listening.models import Round
from listens.listening.stages import gate
from listens.methods.findings import Finding
from listens.priorities.actions.casting import must_be_open, write_ballots
from listens.priorities.ballot_files import read
from listens.priorities.models import Ballot, LongList, Share

LONGEST_SOURCE = 200


def import_ballots(
    actor: Actor,
    round: Round,
    data: bytes | Path,
    *,
    mapping: Mapping[str, str] | None = None,
    source: str = "",
    dry_run: bool = False,
    all_or_nothing: bool = False,
) -> Outcome:
    """Keep the good ballots; a ballot id already there with the same ticks is unchanged, with others a finding.

    Raises UnreadableTable for the file as a whole or its name, Refused when there is no open vote.
    """
    access.require(actor, "import_ballots", round.area, within=[round.pk], gate=gate(round, "voting"))
    long_list = LongList.objects.filter(round=round).first()
    if long_list is None:
        raise Refused(
            _("%(round)s has no long-list yet. Make it and open the vote first.") % {"round": round}
        )
    table, rows = read(data, long_list, mapping or {}, source)
    table.source = table.source[:LONGEST_SOURCE]
    if table.source in Ballot.Way.values:  # it would be compared with what was typed, and tell what that is
        raise UnreadableTable(_("Give the file another name, like ballots.csv, and bring it in again."))

    def take(deed: Deed, table: Table, outcome: Outcome) -> None:
        must_be_open(long_list)
        shares = _shares(long_list)
        there: dict[str, tuple[UUID | None, tuple[str, ...]]] = {
            source_id: (share, tuple(sorted(choices)))
            for source_id, share, choices in Ballot.objects.filter(
                long_list=long_list, source=table.source
            ).values_list("source_id", "share_id", "choices")
        }
        fresh: list[Ballot] = []
        for (number, _cells), row in zip(table.rows, rows, strict=True):
            share = shares.get(text.key(row.organisation)) if row.organisation else None
            if share is None and (row.organisation or long_list.scheme != LongList.Scheme.BALLOT):
                outcome.findings.append(_no_share(number, row.organisation))
                continue
            key = (share.pk if share else None, tuple(sorted(row.choices)))
            if row.id in there:
                if there[row.id] == key:
                    outcome.num_unchanged += 1
                else:
                    outcome.findings.append(
                        Finding(
                            number,
                            "ballot",
                            _("Ballot “%(id)s” is already there with other ticks.") % {"id": row.id},
                            _("Compare the two and correct the file."),
                        )
                    )
                continue
            there[row.id] = key
            fresh.append(
                Ballot(
                    long_list=long_list,
                    share=share,
                    way=Ballot.Way.FILE,
                    source=table.source,
                    source_id=row.id,
                    choices=list(row.choices),
                )
            )
        write_ballots(long_list, fresh)
        outcome.num_added = len(fresh)

    return bring_in(
        actor,
        "import_ballots",
        round.area,
        "ballots",
        table,
        take,
        dry_run=dry_run,
        all_or_nothing=all_or_nothing,
    )


def _shares(long_list: LongList) -> dict[str, Share]:
    """Shares by the organisation's own name and by the name it goes by in public."""
    found: dict[str, Share] = {}
    for share in long_list.shares.select_related("organisation"):
        found[share.organisation.name_key] = share
        found[text.key(share.public_name)] = share
    return found


def _no_share(number: int, name: str) -> Finding:
    if not name:
        return Finding(
            number,
            "organisation",
            _("It is empty, and shares go to organisations."),
            _("Write which one voted."),
        )
    return Finding(
        number,
        "organisation",
        _("“%(name)s” has no share in this vote.") % {"name": name},
        _("Correct the name, or use the name it was given in this vote."),
    )
