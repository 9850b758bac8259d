"""The forms of publishing figures: which tables go out, and that they do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listens.core.days import DayField


class TablesForm(forms.Form):
    """`choices` are names and titles. An unknown name is left out."""

    tables = forms.MultipleChoiceField(
        label=_("Tables that go out too"),
        help_text=_("Each table more can hide more of the others."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tables"].choices = choices  # type: ignore[attr-defined]


class ReleaseForm(forms.Form):
    """`seen_seq` is the release that the person compared with, `tables` the names that were looked at."""

    as_at = DayField(label=_("As at"), help_text=_("The day that the figures are true for"))
    seen_seq = forms.IntegerField(widget=forms.HiddenInput)
    tables = forms.RegexField(r"^[\w:\- ]*$", widget=forms.HiddenInput, required=False)

    def clean_tables(self) -> list[str]:
        return str(self.cleaned_data["tables"]).split()
