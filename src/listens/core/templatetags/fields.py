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


@register.filter
def named(field: BoundField, error: str) -> str:
    """An error as the summary at the top says it. "Fill this in." says nothing there without what "this" is."""
    if error != str(field.field.error_messages["required"]):
        return error
    label = str(field.label).rstrip(":")
    return f"{label} {error}" if label.endswith(("?", "؟")) else f"{label}: {error}"


@register.filter
def first_input(field: BoundField) -> str:
    """The id an error links to: the first box of a group, else the field itself."""
    widget = field.field.widget
    if isinstance(widget, (RadioSelect, CheckboxSelectMultiple)):
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id
