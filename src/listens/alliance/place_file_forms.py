"""The forms that files of places are sent by: the file, and what somebody has to say of published data."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.alliance.forms import WordsField
from listens.core.days import DayField
from listens.places.actions import boundaries
from listens.places.models import DataSet

LARGEST = 25  # MB


class LookupForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "A CSV file or an Excel workbook (.xlsx; its first sheet counts), 25 MB at most. Nothing is added before "
            "you have seen the check."
        ),
        max_length=200,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST * 1024 * 1024:
            raise forms.ValidationError(
                _(
                    "The file is over %(n)d MB. Take out the rows of other areas, or bring it in on the command line."
                )
                % {"n": LARGEST}
            )
        return file

    def ask_for(self, names: list[str], why: str) -> None:
        """Show the form again with these fields needed. A browser lets go of the file: it has to be chosen again."""
        self.add_error(None, f"{why} {_('Then choose the file again.')}")
        for name in names:
            self.fields[name].required = True
            self.add_error(name, self.fields[name].error_messages["required"])

    def about(self) -> dict[str, str]:
        """What was said of the data, as the importers take it."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "file" and value}
        return {
            name: value.isoformat() if isinstance(value, dt.date) else value for name, value in said.items()
        }


class FiguresForm(LookupForm):
    title = WordsField(
        label=gettext_lazy("What the table is called"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "Tables of the census and of deprivation are known by their columns: leave the rest empty."
        ),
    )
    as_at = DayField(label=gettext_lazy("The day the figures are true for"), required=False)
    source = WordsField(label=gettext_lazy("Who published it"), max_length=200, required=False)
    licence = WordsField(
        label=gettext_lazy("Licence"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("With the words it asks for: they are shown with the figures."),
    )
    unit = forms.ChoiceField(label=gettext_lazy("What it counts"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = (DataSet.Unit.PEOPLE, DataSet.Unit.HOUSEHOLDS, DataSet.Unit.SCORES)
        self.fields["unit"].choices = [  # type: ignore[attr-defined]
            ("", _("As it is known by its columns")),
            *((unit.value, unit.label) for unit in units),
        ]


class BoundariesForm(LookupForm):
    as_at = DayField(
        label=gettext_lazy("The day these boundaries are of"),
        help_text=gettext_lazy(
            "It stands in the name of the file, such as “May 2024”: then give the first of the month."
        ),
    )
    source = WordsField(label=gettext_lazy("Who published them"), max_length=200, initial=boundaries.SOURCE)
    licence = WordsField(
        label=gettext_lazy("Licence"),
        max_length=300,
        initial=boundaries.LICENCE,
        help_text=gettext_lazy("With the words it asks for: they are shown with the map."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "GeoJSON or TopoJSON, 25 MB at most: fetch the boundaries marked “generalised” (BGC) or “super "
            "generalised” (BSC), as longitude and latitude. Nothing is added before you have seen the check."
        )
