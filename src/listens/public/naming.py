"""Counts in words, for the organiser: where each is, and why figures cannot go out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from listens.alliance.models import Organisation
from listens.core.models import Area, Release
from listens.listening.models import Round
from listens.public.counted import CONVERSATIONS
from listens.sensemaking.models import Theme

if TYPE_CHECKING:
    from listens.methods.disclosure import releases
    from listens.methods.disclosure.releases import Told


class Words:
    """Three queries."""

    def __init__(self, area: Area) -> None:
        self.area = area
        rounds = dict(Round.objects.filter(area=area).values_list("slug", "name"))
        self._names: dict[str, dict[str, str]] = {
            "round": rounds,
            "told": rounds,
            "waiting": rounds,
            "theme": dict(Theme.objects.filter(area=area).values_list("code", "name")),
            "alone": {"yes": _("under none of its parts")},
            "kind": {kind: str(words) for kind, words in Organisation.Kind.choices},
        }
        made = Release.objects.filter(area=area).values_list("seq", "as_at")
        self._days = {str(seq): as_at for seq, as_at in made}

    def where(self, **labels: str) -> str:
        """“Autumn, Housing”; the area's name where it is about all."""
        names = [self._names.get(kind, {}).get(label, label) for kind, label in labels.items() if label]
        return pgettext("between names", ", ").join(names) or str(self.area)

    def refusal(self, told: Told, count: int, register: Mapping[str, Sequence[releases.Release]]) -> str:
        """A sentence that says what to do."""
        where = self.where(**{kind: label for kind, label in sorted(told.key) if kind != "of"})
        said = {"where": where, "day": date_format(self._days[told.since])}
        if told.is_hidden:
            return (
                _(
                    "%(where)s: a hidden number could be worked out beside the figures of %(day)s. Wait until more "
                    "people are heard, or leave a table out."
                )
                % said
            )
        least = self.area.hide_below
        earlier = [one.shown.get(told.key) for one in register["conversations"] if one.as_at == told.since]
        change = abs(count - (earlier[0] if earlier and earlier[0] is not None else count))
        if CONVERSATIONS not in told.key:
            return _(
                "%(where)s: fewer than %(least)d people were added or taken back since the figures of %(day)s, so "
                "that somebody could be recognised. Wait until more people are counted, or leave the table out."
            ) % (said | {"least": least})
        return _(
            "%(where)s: fewer than %(least)d conversations were added or taken back since the figures of %(day)s, "
            "so that somebody could be recognised. Wait until about %(more)d more are accepted, or round more "
            "coarsely in the area's settings."
        ) % (said | {"least": least, "more": max(least - change, 1)})
