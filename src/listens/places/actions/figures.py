"""Published figures of places: a census table, an index of deprivation, or any other table of counts."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from django.utils import timezone
from django.utils.translation import gettext as _

from listens.core.acting import Deed, Refused
from listens.core.batches import bring_in
from listens.core.models import Actor, Area
from listens.core.tables import Outcome, Table
from listens.methods.findings import Finding
from listens.places import without
from listens.places.figures_file import FiguresFile, Row, holds_shares, numbers_of
from listens.places.ground import Ground
from listens.places.models import DataSet, Figures, SmallArea
from listens.places.population import RESIDENTS
from listens.places.summing import Sums, sums_of

FIRST_CENSUS = 1801


def import_figures(
    actor: Actor, area: Area, file: FiguresFile, *, dry_run: bool = False, all_or_nothing: bool = False
) -> Outcome:
    """Keep the table's figures of every borough and ward it is complete for, and of the whole area.

    A table of small areas is added up to the wards they fit best. Raises Refused where nothing can be made of it.
    """

    def take(deed: Deed, table: Table, outcome: Outcome) -> None:
        refuse_a_day_that_cannot_be(file.known.as_at)
        ground = Ground(area)
        rows, bad = _rows_of(file, ground, outcome)
        _refuse_what_cannot_be_weighed(file, ground)
        sums = sums_of(file, rows, bad, ground)
        outcome.findings += sums.findings
        outcome.notes += _what_is_not_had(file, ground, sums)
        is_new = _keep(area, file, sums, outcome)
        if file.level == "small_area" and file.known.key == RESIDENTS:
            _count_residents(ground, rows, outcome)
        num_used = len(rows) if sums.of else 0
        outcome.num_added, outcome.num_unchanged = (num_used, 0) if is_new else (0, num_used)

    return bring_in(
        actor,
        "import_figures",
        area,
        "figures",
        file.table,
        take,
        dry_run=dry_run,
        all_or_nothing=all_or_nothing,
    )


def refuse_a_day_that_cannot_be(as_at: dt.date) -> None:
    """The newest of a table is read, so one of a day to come would stand for good. Raises Refused.

    By the clock, also where a demonstration stands still: what is published is published.
    """
    if as_at.year < FIRST_CENSUS or as_at > timezone.localdate():
        raise Refused(
            _("These figures cannot be of %(day)s. Give the day that they are of: --as-at 2021-03-21.")
            % {"day": as_at.isoformat()}
        )


def _rows_of(file: FiguresFile, ground: Ground, outcome: Outcome) -> tuple[dict[str, Row], Counter[str]]:
    """The good rows of this area's places by code, and how many bad ones each borough has, where the file says so.

    Rows of elsewhere are passed over: files hold whole nations.
    """
    known = ground.small_areas if file.level == "small_area" else ground.places
    inside: list[tuple[int, dict[str, str]]] = []
    elsewhere: list[tuple[int, dict[str, str]]] = []
    for number, row in file.table:
        is_here = row[file.code].upper() in known or (
            file.borough and row[file.borough].upper() in ground.places
        )
        (inside if is_here else elsewhere).append((number, row))
    if not any(row[file.code].upper() in known for _number, row in inside):
        raise Refused(_none_known(file, ground))
    if holds_shares([row for _number, row in inside], file):
        raise Refused(
            _("The file holds shares. Bring in the counts: shares of small areas cannot be added up.")
        )
    _say_what_is_elsewhere(file, elsewhere, len(inside), outcome)
    rows: dict[str, Row] = {}
    bad: Counter[str] = Counter()
    twice: set[str] = set()
    for number, given in inside:
        found = numbers_of(file, number, given)
        if isinstance(found, Finding):
            outcome.findings.append(found)
            bad[given.get(file.borough, "").upper()] += 1
            continue
        if found.code in rows:
            bad[found.borough] += 1
            outcome.findings.append(
                Finding(number, file.code, _("This place was there before."), _("Leave one of the two."))
            )
            if rows[found.code].values != found.values:
                twice.add(found.code)
            continue
        if found.code not in known:
            outcome.findings.append(_of_another_year(number, file.code, found.code))
        rows[found.code] = found
    # Nobody can say which of two is right; two that are the same do no harm.
    return {code: row for code, row in rows.items() if code not in twice}, bad


def _none_known(file: FiguresFile, ground: Ground) -> str:
    if file.level == "small_area" and not ground.small_areas:
        return _(
            "This table goes by small areas. Bring in the lookup of small areas first: listens import lookup."
        )
    first = file.table.rows[0][1][file.code] if file.table.rows else ""
    return _("None of the codes in “%(column)s” is of this area; the first is %(code)s.") % {
        "column": file.code,
        "code": first[:20] or _("empty"),
    }


def _say_what_is_elsewhere(
    file: FiguresFile, rows: list[tuple[int, dict[str, str]]], num_inside: int, outcome: Outcome
) -> None:
    """A few strange codes in the area's own file are worth a look each; a nation's worth is one note."""
    if len(rows) <= num_inside:
        outcome.findings += [_of_another_year(number, file.code, row[file.code]) for number, row in rows]
    else:
        outcome.notes.append(
            _("%(n)s rows are of places outside this area and were passed over.") % {"n": f"{len(rows):,}"}
        )


def _of_another_year(number: int, column: str, code: str) -> Finding:
    return Finding(
        number,
        column,
        _("There is no place with the code %(code)s in this area.") % {"code": code[:20] or "–"},
        _(
            "Codes change between years, such as 2011 and 2021. The ward it lies in gets no figures from here."
        ),
    )


def _refuse_what_cannot_be_weighed(file: FiguresFile, ground: Ground) -> None:
    if file.level != "small_area" or file.known.unit != DataSet.Unit.SCORES:
        return
    if any(each.residents is None for each in ground.small_areas.values()):
        raise Refused(
            _(
                "Scores of small areas are weighed by the people who live there. Bring in the census table of "
                "ethnic groups (TS021) by small area first."
            )
        )


def _what_is_not_had(file: FiguresFile, ground: Ground, sums: Sums) -> list[str]:
    of_area = file.level == "small_area" or file.known.unit != DataSet.Unit.SCORES
    notes = without.in_words(ground, sums.of, file.level, of_area=of_area)
    if names := sorted(place.name for place in sums.unproven if place):
        notes.append(
            _(
                "Added up from small areas that have other codes today: %(names)s. Compare the number of lines with "
                "the file as it was published: if one of the changed ones is left out, nobody can see it here."
            )
            % {"names": ", ".join(names)}
        )
    return notes


def _keep(area: Area, file: FiguresFile, sums: Sums, outcome: Outcome) -> bool:
    """Whether anything was new. Figures of the same table and day take the place of those before.

    A borough that this file serves only in part loses those it had: they would not be the sum of its parts.
    """
    if not sums.of:
        return False
    about = {name: getattr(file.known, name) for name in ("title", "source", "licence", "unit")}
    data_set, is_new = DataSet.objects.get_or_create(
        area=area, key=file.known.key, as_at=file.known.as_at, defaults={**about, "kept_at": area.now()}
    )
    kept = {row.place_id: row for row in Figures.objects.filter(data_set=data_set)}
    wanted = {
        place.pk if place else None: Figures(
            data_set=data_set, place=place, pairs=pairs, may_lack_lines=place in sums.unproven
        )
        for place, pairs in sums.of.items()
    }
    changed = [place for place, row in wanted.items() if place not in kept or not kept[place].says(row)]
    is_same = all(getattr(data_set, name) == value for name, value in about.items())
    if not changed and is_same and not is_new:
        return False
    gone = {place.pk if place else None: place for place in sums.half} if changed else {}
    if names := [place.name if place else _("the whole area") for pk, place in gone.items() if pk in kept]:
        outcome.notes.append(
            _("Earlier figures of this table were taken away, because they no longer fit: %(names)s.")
            % {"names": ", ".join(sorted(names))}
        )
    DataSet.objects.filter(pk=data_set.pk).update(**about, kept_at=area.now())
    old = [kept[place].pk for place in [*changed, *gone] if place in kept]
    Figures.objects.filter(pk__in=old).delete()
    Figures.objects.bulk_create([wanted[place] for place in changed], batch_size=1000)
    return True


def _count_residents(ground: Ground, rows: dict[str, Row], outcome: Outcome) -> None:
    changed: list[SmallArea] = []
    had_some = False
    for code, small_area in ground.small_areas.items():
        residents = int(sum(value or 0 for value in rows[code].values)) if code in rows else None
        if residents is not None and small_area.residents != residents:
            had_some |= small_area.residents is not None
            small_area.residents = residents
            changed.append(small_area)
    SmallArea.objects.bulk_update(changed, ["residents"], batch_size=500)
    if had_some:
        outcome.notes.append(_("The number of residents changed: bring in the tables of scores again."))
