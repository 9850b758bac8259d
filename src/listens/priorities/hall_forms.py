"""What the stage manager's page takes. The rules are in `actions.hall`."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.core import text
from listens.core.models import Area

AT, NEVER = "at", "never"
MINUTES = (5, 10, 15)
TWO_MORE = dt.timedelta(minutes=2)


class CountdownForm(forms.Form):
    """`cleaned_data["closes_at"]` is when the vote closes by what was chosen, None for no countdown."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput, validators=[text.validate])
    how = forms.ChoiceField(label=gettext_lazy("When does the vote close?"), widget=forms.RadioSelect)
    at = forms.TimeField(
        label=gettext_lazy("Time of day"),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H %M"],
        help_text=gettext_lazy("Only for “At a time”. Hours and minutes, like 19:45."),
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-5", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Type hours and minutes, like 19:45.")},
    )

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._area = area
        self.fields["how"].choices = [  # type: ignore[attr-defined]
            *((str(n), _("In %(n)d minutes") % {"n": n}) for n in MINUTES),
            (AT, _("At a time")),
            (NEVER, _("No countdown: when somebody closes it")),
        ]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        how, at = data.get("how"), data.get("at")
        if how == AT and at is None and "at" not in self.errors:
            self.add_error("at", _("Type hours and minutes, like 19:45."))
        now = self._area.now()
        if how == AT:
            data["closes_at"] = at and _next(now, at, ZoneInfo(self._area.time_zone))
        else:
            data["closes_at"] = now + dt.timedelta(minutes=int(how)) if how and how != NEVER else None
        return data


def _next(now: dt.datetime, at: dt.time, zone: ZoneInfo) -> dt.datetime:
    """The next time that clocks there show `at`: past midnight if that is how late it is."""
    today = dt.datetime.combine(now.astimezone(zone).date(), at, zone)
    return today if today > now else dt.datetime.combine(today.date() + dt.timedelta(days=1), at, zone)
