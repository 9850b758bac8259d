"""The form of looking at new figures: which tables and which estimates would go out."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.public.draft import Draft
from listens.public.estimates import State


class ReleaseForm(forms.Form):
    """Shows what a draft would publish, and offers the rest. `rounds` are their names by slug."""

    tables = forms.MultipleChoiceField(
        label=gettext_lazy("Tables that go out too"),
        help_text=gettext_lazy("Each table more can hide more of the others."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    estimates = forms.MultipleChoiceField(
        label=gettext_lazy("Rounds whose estimates go out"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    without = forms.MultipleChoiceField(
        label=gettext_lazy("Themes to leave out all the same"),
        help_text=gettext_lazy("Their counts go out as before; no more is left out than the estimate."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, made: Draft, rounds: Mapping[str, str]) -> None:
        left_out = [f"{slug}:{code}" for slug, one in made.estimates.items() for code in one["without"]]
        super().__init__(
            initial={"tables": made.chosen, "estimates": list(made.estimates), "without": left_out}
        )
        choices = {
            "tables": made.choices,
            "estimates": [(slug, rounds[slug]) for slug in made.offered],
            "without": [
                (
                    f"{slug}:{code}",
                    _("%(theme)s (%(round)s)") % {"theme": theme["name"], "round": rounds[slug]},
                )
                for slug, one in made.offered.items()
                for code, theme in one["themes"].items()
                if theme["state"] == State.GIVEN or f"{slug}:{code}" in left_out
            ],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]
