"""What the pages of sense-making print: counts in words, trails, tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.core.models import Area
from listens.core.published import safe_count
from listens.core.tables import Outcome
from listens.listening.models import Note
from listens.listening.spoken import direction
from listens.listening.translations import beside
from listens.methods.findings import Finding
from listens.sensemaking.counts import KindCount, Overlap, ThemeCount
from listens.sensemaking.models import Theme, ThemeExample


def address(area: Area, name: str, **more: object) -> str:
    return reverse(name, kwargs={"area": area.slug, **more})


def trail(area: Area, *more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Your desk"), address(area, "desk")), *more]


def codebook_trail(area: Area, theme: Theme | None = None) -> list[tuple[str, str]]:
    more = [(_("Codebook"), address(area, "codebook"))]
    if theme:
        more.append((theme.name, address(area, "staff_theme", code=theme.code)))
    return trail(area, *more)


class Numbers:
    """Counts as this person may see them: exact for the community side, else under the small-number rule."""

    do_not_call_in_templates = True  # a template wants its label

    def __init__(self, area: Area, *, is_exact: bool) -> None:
        self.area, self.is_exact = area, is_exact

    def __call__(self, n: int) -> str:
        if self.is_exact:
            return f"{n:,}"
        shown = safe_count(n, hide_below=self.area.hide_below, round_to=self.area.round_to)
        return _("fewer than %(n)d") % {"n": self.area.hide_below} if shown is None else f"{shown:,}"

    @property
    def label(self) -> str:
        if self.is_exact:
            return _("Live counts, for work inside the alliance only. Never publish them: publish a release.")
        return _("Live counts, rounded, small ones hidden. For work inside the alliance only.")


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
        render_to_string("sensemaking/theme_fold.html", {"theme": theme, "is_open": folds.is_open})
        if folds
        else "",
    )
    cells = [_right(numbers(n)) for n in (count.num_conversations, count.times_heard, count.num_notes)]
    return [link, *cells, *([_right(f"{folds.examples.get(theme.pk, 0):,}")] if folds else [])]


def sign(theme: Theme) -> SafeString:
    """The mark beside a theme's name; the name says it to whoever cannot see it."""
    return (
        format_html('<span class="app-sign" aria-hidden="true">{}</span>', theme.sign)
        if theme.sign
        else SafeString("")
    )


def _right(words: str) -> SafeString:
    return format_html('<span class="app-number">{}</span>', words)


def kinds_table(counts: Iterable[KindCount], numbers: Numbers) -> dict[str, Any]:
    headings = [_("Kind of organisation"), _("Conversations"), _("Times heard")]
    return {
        "caption": _("Where it came up"),
        "headings": headings,
        "numeric": headings[1:],
        "rows": [
            [count.label, _right(numbers(count.num_conversations)), _right(numbers(count.times_heard))]
            for count in counts
        ],
    }


def overlap_table(theme: Theme, into: Theme, found: Overlap, numbers: Numbers) -> dict[str, Any]:
    """What a merge would bring together."""
    headings = [_("What is counted"), theme.name, into.name, _("Both"), _("Together")]
    rows = [
        [words, *(_right(numbers(n)) for n in counted)]
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


def findings_table(findings: list[Finding]) -> dict[str, Any]:
    return {
        "caption": _("What is wrong, and what to do"),
        "headings": [_("Row"), _("Column"), _("Problem"), _("What to do")],
        "numeric": [],
        "rows": [[str(one.row or _("all")), one.column, one.problem, one.fix] for one in findings],
    }


def import_outcome(outcome: Outcome) -> dict[str, Any]:
    """What the page says below the form after a file that was only looked at, or that had bad rows."""
    found = findings_table(outcome.findings) if outcome.findings else None
    return {"said": outcome_in_words(outcome), "notes": outcome.notes, "findings": found}


def outcome_in_words(outcome: Outcome) -> str:
    if outcome.is_dry_run:
        added = ngettext("%(n)d theme would be added.", "%(n)d themes would be added.", outcome.num_added)
    else:
        added = ngettext("%(n)d theme was added.", "%(n)d themes were added.", outcome.num_added)
    here = ngettext("%(n)d was already here.", "%(n)d were already here.", outcome.num_unchanged)
    parts = [added % {"n": outcome.num_added}]
    if outcome.num_unchanged:
        parts.append(here % {"n": outcome.num_unchanged})
    return " ".join(parts)


def note_card(note: Note) -> dict[str, Any]:
    """A note as the coding page shows it: no place, no date, no organisation."""
    voice = str(note.get_voice_display())
    if note.conversation.was_interpreted:
        voice = " · ".join([voice, _("the interpreter's words")])
    return {
        "id": str(note.pk),
        "prompt": note.prompt.text if note.prompt else "",
        "text": note.shown,
        "lang": note.language,
        "dir": direction(note.language),
        "voice": voice,
        "may_quote": note.may_quote,
        "translations": beside(note),
    }


def parts_table(area: Area, counts: Iterable[ThemeCount], numbers: Numbers) -> dict[str, Any]:
    headings = [_("Part"), _("Conversations"), _("Times heard"), _("Notes")]
    rows = [_count_row(area, count, numbers) for count in counts]
    return {"caption": _("Its parts"), "headings": headings, "numeric": headings[1:], "rows": rows}
