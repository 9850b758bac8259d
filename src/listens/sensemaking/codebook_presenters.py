"""What the pages of the codebook print: the table of themes, what two have in common, examples."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from listens.core.models import Area
from listens.sensemaking.counts import Overlap, ThemeCount
from listens.sensemaking.models import Theme, ThemeExample
from listens.sensemaking.presenters import Numbers, address, note_card, right


def codebook_table(
    area: Area,
    counts: Iterable[ThemeCount],
    numbers: Numbers,
    examples: Mapping[UUID, int] | None = None,
    *,
    split: Collection[UUID] = (),
    is_open: bool = False,
) -> dict[str, Any]:
    """`examples` are how many each theme has; with `is_open` nothing is folded away, for paper."""
    counts, folds = list(counts), Folds(examples or {}, split, is_open)
    parts: dict[object, list[ThemeCount]] = {}
    for count in counts:
        parts.setdefault(count.theme.parent_id, []).append(count)
    rows = []
    for whole in parts.get(None, []):
        rows.append(_count_row(area, whole, numbers, folds))
        rows += [_count_row(area, part, numbers, folds) for part in parts.get(whole.theme.pk, [])]
    headings = [_("Theme"), _("Conversations"), _("Times heard"), _("Notes"), _("Examples")]
    return {"caption": _("Themes"), "headings": headings, "numeric": headings[1:], "rows": rows}


@dataclass(frozen=True)
class Folds:
    """What the codebook says of each theme beside its counts."""

    examples: Mapping[UUID, int]
    split: Collection[UUID]
    is_open: bool


def _count_row(area: Area, count: ThemeCount, numbers: Numbers, folds: Folds | None = None) -> list[object]:
    theme = count.theme
    marks = [_("parked")] if theme.parked_on else []
    marks += [_("split")] if folds and theme.pk in folds.split else []
    link = format_html(
        '<span class="{}">{}<a href="{}">{}</a> <span class="app-code">{}</span>{}{}</span>',
        "app-part" if theme.parent_id else "app-whole",
        sign(theme),
        address(area, "staff_theme", code=theme.code),
        theme.name,
        theme.code,
        format_html_join("", " <span>({})</span>", ([mark] for mark in marks)),
        fold(theme, is_open=folds.is_open) if folds else "",
    )
    cells = [numbers.opens(n, theme) for n in (count.num_conversations, count.times_heard, count.num_notes)]
    return [link, *cells, *([_num_examples(area, theme, folds, numbers)] if folds else [])]


def _num_examples(area: Area, theme: Theme, folds: Folds, numbers: Numbers) -> SafeString:
    num = folds.examples.get(theme.pk, 0)
    if not num or not numbers.may_open:
        return right(f"{num:,}")
    where = address(area, "staff_theme", code=theme.code)
    return format_html('<a class="app-number app-opens" href="{}#examples">{}</a>', where, f"{num:,}")


def fold(theme: Theme, *, is_open: bool) -> SafeString:
    """What the machine may do and what belongs, under the name of a theme in the codebook's table.

    Not a template: a thousand of them would take seconds.
    """
    said = [
        (label, linebreaksbr(words, autoescape=True))
        for label, words in (
            ("", theme.definition),
            (_("Belongs here:"), theme.include),
            (_("Does not belong here:"), theme.exclude),
        )
        if words
    ]
    status = format_html('<span class="app-note app-theme-status">{}</span>', theme.get_status_display())
    if not said:
        return status
    return format_html(
        '{}<details class="app-fold"{}><summary>{}<span class="nhsuk-u-visually-hidden">: {}</span></summary>'
        "{}</details>",
        status,
        SafeString(" open" if is_open else ""),
        _("What belongs here"),
        theme.name,
        format_html_join("", "<p><strong>{}</strong> {}</p>", said),
    )


def sign(theme: Theme) -> SafeString:
    """The mark beside a theme's name; the name says it to whoever cannot see it."""
    return (
        format_html('<span class="app-sign" aria-hidden="true">{}</span>', theme.sign)
        if theme.sign
        else SafeString("")
    )


def parts_table(area: Area, counts: Iterable[ThemeCount], numbers: Numbers) -> dict[str, Any]:
    headings = [_("Part"), _("Conversations"), _("Times heard"), _("Notes")]
    rows = [_count_row(area, count, numbers) for count in counts]
    return {"caption": _("Its parts"), "headings": headings, "numeric": headings[1:], "rows": rows}


def overlap_table(theme: Theme, into: Theme, found: Overlap, numbers: Numbers) -> dict[str, Any]:
    """What a merge would bring together."""
    headings = [_("What is counted"), theme.name, into.name, _("Both"), _("Together")]
    rows = [
        [words, *(right(numbers(n)) for n in counted)]
        for words, counted in ((_("Conversations"), found.conversations), (_("Notes"), found.notes))
    ]
    return {"caption": _("What both have"), "headings": headings, "numeric": headings[1:], "rows": rows}


def example_cards(examples: Iterable[ThemeExample]) -> list[dict[str, Any]]:
    """Typed ones and notes, those of what belongs first."""
    cards = [
        {
            "pk": str(each.pk),
            "text": each.text,
            "is_counter": each.is_counter,
            "note": note_card(each.note) if each.note else None,
        }
        for each in examples
    ]
    return sorted(cards, key=lambda card: bool(card["is_counter"]))
