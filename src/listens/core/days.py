"""A date typed as day, month and year: three boxes that everybody can use, on any phone, in any language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PARTS = (
    ("day", gettext_lazy("Day"), "nhsuk-input--width-2", 2),
    ("month", gettext_lazy("Month"), "nhsuk-input--width-2", 2),
    ("year", gettext_lazy("Year"), "nhsuk-input--width-4", 4),
)


class DayWidget(forms.Widget):
    template_name = "django/forms/widgets/day.html"
    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        if name in data:  # one value, as imports and tests may send
            return str(data[name])
        parts = [str(data.get(f"{name}-{part}", "")).strip() for part, *_rest in PARTS]
        return "/".join(parts) if any(parts) else None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and all(f"{name}-{part}" not in data for part, *_rest in PARTS)

    def id_for_label(self, id_: str | None, index: Any = None) -> str:
        return f"{id_}-day" if id_ else ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        given = context["widget"]["attrs"]
        context["widget"]["subwidgets"] = [
            {
                "name": f"{name}-{part}",
                "value": typed,
                "attrs": {
                    "id": f"{given.get('id', name)}-{part}",
                    "title": label,
                    "class": width,
                    "longest": longest,
                    "invalid": given.get("aria-invalid") == "true",
                },
            }
            for (part, label, width, longest), typed in zip(PARTS, parts_of(value), strict=True)
        ]
        return context


def parts_of(value: Any) -> list[str]:
    """Day, month and year as typed or stored, so that what was typed comes back in an error."""
    if isinstance(value, dt.date):
        return [str(value.day), str(value.month), str(value.year)]
    text = str(value or "")
    parts = list(reversed(text.split("-"))) if text.count("-") == 2 else text.split("/")
    return [*parts, "", "", ""][:3]


class DayField(forms.DateField):
    """A date field of three boxes. Cleans to a `datetime.date`."""

    widget = DayWidget
    default_error_messages = {"invalid": gettext_lazy("Enter a real date, like 27 3 2026")}

    def to_python(self, value: Any) -> dt.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        day, month, year = parts_of(value)
        missing = [
            name for name, part in ((_("day"), day), (_("month"), month), (_("year"), year)) if not part
        ]
        if missing:
            raise forms.ValidationError(_("Enter the %(part)s too") % {"part": missing[0]}, code="incomplete")
        try:
            return dt.date(int(year) if len(year) == 4 else 0, int(month), int(day))
        except (ValueError, OverflowError):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
