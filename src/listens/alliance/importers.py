"""Organisations and people can be brought in from files."""

from __future__ import annotations

from pathlib import Path

from listens.alliance import organisation_rows, people_rows
from listens.alliance.actions import import_organisations, import_people
from listens.core import importers
from listens.core.models import Actor, Area
from listens.core.tables import Outcome, read_table


def organisations(actor: Actor, area: Area, file: Path, options: importers.ImportOptions) -> Outcome:
    table = read_table(
        file, needed=organisation_rows.NEEDED, optional=organisation_rows.OPTIONAL, mapping=options.mapping
    )
    return import_organisations(
        actor, area, table, dry_run=options.dry_run, all_or_nothing=options.all_or_nothing
    )


def people(actor: Actor, area: Area, file: Path, options: importers.ImportOptions) -> Outcome:
    table = read_table(
        file, needed=people_rows.NEEDED, optional=people_rows.OPTIONAL, mapping=options.mapping
    )
    return import_people(actor, area, table, dry_run=options.dry_run, all_or_nothing=options.all_or_nothing)


importers.declare(
    "organisations",
    "member and partner organisations: name, kind, and any of side, size_band, borough, ward, external_code, joined_on",
    organisations,
)
importers.declare(
    "people", "people of organisations: organisation, name, and any of part, email, role, office", people
)
