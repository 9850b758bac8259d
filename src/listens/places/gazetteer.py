"""Finding a borough or ward by its code or its name, with a suggestion when nothing fits."""

from __future__ import annotations

from difflib import get_close_matches

from django.utils.translation import gettext as _

from listens.core import text
from listens.core.models import Area
from listens.places.models import Place


class NoSuchPlace(Exception):
    """`problem` says what is wrong, `fix` what to do."""

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(problem, fix)
        self.problem, self.fix = problem, fix


class Gazetteer:
    """All places of one area, read once: for files with thousands of rows, and for forms."""

    def __init__(self, area: Area) -> None:
        self.places = list(Place.objects.filter(area=area).select_related("parent"))
        self._by_code = {place.code.upper(): place for place in self.places}
        self._by_name: dict[tuple[str, str], list[Place]] = {}
        for place in self.places:
            self._by_name.setdefault((place.kind, place.name_key), []).append(place)

    def borough(self, words: str) -> Place:
        return self._find(words, Place.Kind.BOROUGH, None)

    def ward(self, words: str, borough: Place | None = None) -> Place:
        return self._find(words, Place.Kind.WARD, borough)

    def _find(self, words: str, kind: Place.Kind, borough: Place | None) -> Place:
        """Raises NoSuchPlace for none, for more than one, and for a ward of another borough."""
        label = str(kind.label).lower()
        by_code = self._by_code.get(words.strip().upper())
        found = [by_code] if by_code else self._by_name.get((kind, text.key(words)), [])
        right = [
            place for place in found if place.kind == kind and (not borough or place.parent_id == borough.pk)
        ]
        if len(right) == 1:
            return right[0]
        if right:
            places = ", ".join(f"{place.code} ({place.parent})" for place in right)
            raise NoSuchPlace(
                _("There is more than one %(kind)s called “%(name)s”.") % {"kind": label, "name": words},
                _("Name the borough too, or use the code: %(codes)s.") % {"codes": places},
            )
        if found and borough:
            where = found[0].parent or found[0]
            raise NoSuchPlace(
                _("“%(name)s” is not in %(borough)s.") % {"name": words, "borough": borough},
                _("It is in %(other)s. Change one of the two.") % {"other": where},
            )
        raise NoSuchPlace(
            _("There is no %(kind)s “%(name)s” in this area.") % {"kind": label, "name": words[:60]},
            self.suggestion(words, kind),
        )

    def suggestion(self, words: str, kind: str) -> str:
        """“Did you mean ...?”, or where to look."""
        if close := self.close(words, kind):
            return _("Did you mean %(names)s?") % {"names": _(" or ").join(each.name for each in close)}
        return _("Use a name or code from the list of places, or leave it empty.")

    def close(self, words: str, kind: str) -> list[Place]:
        """Up to three places of that kind whose names are nearly this."""
        places = {place.name_key: place for place in self.places if place.kind == kind}
        return [places[key] for key in get_close_matches(text.key(words), places, n=3, cutoff=0.6)]


def places_by_borough(area: Area) -> list[tuple[Place, list[Place]]]:
    """Every borough with its wards, for lists; two queries."""
    boroughs = Place.objects.filter(area=area, kind=Place.Kind.BOROUGH).prefetch_related("parts")
    return [(borough, list(borough.parts.all())) for borough in boroughs]
