"""The form of looking at new figures: which tables would go out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class TablesForm(forms.Form):
    """`choices` are names and titles."""

    tables = forms.MultipleChoiceField(
        label=_("Tables that go out too"),
        help_text=_("Each table more can hide more of the others."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tables"].choices = choices  # type: ignore[attr-defined]
