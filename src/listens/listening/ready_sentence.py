"""A ready sentence for a prompt, made from a published figure of the area or of one borough; organisers change it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.core.models import Area
from listens.places.measures import MEASURES
from listens.places.models import Place
from listens.places.sentence import sentence, source_of
from listens.places.spreads import spreads


class ReadySentenceForm(forms.Form):
    """Offers only the figures that are brought in. Bad or stale choices get a sentence, and the form stays usable."""

    figure = forms.ChoiceField(label=gettext_lazy("Figure"))
    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False)

    def __init__(self, area: Area, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.area = area
        self.boroughs = {each.code: each for each in Place.objects.filter(area=area, kind=Place.Kind.BOROUGH)}
        self.found = spreads(area, [measure.key for measure in MEASURES])
        figures, places = self.fields["figure"], self.fields["place"]
        assert isinstance(figures, forms.ChoiceField) and isinstance(places, forms.ChoiceField)
        figures.choices = [(key, spread.measure.title) for key, spread in self.found.items()]
        places.choices = [
            ("", _("The whole area")),
            *[(code, one.name) for code, one in self.boroughs.items()],
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        place = self.boroughs.get(cleaned.get("place", ""))
        if place and cleaned.get("figure") and self.found[cleaned["figure"]].at(place).value is None:
            self.add_error(
                "place",
                _("There is no such figure for %(place)s. Choose another place.") % {"place": place.name},
            )
        return cleaned

    def filled_in(self) -> dict[str, Any]:
        """What the form of the prompt starts with."""
        spread = self.found[self.cleaned_data["figure"]]
        place = self.boroughs.get(self.cleaned_data["place"])
        chosen = spread.at(place) if place else spread
        return {
            "sentence": sentence(chosen),
            "source": source_of(chosen),
            "as_at": chosen.data_set.as_at,
        }
