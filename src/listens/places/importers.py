"""Places, their small areas, their published figures and their outlines can be brought in from files."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from listens.core import importers
from listens.core.models import Actor, Area
from listens.core.tables import Outcome, UnreadableTable, read_table
from listens.places import actions
from listens.places.columns import SMALL_AREAS_OF, place_columns
from listens.places.figures_file import check_said, day_of, header_of, read_figures
from listens.places.outline_file import read_outlines


def run(actor: Actor, area: Area, file: Path, options: importers.ImportOptions) -> Outcome:
    table = read_table(file, needed=actions.NEEDED, optional=actions.OPTIONAL, mapping=options.mapping)
    return actions.import_places(
        actor, area, table, dry_run=options.dry_run, all_or_nothing=options.all_or_nothing
    )


def run_lookup(actor: Actor, area: Area, file: Path, options: importers.ImportOptions) -> Outcome:
    columns = place_columns(header_of(file, {}))
    if other := [
        each for each in columns if each.level == "small_area" and each.year not in ("", SMALL_AREAS_OF)
    ]:
        raise UnreadableTable(
            _(
                "“%(column)s” are small areas of another year. The census of 2021 and the deprivation of 2025 go by "
                "those of 2021: fetch that lookup."
            )
            % {"column": other[0].column}
        )
    ours = {each.column: f"{each.level}_{each.part}" for each in columns} | dict(options.mapping)
    table = read_table(file, needed=actions.LOOKUP, mapping=ours)
    return actions.import_lookup(
        actor, area, table, dry_run=options.dry_run, all_or_nothing=options.all_or_nothing
    )


def run_figures(actor: Actor, area: Area, file: Path, options: importers.ImportOptions) -> Outcome:
    figures = read_figures(file, options.about, options.mapping)
    return actions.import_figures(
        actor, area, figures, dry_run=options.dry_run, all_or_nothing=options.all_or_nothing
    )


def run_boundaries(actor: Actor, area: Area, file: Path, options: importers.ImportOptions) -> Outcome:
    if not options.about.get("as_at"):
        raise UnreadableTable(_("Say of which day these boundaries are: --as-at 2024-05-02."))
    check_said(options.about)
    return actions.import_boundaries(
        actor,
        area,
        read_outlines(file),
        day_of(options.about["as_at"]),
        options.about,
        dry_run=options.dry_run,
        all_or_nothing=options.all_or_nothing,
    )


importers.declare("places", "boroughs and wards: borough_code, borough_name, ward_code, ward_name", run)
importers.declare(
    "lookup",
    "small areas, each with its ward and borough: lsoa21_code, ward24_code, ltla24_code ...",
    run_lookup,
)
importers.declare(
    "figures", "a published table by small area, ward or borough: census, deprivation, or counts", run_figures
)
importers.declare("boundaries", "outlines of boroughs or wards: GeoJSON or TopoJSON", run_boundaries)
