"""What our pages print with care: published numbers, dates, verdicts, and why something cannot be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format, time_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from listens.core import media
from listens.core.access import Decision
from listens.core.marks import MARKS
from listens.core.published import Published

register = template.Library()


@register.simple_tag
def number(published: Published) -> SafeString:
    """A published number; its definition and date travel with it. Raises TypeError for a bare number."""
    if not isinstance(published, Published):
        raise TypeError(f"Only a published number may be printed, not {type(published).__name__}.")
    return format_html(
        '<data value="{}" data-number="{}" title="{}">{}</data>',
        "" if published.value is None else published.value,
        published.kind.value,
        _("%(definition)s, as at %(day)s")
        % {
            "definition": published.definition,
            "day": published.as_at_words or date_format(published.as_at),
        },
        str(published),
    )


@register.simple_tag
def spread(published: Published) -> SafeString:
    """How far an estimate may be off: "12 to 19"; nothing without a range."""
    if published.low is None or published.high is None:
        return SafeString("")
    ends = [
        format_html(
            '<data value="{}" data-number="estimate">{}</data>',
            end,
            number_format(end, 0 if float(end).is_integer() else 1),
        )
        for end in (published.low, published.high)
    ]
    return format_html(_("{} to {}"), *ends)


@register.inclusion_tag("core/definition.html")
def definition(published: Published) -> dict[str, Any]:
    """What a number counts, its date, its source and its interval, in a line below it."""
    return {"published": published}


@register.simple_tag
def day(when: dt.date | dt.datetime | None) -> SafeString | str:
    """A date as the reader's language writes it: 3 June 2026, 3 czerwca 2026. Nothing for no date."""
    if when is None:
        return ""
    if isinstance(when, dt.datetime):
        when = timezone.localdate(when) if timezone.is_aware(when) else when.date()
    return format_html('<time datetime="{}">{}</time>', when.isoformat(), date_format(when))


@register.simple_tag
def moment(when: dt.datetime | None) -> SafeString | str:
    """A date with its time of day: 3 June 2026, 19:30."""
    if when is None:
        return ""
    local = timezone.localtime(when) if timezone.is_aware(when) else when
    return format_html(
        '<time datetime="{}">{}, {}</time>',
        local.isoformat(timespec="minutes"),
        date_format(local),
        time_format(local, "H:i"),
    )


@register.inclusion_tag("core/why.html")
def why(decision: Decision) -> dict[str, Any]:
    """Why the person may not do something; nothing when they may."""
    return {"decision": decision}


@register.simple_tag(takes_context=True)
def here(context: template.Context, address: str) -> SafeString | str:
    """`aria-current` for a link in a menu, when this page is there or below."""
    request = context.get("request")
    if not request or not address:
        return ""
    if request.path == address:
        return format_html(' aria-current="{}"', "page")
    is_below = address.count("/") > 2 and request.path.startswith(address)
    return format_html(' aria-current="{}"', "true") if is_below else ""


@register.inclusion_tag("core/media_slot.html", takes_context=True)
def media_slot(context: template.Context, slot: str, about: str = "") -> dict[str, Any]:
    """Film, audio and Easy Read of a place that a room declared (core.media); nothing where nothing is."""
    area = context["area"]
    return {"area": area, "files": media.shown(area, slot, about)}


@register.simple_tag(takes_context=True)
def media_page(context: template.Context, slot: str) -> str:
    """The address of the page with all that is in a place; empty where nothing is."""
    area = context["area"]
    if not media.shown(area, slot):
        return ""
    return reverse("media_of", kwargs={"area": area.slug, "slot": slot})


@register.filter
def language_name(code: str) -> str:
    """A language in its own words."""
    return media.language_name(code)


@register.inclusion_tag("core/mark.html")
def mark(name: str) -> dict[str, Any]:
    """A verdict, an answer or a state: a shape and a word, never colour alone. Raises KeyError for another."""
    tone, shape, words = MARKS[name]
    return {"tone": tone, "shape": shape, "words": words}


@register.simple_tag
def shown(value: Any) -> Any:
    """A value of a list or table as it is printed: a published number, a date, text or a link as it comes."""
    if isinstance(value, Published):
        return number(value)
    return day(value) if isinstance(value, dt.date) else value


@register.simple_tag
def cells(row: Sequence[Any], headings: Sequence[str]) -> SafeString:
    """The cells of one row of `core/table.html`. On a phone each stands below the other with its heading."""
    return format_html_join(
        "",
        '<td role="cell" class="nhsuk-table__cell{}"><span class="app-table__label" aria-hidden="true">{}</span>'
        "<span>{}</span></td>",
        (
            (" nhsuk-table__cell--numeric" if isinstance(value, Published) else "", heading, shown(value))
            for heading, value in zip(headings, row, strict=True)
        ),
    )


@register.simple_tag
def cell(value: Any) -> SafeString:
    """One cell of a table that a page writes itself."""
    kind = " nhsuk-table__cell--numeric" if isinstance(value, Published) else ""
    return format_html('<td class="nhsuk-table__cell{}">{}</td>', kind, shown(value))
