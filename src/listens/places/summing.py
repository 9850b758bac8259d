"""The figures of every place out of the rows of one file, and what cannot be said because rows are missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from listens.methods.findings import Finding
from listens.places import without
from listens.places.columns import is_of_every_year_since
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
    """`of` is {place or None for the whole area: its figures}.

    `unproven` are those of them whose small areas have other codes in the file: a line that is left out among these
    cannot be seen. `half` are places with some rows and no figures, so that what was kept of them no longer fits.
    """

    of: dict[Place | None, Pairs] = field(default_factory=dict)
    unproven: set[Place | None] = field(default_factory=set)
    half: set[Place | None] = field(default_factory=set)
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
    if None not in sums.of:
        sums.half.add(None)
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

    for ward in _whole({ward: ground.small_areas_of(ward) for ward in ground.wards}, rows, sums):
        sums.of[ward] = together(ground.small_areas_of(ward))
    if file.borough and not is_scores:
        _by_the_files_own_boroughs(file, rows, bad, ground, sums)
    else:
        for borough in _whole({each: ground.small_areas_of(each) for each in ground.boroughs}, rows, sums):
            sums.of[borough] = together(ground.small_areas_of(borough))
    if is_scores and all(code in rows for code in ground.small_areas):
        sums.of[None] = together(list(ground.small_areas))
    elif not is_scores:
        _whole_area(file, ground, sums)


def _whole(parts: Mapping[Place, list[str]], rows: Mapping[str, Row], sums: Sums) -> list[Place]:
    """The places all of whose parts have a row; the others are told of."""
    whole, lacking = complete(parts, rows)
    lacking |= {place: 0 for place, codes in parts.items() if not codes}
    sums.findings += [without.lacks(place, num, len(parts[place])) for place, num in lacking.items()]
    sums.half.update(place for place, num in lacking.items() if num < len(parts[place]))
    return whole


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
        missing, strange = known - set(has), set(has) - known
        left_out = [code for code in missing if is_of_every_year_since(code, file.year)]
        is_of_other_years = len(missing) <= MOST_PARTS * len(strange) and len(strange) <= MOST_PARTS * len(
            missing
        )
        is_elsewhere = any(code in rows and code in ground.small_areas for code in known ^ set(has))
        num_bad = bad.get(borough.code, 0)
        if has and is_of_other_years and not left_out and not is_elsewhere and not num_bad:
            sums.of[borough] = added(file.categories, list(has.values()))
            if strange:
                sums.unproven.add(borough)
            continue
        if has:
            sums.half.add(borough)
        if has and left_out and not is_elsewhere and not num_bad:
            areas = [ground.small_areas[code] for code in sorted(left_out)]
            sums.findings.append(without.left_out(borough, areas))
        else:
            finding = without.not_whole(borough, len(missing), len(known), len(strange), num_bad)
            sums.findings.append(finding)


def _from_places(file: FiguresFile, rows: Mapping[str, Row], ground: Ground, sums: Sums) -> None:
    is_scores = file.known.unit == DataSet.Unit.SCORES
    for code, row in rows.items():
        if code not in ground.places:
            continue
        values = row.values
        one = as_published(file.categories, values) if is_scores else added(file.categories, [values])
        sums.of[ground.places[code]] = one
    places = ground.wards if file.level == "ward" else ground.boroughs
    sums.findings += [without.has_no_row(place) for place in places if place not in sums.of]
    if is_scores:
        return
    if file.level == "ward":
        for borough in _whole({each: ground.wards_of(each) for each in ground.boroughs}, rows, sums):
            codes = ground.wards_of(borough)
            sums.of[borough] = added(file.categories, [rows[code].values for code in codes])
    _whole_area(file, ground, sums)


def _whole_area(file: FiguresFile, ground: Ground, sums: Sums) -> None:
    """The sum of all boroughs, if each has figures."""
    pairs = [sums.of[borough] for borough in ground.boroughs if borough in sums.of]
    if pairs and len(pairs) == len(ground.boroughs):
        values = [[float(str(number)) for _name, number in each] for each in pairs]
        sums.of[None] = added(file.categories, values)
        if sums.unproven:
            sums.unproven.add(None)
