"""The figures of every place out of the rows of one file, and what cannot be said because rows are missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from listens.methods.findings import Finding
from listens.places.figures_file import FiguresFile, Row
from listens.places.ground import Ground
from listens.places.models import DataSet, Place
from listens.places.roll_up import Pairs, Values, added, as_published, complete, weighed

# From 2011 to 2021 most small areas that changed were split or joined by twos and threes: in twelve boroughs of London
# at most three were new for each that went. Where more than this are missing for each one that we do not know, or the
# other way round, the file itself is not whole.
MOST_PARTS = 4


@dataclass
class Sums:
    """`of` is {place or None for the whole area: its figures}."""

    of: dict[Place | None, Pairs] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def sums_of(file: FiguresFile, rows: Mapping[str, Row], bad: Mapping[str, int], ground: Ground) -> Sums:
    """`rows` by the code of the place; `bad` is how many rows of a borough, by its code, have a problem.

    A place gets figures only from a complete set of rows.
    """
    sums = Sums()
    if file.level == "small_area":
        _from_small_areas(file, rows, bad, ground, sums)
    else:
        _from_places(file, rows, ground, sums)
    return sums


def _from_small_areas(
    file: FiguresFile, rows: Mapping[str, Row], bad: Mapping[str, int], ground: Ground, sums: Sums
) -> None:
    is_scores = file.known.unit == DataSet.Unit.SCORES

    def together(codes: list[str]) -> Pairs:
        values = [rows[code].values for code in codes]
        if is_scores:
            return weighed(file.categories, values, ground.residents(codes))
        return added(file.categories, values)

    wards, lacking = complete({ward: ground.small_areas_of(ward) for ward in ground.wards}, rows)
    sums.findings += [_lacks(ward, num, len(ground.small_areas_of(ward))) for ward, num in lacking.items()]
    for ward in wards:
        sums.of[ward] = together(ground.small_areas_of(ward))
    if file.borough and not is_scores:
        _by_the_files_own_boroughs(file, rows, bad, ground, sums)
    else:
        boroughs, lacking = complete({each: ground.small_areas_of(each) for each in ground.boroughs}, rows)
        sums.findings += [
            _lacks(each, num, len(ground.small_areas_of(each))) for each, num in lacking.items()
        ]
        for borough in boroughs:
            sums.of[borough] = together(ground.small_areas_of(borough))
    if is_scores and all(code in rows for code in ground.small_areas):
        sums.of[None] = together(list(ground.small_areas))
    elif not is_scores:
        _whole_area(file, ground, sums)


def _by_the_files_own_boroughs(
    file: FiguresFile, rows: Mapping[str, Row], bad: Mapping[str, int], ground: Ground, sums: Sums
) -> None:
    """Boroughs kept their borders where small areas changed theirs, so counts of other years add up for them.

    Scores do not: nobody has counted the residents of the areas of other years.
    """
    members: dict[str, dict[str, Values]] = {borough.code: {} for borough in ground.boroughs}
    for code, row in rows.items():
        members.setdefault(row.borough, {})[code] = row.values
    for borough in ground.boroughs:
        has, known = members[borough.code], set(ground.small_areas_of(borough))
        missing, strange = len(known - set(has)), len(set(has) - known)
        is_of_other_years = missing <= MOST_PARTS * strange and strange <= MOST_PARTS * missing
        is_elsewhere = any(code in rows and code in ground.small_areas for code in known ^ set(has))
        if has and is_of_other_years and not is_elsewhere and not bad.get(borough.code):
            sums.of[borough] = added(file.categories, list(has.values()))
        else:
            sums.findings.append(
                _is_not_whole(borough, missing, len(known), strange, bad.get(borough.code, 0))
            )


def _from_places(file: FiguresFile, rows: Mapping[str, Row], ground: Ground, sums: Sums) -> None:
    is_scores = file.known.unit == DataSet.Unit.SCORES
    for code, row in rows.items():
        if code not in ground.places:
            continue
        values = row.values
        one = as_published(file.categories, values) if is_scores else added(file.categories, [values])
        sums.of[ground.places[code]] = one
    if is_scores:
        return
    if file.level == "ward":
        boroughs, lacking = complete({each: ground.wards_of(each) for each in ground.boroughs}, rows)
        sums.findings += [_lacks(each, num, len(ground.wards_of(each))) for each, num in lacking.items()]
        for borough in boroughs:
            codes = ground.wards_of(borough)
            sums.of[borough] = added(file.categories, [rows[code].values for code in codes])
    _whole_area(file, ground, sums)


def _whole_area(file: FiguresFile, ground: Ground, sums: Sums) -> None:
    """The sum of all boroughs, if each has figures."""
    pairs = [sums.of[borough] for borough in ground.boroughs if borough in sums.of]
    if pairs and len(pairs) == len(ground.boroughs):
        values = [[float(str(number)) for _name, number in each] for each in pairs]
        sums.of[None] = added(file.categories, values)


def _is_not_whole(borough: Place, missing: int, of: int, strange: int, bad: int) -> Finding:
    return Finding(
        0,
        f"{borough.name} ({borough.code})",
        _(
            "It gets no figures. Of its %(of)d small areas, missing in this file: %(missing)d; in this file but not "
            "among them: %(strange)d; rows with a problem: %(bad)d."
        )
        % {"of": of, "missing": missing, "strange": strange, "bad": bad},
        _("Bring in a table that has every small area of the borough, without a problem."),
    )


def _lacks(place: Place, num: int, of: int) -> Finding:
    return Finding(
        0,
        f"{place.name} ({place.code})",
        _("%(num)d of its %(of)d parts are missing in this file or have a problem, so it gets no figures.")
        % {"num": num, "of": of},
        _("Bring in a table that goes by the same codes as the lookup: those of 2011 and 2021 differ."),
    )
