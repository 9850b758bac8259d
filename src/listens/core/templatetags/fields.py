"""How a form's field is laid out (used by our form templates only)."""

from __future__ import annotations

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect

from listens.core.days import DayWidget

register = template.Library()


@register.filter
def shape(field: BoundField) -> str:
    """`group` (several inputs below one legend), `tick` (one box, its label after it) or `line`."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return "tick"
    if isinstance(widget, (RadioSelect, CheckboxSelectMultiple, DayWidget)) or field.use_fieldset:
        return "group"
    return "line"
