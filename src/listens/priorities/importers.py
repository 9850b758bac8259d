"""`listens import ballots FILE --area SLUG --round SLUG`."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from listens.core import importers
from listens.core.acting import Refused
from listens.core.importers import ImportOptions
from listens.core.models import Actor, Area
from listens.core.tables import Outcome
from listens.listening.models import Round
from listens.priorities.actions import import_ballots


def run(actor: Actor, area: Area, file: Path, options: ImportOptions) -> Outcome:
    round_ = Round.objects.filter(area=area, slug=options.round).first()
    if round_ is None:
        raise Refused(_("There is no round “%(round)s” in this area.") % {"round": options.round})
    return import_ballots(
        actor,
        round_,
        file,
        mapping=options.mapping,
        dry_run=options.dry_run,
        all_or_nothing=options.all_or_nothing,
    )


importers.declare(
    "ballots",
    "ballots of the round's open vote: .pb, or CSV with ballot, organisation, choices (references with | between)",
    run,
    needs_round=True,
)
