"""Whom does this organisation reach? The answers of the card, to tick."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from listens.listening.models import HeardTally
from listens.listening.who_was_there import CARD


class ReachesForm(forms.Form):
    def __init__(self, noted: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        noted = list(noted)
        labels = {
            HeardTally.Group.AGE: _("How old are many of them?"),
            HeardTally.Group.ETHNICITY: _("Of which ethnic groups?"),
            HeardTally.Group.TENURE: _("What are their homes?"),
            HeardTally.Group.DISABILITY: _("Are many limited by a long-term illness or disability?"),
        }
        for group, answers in CARD.items():
            self.fields[group] = forms.MultipleChoiceField(
                label=labels[HeardTally.Group(group)],
                choices=answers,
                initial=[value for of, value in noted if of == group],
                required=False,
                widget=forms.CheckboxSelectMultiple(attrs={"class": "nhsuk-checkboxes--small"}),
            )

    def answers(self) -> list[tuple[str, str]]:
        return [(group, value) for group in CARD for value in self.cleaned_data[group]]
