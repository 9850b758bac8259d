"""What public pages print beside published numbers: the wording of public acts, and dates known only in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.conf import settings
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from listens.core.marks import MARKS
from listens.core.published import Published
from listens.core.templatetags.page import day

register = template.Library()
LANGUAGE = settings.LANGUAGE_CODE.split("-")[0]  # in which an area writes


@register.filter
def act(words: Any) -> SafeString | str:
    """Words of a public act (a title, a reference, an answer): they may hold digits, and say that they do."""
    return format_html("<span {}>{}</span>", own(), words) if words else ""


@register.filter
def named(words: Any) -> SafeString:
    """The name of a published group, or what is said of its figures, in the reader's language: "16 to 24"."""
    return format_html("<span data-act>{}</span>", words)


@register.simple_tag
def own() -> SafeString:
    """On the element that holds nothing but the area's own words. On a page in another language they say which
    language they are in, so that a screen reader speaks them and a browser turns them the right way round.
    """
    if (get_language() or LANGUAGE).split("-")[0] == LANGUAGE:
        return mark_safe("data-act")
    return format_html('data-act lang="{}" dir="auto"', LANGUAGE)


@register.simple_tag
def bare(published: Published) -> SafeString:
    """A number of a long table: what it counts, its day and source stand once, in the line below the table."""
    return format_html(
        '<data value="{}" data-number="{}">{}</data>', published.value, published.kind.value, str(published)
    )


@register.simple_tag
def when(date: dt.date | None, words: str = "") -> SafeString | str:
    """A date, or the words for one that is not known to the day."""
    return act(words) if words else day(date)


@register.simple_tag
def month(date: dt.date | None) -> SafeString | str:
    """A month as people write it: November 2020. For what was only ever known, or only matters, to the month."""
    if date is None:
        return ""
    return format_html(
        '<time datetime="{}">{}</time>', f"{date:%Y-%m}", date_format(date, "YEAR_MONTH_FORMAT")
    )


@register.simple_tag
def verdict_words(name: str) -> str:
    """The words of a mark where no shape fits: in a list to choose from."""
    return str(MARKS[name][2])


@register.simple_tag
def last_news(pledge: Any) -> SafeString | str:
    """The day of the newest report, verdict or closing of a promise that was `listed`; nothing before the first."""
    days = {pledge.judged_on: "", pledge.closed_on: "", pledge.reported_on: pledge.reported_in_words or ""}
    newest = max((day for day in days if day), default=None)
    return when(newest, days[newest]) if newest else ""
