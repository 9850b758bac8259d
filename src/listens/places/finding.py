"""Finding a borough or ward by what somebody types: part of a name, a code, or a postcode."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from listens.core import text
from listens.core.models import Area
from listens.places import postcodes
from listens.places.gazetteer import Gazetteer
from listens.places.locate import NotLocated, locate
from listens.places.models import Place

MOST = 30


@dataclass(frozen=True)
class Match:
    """`places` fit what was typed, which is not kept. `is_sure` is False for part of a name and
    for a point near a border: then look at them all.

    `problem` says why there is none and what to do; then `places` may have a near miss.
    """

    places: list[Place] = field(default_factory=list)
    is_postcode: bool = False
    is_sure: bool = True
    problem: str = ""


def find(area: Area, words: str) -> Match:
    if postcodes.looks_like_one(words):
        return _by_postcode(area, words)
    gazetteer = Gazetteer(area)
    wanted = text.key(words)
    if not wanted:
        return Match(problem=_("Type part of the name of a borough or ward, or a whole postcode."))
    whole = [
        place for place in gazetteer.places if wanted in (place.name_key, place.code.lower(), _full(place))
    ]
    part = whole or [place for place in gazetteer.places if wanted in place.name_key]
    if not part:
        problem = _("No borough or ward here has a name like that. Look for it in the list of all places.")
        return Match(gazetteer.close(words, Place.Kind.WARD), problem=problem)
    return Match(part[:MOST], is_sure=bool(whole))


def _full(place: Place) -> str:
    return text.key(f"{place.name}, {place.parent}") if place.parent else ""


def _by_postcode(area: Area, words: str) -> Match:
    try:
        located = locate(area, words)
    except NotLocated as why:
        return Match(is_postcode=True, problem=str(why))
    return Match([located.place, *located.may_also_be], is_postcode=True, is_sure=not located.may_also_be)
