"""The lookup of small areas: which ward and borough each fits best."""

from __future__ import annotations

from django.utils.translation import gettext as _

from listens.core.acting import Deed
from listens.core.batches import bring_in
from listens.core.models import Actor, Area
from listens.core.tables import Outcome, Table
from listens.methods.findings import Finding
from listens.places.actions.places import lay
from listens.places.models import DataSet, Place, SmallArea

LOOKUP = ["small_area_code", "small_area_name", "ward_code", "ward_name", "borough_code", "borough_name"]


def import_lookup(
    actor: Actor, area: Area, table: Table, *, dry_run: bool = False, all_or_nothing: bool = False
) -> Outcome:
    """Small areas with their wards and boroughs, which are added where they are missing.

    An area that has boroughs already takes the rows of those only: the published lookups hold the whole nation.
    """

    def take(deed: Deed, table: Table, outcome: Outcome) -> None:
        codes = set(
            Place.objects.filter(area=area, kind=Place.Kind.BOROUGH).values_list("code", flat=True)
        ) or {row["borough_code"].upper() for _number, row in table}
        rows = [(number, row) for number, row in table if row["borough_code"].upper() in codes]
        if num_left_out := len(table) - len(rows):
            outcome.notes.append(
                _(
                    "%(n)s rows are of boroughs that this area does not have. Add the borough first to have them."
                )
                % {"n": f"{num_left_out:,}"}
            )
        _take(area, rows, outcome)

    return bring_in(
        actor, "add_places", area, "lookup", table, take, dry_run=dry_run, all_or_nothing=all_or_nothing
    )


def _take(area: Area, rows: list[tuple[int, dict[str, str]]], outcome: Outcome) -> None:
    places = Outcome()
    lay(area, rows, places)
    outcome.findings += places.findings
    bad = {finding.row for finding in places.findings}
    wards = {place.code: place for place in Place.objects.filter(area=area, kind=Place.Kind.WARD)}
    known = {each.code: each for each in SmallArea.objects.filter(area=area)}
    new = []
    for number, row in rows:
        code, ward = row["small_area_code"].upper(), wards.get(row["ward_code"].upper())
        if number in bad:
            continue
        if not code or not ward:
            empty = "ward_code" if code else "small_area_code"
            outcome.findings.append(
                Finding(number, empty, _("This is empty."), _("Give both the small area and its ward."))
            )
        elif len(code) > 12 or len(row["small_area_name"]) > 100:
            outcome.findings.append(
                Finding(number, "small_area_code", _("This is too long."), _("Type it again."))
            )
        elif code not in known:
            known[code] = SmallArea(area=area, code=code, name=row["small_area_name"], ward=ward)
            new.append(known[code])
        elif known[code].ward_id != ward.pk:
            outcome.findings.append(_moved(number, known[code]))
        else:
            outcome.num_unchanged += 1
    SmallArea.objects.bulk_create(new, batch_size=2000)
    outcome.num_added += len(new)
    if new and DataSet.objects.filter(area=area).exists():
        outcome.notes.append(_("Bring in the tables of figures again: their sums lack the new small areas."))


def _moved(number: int, small_area: SmallArea) -> Finding:
    return Finding(
        number,
        "ward_code",
        _("The small area %(code)s is already in the ward %(ward)s.")
        % {"code": small_area.code, "ward": small_area.ward},
        _("Keep to one lookup: the figures were added up by it."),
    )
