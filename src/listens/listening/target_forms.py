"""All targets of a round on one form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.alliance.models import Organisation
from listens.listening.actions.targets import LARGEST, Target
from listens.listening.models import Round

NARROW = {"class": "nhsuk-input--width-4", "inputmode": "numeric"}


class TargetsForm(forms.Form):
    total = forms.IntegerField(
        label=gettext_lazy("People we hope to hear in the whole round"),
        required=False,
        min_value=1,
        max_value=LARGEST,
        widget=forms.NumberInput(attrs={"class": "nhsuk-input--width-5", "inputmode": "numeric"}),
    )

    def __init__(self, round: Round, organisations: Iterable[Organisation], data: Any = None) -> None:
        kept = {one.organisation_id: one for one in round.targets.all()}
        initial: dict[str, int | None] = {"total": round.target_heard}
        self.organisations = list(organisations)
        for one in self.organisations:
            if target := kept.get(one.pk):
                initial[f"conversations-{one.pk}"] = target.conversations
                initial[f"people-{one.pk}"] = target.people
        super().__init__(data, initial=initial)
        for one in self.organisations:
            for name, label in (("conversations", _("Conversations")), ("people", _("People heard"))):
                said = f"{label}: {one.name}"
                self.fields[f"{name}-{one.pk}"] = forms.IntegerField(
                    label=said,
                    required=False,
                    min_value=1,
                    max_value=LARGEST,
                    widget=forms.NumberInput(attrs={**NARROW, "aria-label": said}),
                )

    def rows(self) -> Iterator[tuple[Organisation, forms.BoundField, forms.BoundField]]:
        for one in self.organisations:
            yield one, self[f"conversations-{one.pk}"], self[f"people-{one.pk}"]

    def targets(self) -> dict[UUID, Target]:
        """Call after `is_valid`."""
        typed = self.cleaned_data
        return {
            one.pk: (typed[f"conversations-{one.pk}"], typed[f"people-{one.pk}"])
            for one in self.organisations
        }
