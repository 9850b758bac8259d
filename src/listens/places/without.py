"""Which places of today get no figure out of a file, by name, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from listens.methods.findings import Finding
from listens.places.ground import Ground
from listens.places.models import Place, SmallArea

MOST_NAMED = 5


def not_whole(borough: Place, missing: int, of: int, strange: int, bad: int) -> Finding:
    return Finding(
        0,
        _named(borough),
        _(
            "It gets no figures. Of its %(of)d small areas, missing in this file: %(missing)d; in this file but not "
            "among them: %(strange)d; rows with a problem: %(bad)d."
        )
        % {"of": of, "missing": missing, "strange": strange, "bad": bad},
        _("Bring in a table that has every small area of the borough, without a problem."),
    )


def left_out(borough: Place, small_areas: Sequence[SmallArea]) -> Finding:
    """For those that have not changed since the year of the file, and so must be in it."""
    names = "; ".join(f"{each.name} ({each.code})" for each in small_areas[:MOST_NAMED])
    return Finding(
        0,
        _named(borough),
        _(
            "It gets no figures, because lines are left out of this file. These small areas are the same as in the "
            "year of the file, and are not in it: %(names)s%(more)s."
        )
        % {"names": names, "more": "; …" if len(small_areas) > MOST_NAMED else ""},
        _("Fetch the file again, and bring it in whole."),
    )


def lacks(place: Place, num: int, of: int) -> Finding:
    """For a place `num` of whose `of` parts have no good row; `of` may be none."""
    if not of:
        problem = _("No small area is known to lie in it, so it gets no figures.")
        return Finding(0, _named(place), problem, _("Bring in the lookup of small areas for it."))
    return Finding(
        0,
        _named(place),
        _("%(num)d of its %(of)d parts are missing in this file or have a problem, so it gets no figures.")
        % {"num": num, "of": of},
        _("Bring in a table that goes by the same codes as the lookup: those of 2011 and 2021 differ."),
    )


def has_no_row(place: Place) -> Finding:
    problem = _("It has no row in this file, or one with a problem, so it gets no figures.")
    return Finding(0, _named(place), problem, _("Bring in a table that has it."))


def in_words(ground: Ground, has: Iterable[Place | None], level: str, *, of_area: bool) -> list[str]:
    """One sentence with the name of every place of today that a file of that level serves, and that got nothing.

    `of_area` is whether such a file can say something of the whole area.
    """
    got = set(has)
    lacking: list[str] = []
    for borough in sorted(ground.boroughs, key=lambda each: each.name_key):
        wards = [ward for ward in ground.wards if ward.parent_id == borough.pk] if level != "borough" else []
        without = sorted((ward for ward in wards if ward not in got), key=lambda each: each.name_key)
        if borough not in got:
            lacking.append(borough.name)
        if wards and len(without) == len(wards):
            lacking.append(_("every ward of %(borough)s") % {"borough": borough.name})
        else:
            lacking += [f"{ward.name} ({borough.name})" for ward in without]
    if of_area and None not in got:
        lacking.append(_("the whole area"))
    return (
        [_("No figure out of this file for: %(names)s.") % {"names": ", ".join(lacking)}] if lacking else []
    )


def _named(place: Place) -> str:
    return f"{place.name} ({place.code})"
