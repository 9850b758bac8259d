"""Choosing a borough or ward in a form: part of its name with what fits below it, or a postcode. Needs no script."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from listens.core.models import Area
from listens.core.text import validate
from listens.places import postcodes
from listens.places.finding import find
from listens.places.models import Place


def written(place: Place) -> str:
    """As it is chosen and shown: “Oval, Lambeth”, or “Lambeth” for the borough."""
    return f"{place.name}, {place.parent}" if place.parent else place.name


class PlaceInput(forms.TextInput):
    """A list of hundreds is no list on a phone: the names come up as one types."""

    template_name = "places/place_input.html"
    names: tuple[str, ...] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {"list": f"names-of-{name}", "autocomplete": "off"}
        context["widget"]["names"] = self.names
        return context


class PlaceField(forms.CharField):
    """Cleans to a Place of `area`, or None for an empty field. A postcode is looked up and forgotten."""

    widget = PlaceInput
    default_validators = [validate]

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 120, **options})
        self.area: Area | None = None

    def of(self, area: Area) -> None:
        """Must be called by the form: which area's places there are to choose from. One query."""
        self.area = area
        self.help_text = (
            _("Type part of the name and choose, or type a whole postcode. The postcode is not kept.")
            if postcodes.is_installed()
            else _("Type part of the name and choose.")
        )
        places = Place.objects.filter(area=area).select_related("parent")
        self.widget.names = tuple(written(place) for place in places)

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, Place) else value

    def clean(self, value: Any) -> Place | None:
        words = super().clean(value)
        if not words:
            return None
        assert self.area is not None
        found = find(self.area, words)
        if found.problem:
            hint = _(" or ").join(written(place) for place in found.places)
            raise ValidationError(
                found.problem + (" " + _("Did you mean %(names)s?") % {"names": hint} if hint else "")
            )
        if not found.is_sure or len(found.places) > 1:
            names = "; ".join(written(place) for place in found.places[:6])
            raise ValidationError(
                _("This may be more than one place. Choose one of these: %(names)s.") % {"names": names}
            )
        return found.places[0]
