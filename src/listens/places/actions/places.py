"""Adding the boroughs and wards of an area, by hand, from a command or from a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from listens.core import text
from listens.core.acting import Deed, Refused, acting
from listens.core.batches import bring_in
from listens.core.models import Actor, Area
from listens.core.tables import Outcome, Table
from listens.methods.findings import Finding
from listens.places.models import Place

Row = Mapping[str, str]
NEEDED = ["borough_code", "borough_name"]
OPTIONAL = ["ward_code", "ward_name"]


def add_places(actor: Actor, area: Area, rows: Iterable[Row]) -> int:
    """Add boroughs and wards and say how many were new; what is already there is left as it is.

    Raises Refused for the first row that makes no sense, and then adds nothing.
    """
    with acting(actor, "add_places", area) as deed:
        outcome = Outcome()
        lay(area, enumerate(rows, start=2), outcome)
        if outcome.findings:
            raise Refused(str(outcome.findings[0]))
        if outcome.num_added:
            deed.record(None, added=outcome.num_added)
        else:
            deed.unchanged()
    return outcome.num_added


def import_places(
    actor: Actor, area: Area, table: Table, *, dry_run: bool = False, all_or_nothing: bool = False
) -> Outcome:
    """Places from a file with the columns borough_code, borough_name and, for wards, ward_code and ward_name."""

    def take(deed: Deed, table: Table, outcome: Outcome) -> None:
        lay(area, table, outcome)

    return bring_in(
        actor, "add_places", area, "places", table, take, dry_run=dry_run, all_or_nothing=all_or_nothing
    )


def lay(area: Area, rows: Iterable[tuple[int, Row]], outcome: Outcome) -> None:
    """Boroughs are laid as they come, wards in one go; every problem becomes a finding."""
    known = {place.code: place for place in Place.objects.filter(area=area)}
    new: list[Place] = []
    for number, row in rows:
        num_before = len(new)
        problem = _take(area, row, known, new)
        if problem:
            column, words, fix = problem
            outcome.findings.append(Finding(number, column, words, fix))
        elif len(new) == num_before:
            outcome.num_unchanged += 1
        else:
            outcome.num_added += 1
    Place.objects.bulk_create([place for place in new if place.parent is None])
    Place.objects.bulk_create([place for place in new if place.parent is not None], batch_size=2000)


def _take(area: Area, row: Row, known: dict[str, Place], new: list[Place]) -> tuple[str, str, str] | None:
    """Puts the row's borough and ward into `known` and `new`; or says column, problem and what to do."""
    parent: Place | None = None
    fresh: list[Place] = []
    for kind in (Place.Kind.BOROUGH, Place.Kind.WARD):
        code, name = row.get(f"{kind}_code", "").strip().upper(), row.get(f"{kind}_name", "").strip()
        if kind == Place.Kind.WARD and not code and not name:
            break
        if not code or not name:
            empty = f"{kind}_name" if code else f"{kind}_code"
            return empty, _("This is empty."), _("Give both the code and the name.")
        if problem := _problem_with(code, name):
            return f"{kind}_{problem[0]}", problem[1], _("Shorten it or type it again.")
        found = known.get(code) or next((place for place in fresh if place.code == code), None)
        if found is None:
            found = Place(area=area, kind=kind, code=code, name=name, name_key=text.key(name), parent=parent)
            fresh.append(found)
        elif (found.kind, found.name_key, found.parent_id) != (kind, text.key(name), parent and parent.pk):
            there = f"{found.name}, {found.parent}" if found.parent else found.name
            return (
                f"{kind}_code",
                _("The code %(code)s is already used for %(there)s.") % {"code": code, "there": there},
                _("Correct the code or the name."),
            )
        parent = found
    new.extend(fresh)
    known.update({place.code: place for place in fresh})
    return None


def _problem_with(code: str, name: str) -> tuple[str, str] | None:
    for part, typed, longest in (("code", code, 12), ("name", name, 100)):
        if problem := text.problem_with(typed, longest=longest):
            return part, problem
    return None
