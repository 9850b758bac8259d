"""Places can be brought in from a file."""

from __future__ import annotations

from pathlib import Path

from listens.core import importers
from listens.core.models import Actor, Area
from listens.core.tables import Outcome, read_table
from listens.places.actions import NEEDED, OPTIONAL, import_places


def run(actor: Actor, area: Area, file: Path, options: importers.ImportOptions) -> Outcome:
    table = read_table(file, needed=NEEDED, optional=OPTIONAL, mapping=options.mapping)
    return import_places(actor, area, table, dry_run=options.dry_run, all_or_nothing=options.all_or_nothing)


importers.declare("places", "boroughs and wards: borough_code, borough_name, ward_code, ward_name", run)
