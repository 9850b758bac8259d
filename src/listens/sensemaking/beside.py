"""What the data shows beside a theme, and whether somebody found that it agrees with what people said.

Three labels only. "No local data" says itself where there are no figures; the others are a person's, stand with the
figures they were made on, and fall away when those change.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from listens.core.models import Area
from listens.places.models import Place
from listens.places.spreads import Spread, spreads
from listens.sensemaking.fetch import whole_codebook
from listens.sensemaking.models import DataLabel, IndicatorChoice, Theme

Label = DataLabel.Label


@dataclass(frozen=True)
class Beside:
    """One theme in one place, or (no place) in the whole area; `spreads` are in the order chosen.

    `newest` is the last row of that place, whether it still stands or not.
    """

    theme: Theme
    place: Place | None
    keys: list[str]
    spreads: list[Spread]
    newest: DataLabel | None

    @property
    def figures(self) -> list[list[str | None]]:
        """As a label keeps what it was made on: numbers as text, alike on both databases."""
        return [
            [each.measure.key, None if each.value is None else f"{each.value:.6g}", str(each.data_set.as_at)]
            for each in self.spreads
        ]

    @property
    def has_figures(self) -> bool:
        return any(each.value is not None or self.place is None for each in self.spreads)

    @property
    def is_begun(self) -> bool:
        """Somebody chose figures for it, or found something."""
        return bool(self.keys or self.newest)

    @property
    def is_outdated(self) -> bool:
        """Somebody compared, and the figures are others now."""
        row = self.newest
        if row is None or row.label == Label.TAKEN_BACK:
            return False
        return sorted(row.figures, key=str) != sorted(self.figures, key=str)

    @property
    def decided(self) -> DataLabel | None:
        """The finding that stands; None where nobody compared, or other figures."""
        row = self.newest
        if row is None or row.label == Label.TAKEN_BACK or self.is_outdated:
            return None
        return row

    @property
    def is_to_compare(self) -> bool:
        """There are figures, and no finding stands."""
        return self.has_figures and self.decided is None

    @property
    def label(self) -> Label:
        if self.decided:
            return Label(self.decided.label)
        return Label.TAKEN_BACK if self.has_figures else Label.NO_DATA

    @property
    def why_no_data(self) -> str:
        """Why there is nothing to compare with, where nobody has said it; else empty."""
        if self.has_figures or self.decided:
            return ""
        if not self.keys:
            return _("No published figure has been chosen for this theme.")
        if not self.spreads:
            return _("The published figures for this theme have not been brought in yet.")
        return _("The published figures do not have this place.")


def beside(theme: Theme, place: Place | None = None) -> Beside:
    """Four queries."""
    keys = chosen_keys(theme)
    found = list(spreads(theme.area, keys, place).values())
    return Beside(theme, place, keys, found, newest_label(theme, place))


def beside_in_boroughs(theme: Theme) -> list[Beside]:
    """The same for each borough in the order of their names; five queries, however many there are."""
    boroughs = list(Place.objects.filter(area=theme.area, kind=Place.Kind.BOROUGH))
    keys = chosen_keys(theme)
    whole = spreads(theme.area, keys).values()
    rows: dict[UUID | None, DataLabel] = {row.place_id: row for row in labels(theme)}
    return [
        Beside(theme, each, keys, [spread.at(each) for spread in whole], rows.get(each.pk))
        for each in boroughs
    ]


def beside_themes(area: Area) -> list[Beside]:
    """The whole area for every theme in use, each theme of the first level before its parts. Five queries."""
    keys: dict[UUID, list[str]] = {
        choice.theme_id: choice.keys for choice in IndicatorChoice.objects.filter(theme__area=area)
    }
    rows = {row.theme_id: row for row in DataLabel.objects.filter(theme__area=area, place=None)}
    found = spreads(area, list({key for each in keys.values() for key in each}))

    def of(theme: Theme) -> Beside:
        own = keys.get(theme.pk, [])
        return Beside(theme, None, own, [found[key] for key in own if key in found], rows.get(theme.pk))

    return [of(theme) for theme in whole_codebook(area) if not theme.parked_on]


def choices(theme: Theme) -> list[IndicatorChoice]:
    """Every choice so far, the newest last."""
    return list(IndicatorChoice.objects.filter(theme=theme).select_related("by__account"))


def chosen_keys(theme: Theme) -> list[str]:
    newest = IndicatorChoice.objects.filter(theme=theme).last()
    return newest.keys if newest else []


def labels(theme: Theme) -> list[DataLabel]:
    """Every finding so far, the newest last."""
    return list(DataLabel.objects.filter(theme=theme).select_related("place", "by__account"))


def newest_label(theme: Theme, place: Place | None) -> DataLabel | None:
    return DataLabel.objects.filter(theme=theme, place=place).last()


def fetch_borough(area: Area, code: str) -> Place | None:
    """The borough of that code, None for no code. A missing one is a plain 404."""
    if not code:
        return None
    boroughs = Place.objects.filter(area=area, kind=Place.Kind.BOROUGH)
    found = boroughs.filter(code=code).first() if code.isalnum() else None  # PostgreSQL bears no NUL
    if found is None:
        raise Http404
    return found
