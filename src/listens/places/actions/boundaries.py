"""The outlines of boroughs and wards, for the map and for finding a ward from a point."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext as _

from listens.core.acting import Deed, Refused
from listens.core.batches import bring_in
from listens.core.models import Actor, Area
from listens.core.tables import Outcome, Table
from listens.places.actions.figures import refuse_a_day_that_cannot_be
from listens.places.models import DataSet, Outline, Place
from listens.places.outline_file import OutlineFile, Shape

TITLES = {Place.Kind.WARD: "Ward boundaries", Place.Kind.BOROUGH: "Borough boundaries"}
SOURCE = "Office for National Statistics"
LICENCE = (
    "Open Government Licence v3.0. Contains public sector information licensed under it. "
    "Contains OS data © Crown copyright and database right."
)


def import_boundaries(
    actor: Actor,
    area: Area,
    file: OutlineFile,
    as_at: dt.date,
    about: Mapping[str, str],
    *,
    dry_run: bool = False,
    all_or_nothing: bool = False,
) -> Outcome:
    """Keep the outline of every place of this area that the file has. Raises Refused if it has none of them."""

    def take(deed: Deed, table: Table, outcome: Outcome) -> None:
        refuse_a_day_that_cannot_be(as_at)
        places = {place.code: place for place in Place.objects.filter(area=area)}
        if not any(row["code"] in places for _number, row in table):
            raise Refused(_none_here(table))
        outcome.findings = [each for each in outcome.findings if _is_ours(each.column, places)]
        ours = {shape.code: shape for shape in file.shapes if shape.code in places}
        if num_elsewhere := sum(row["code"] not in places for _number, row in table):
            outcome.notes.append(
                _("%(n)s outlines are of places outside this area and were passed over.")
                % {"n": f"{num_elsewhere:,}"}
            )
        kinds = {places[code].kind for code in ours}
        for kind in kinds:
            of_kind = {code: shape for code, shape in ours.items() if places[code].kind == kind}
            _keep(_data_set(area, Place.Kind(kind), as_at, about), of_kind, places, outcome)
            if lacking := [p.name for p in places.values() if p.kind == kind and p.code not in ours]:
                outcome.notes.append(
                    _("Without an outline: %(names)s.") % {"names": ", ".join(sorted(lacking))}
                )

    return bring_in(
        actor,
        "import_figures",
        area,
        "boundaries",
        file.table,
        take,
        dry_run=dry_run,
        all_or_nothing=all_or_nothing,
    )


def _is_ours(code: str, places: Mapping[str, Place]) -> bool:
    """A broken outline of elsewhere is nobody's business here."""
    return code in places or code == "code"


def _none_here(table: Table) -> str:
    code = table.rows[0][1]["code"]
    if code.startswith(("E01", "W01")):
        return _(
            "These are outlines of small areas. Only those of boroughs and wards are kept: bring in those."
        )
    return _("None of the outlines is of a place of this area; the first is of %(code)s.") % {
        "code": code or _("no code")
    }


def _data_set(area: Area, kind: Place.Kind, as_at: dt.date, about: Mapping[str, str]) -> DataSet:
    wanted = {
        "title": about.get("title") or TITLES[kind],
        "source": about.get("source") or SOURCE,
        "licence": about.get("licence") or LICENCE,
        "unit": DataSet.Unit.OUTLINES,
    }
    data_set, _is_new = DataSet.objects.update_or_create(
        area=area,
        key=f"outlines_{kind}",
        as_at=as_at,
        defaults=wanted,
        create_defaults={**wanted, "kept_at": area.now()},
    )
    return data_set


def _keep(
    data_set: DataSet, ours: Mapping[str, Shape], places: Mapping[str, Place], outcome: Outcome
) -> None:
    before_of = Outline.objects.filter(place__in=[places[code] for code in ours]).select_related("place")
    kept = {each.place.code: each for each in before_of}
    fresh = []
    for code, shape in ours.items():
        outline = Outline(place=places[code], data_set=data_set, rings=shape.rings, tolerance=shape.tolerance)
        before = kept.get(code)
        if before and (before.rings, before.data_set_id) == (outline.rings, data_set.pk):
            outcome.num_unchanged += 1
        else:
            fresh.append(outline)
    Outline.objects.filter(place__in=[outline.place for outline in fresh]).delete()
    Outline.objects.bulk_create(fresh, batch_size=500)
    outcome.num_added += len(fresh)
