"""What public pages print beside published numbers: the wording of public acts, and dates known only in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from listens.core.marks import MARKS
from listens.core.templatetags.page import day

register = template.Library()


@register.filter
def act(words: Any) -> SafeString | str:
    """Words of a public act (a title, a reference, an answer): they may hold digits, and say that they do."""
    return format_html("<span data-act>{}</span>", words) if words else ""


@register.simple_tag
def when(date: dt.date | None, words: str = "") -> SafeString | str:
    """A date, or the words for one that is not known to the day."""
    return act(words) if words else day(date)


@register.simple_tag
def month(date: dt.date | None) -> SafeString | str:
    """A month as people write it: November 2020. For what was only ever known, or only matters, to the month."""
    if date is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', f"{date:%Y-%m}", date_format(date, "F Y"))


@register.simple_tag
def verdict_words(name: str) -> str:
    """The words of a mark where no shape fits: in a list to choose from."""
    return str(MARKS[name][2])
