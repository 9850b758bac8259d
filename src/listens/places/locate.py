"""From a postcode to the ward it lies in, as surely as the outlines allow."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from listens.core.models import Area
from listens.methods import shapes
from listens.places import postcodes
from listens.places.models import Outline, Place

SPREAD = 50  # metres: a postcode's addresses lie around its point


class NotLocated(Exception):
    """The text says why, and what to do."""


@dataclass(frozen=True)
class Located:
    """`place` is a ward, or a borough where its wards have no outlines.

    `may_also_be` holds the other wards it may lie in: the point is nearer to their border than the outline is right.
    """

    place: Place
    may_also_be: list[Place] = field(default_factory=list)


def locate(area: Area, words: str) -> Located:
    """The ward of a postcode, which is looked at and forgotten. Raises NotLocated."""
    if not postcodes.is_installed():
        raise NotLocated(_("Postcodes cannot be looked up here. Choose the ward by its name."))
    if not postcodes.looks_like_one(words):
        raise NotLocated(_("This is not a whole postcode. Type all of it, like SE5 8AZ."))
    found = postcodes.find(words)
    if found is None:
        raise NotLocated(_("We do not know this postcode. It may be new: choose the ward by its name."))
    borough = Place.objects.filter(area=area, kind=Place.Kind.BOROUGH, code=found.borough_code).first()
    if borough is None:
        raise NotLocated(_("This postcode is in none of the boroughs here."))
    return _in_borough(borough, (found.longitude, found.latitude))


def _in_borough(borough: Place, point: tuple[float, float]) -> Located:
    outlines = list(Outline.objects.filter(place__parent=borough).select_related("place__parent"))
    if not outlines:
        return Located(borough)
    away = {outline.place: shapes.metres_to_line(point, outline.rings) for outline in outlines}
    inside = [outline.place for outline in outlines if shapes.is_inside(point, outline.rings)]
    place = inside[0] if inside else min(away, key=lambda each: away[each])
    near = [outline.place for outline in outlines if away[outline.place] <= outline.tolerance + SPREAD]
    return Located(place, sorted((each for each in near if each != place), key=lambda each: each.name_key))
