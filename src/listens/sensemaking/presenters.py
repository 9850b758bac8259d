"""What the pages of sense-making print: counts in words, trails, tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.core.models import Area
from listens.core.published import safe_count
from listens.core.tables import Outcome
from listens.listening.models import Note, Round
from listens.listening.spoken import direction
from listens.listening.translations import beside
from listens.methods.findings import Finding
from listens.methods.spans import Span
from listens.sensemaking import behind
from listens.sensemaking.agreement import ThemeAgreement
from listens.sensemaking.blind import Meeting
from listens.sensemaking.counts import ThemeCount
from listens.sensemaking.gate import PublishedQuote
from listens.sensemaking.marked_text import stretches
from listens.sensemaking.models import Theme

MOST_QUOTES = 6


def address(area: Area, name: str, **more: object) -> str:
    return reverse(name, kwargs={"area": area.slug, **more})


def trail(area: Area, *more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Your desk"), address(area, "desk")), *more]


def codebook_trail(area: Area, theme: Theme | None = None) -> list[tuple[str, str]]:
    more = [(_("Codebook"), address(area, "codebook"))]
    if theme:
        more.append((theme.name, address(area, "staff_theme", code=theme.code)))
    return trail(area, *more)


def find_trail(area: Area, round: Round) -> list[tuple[str, str]]:
    where = address(area, "find_themes", round=round.slug)
    return [*codebook_trail(area), (_("Let the computer propose themes"), where)]


def suggest_trail(area: Area, round: Round) -> list[tuple[str, str]]:
    where = address(area, "suggest_codings", round=round.slug)
    return [*codebook_trail(area), (_("Suggestions for coding"), where)]


class Numbers:
    """Counts as this person may see them: exact for the community side, else under the small-number rule.

    With `may_open` each opens the notes behind it, within `round` or in all.
    """

    do_not_call_in_templates = True  # a template wants its label

    def __init__(
        self, area: Area, *, is_exact: bool, may_open: bool = False, round: Round | None = None
    ) -> None:
        self.area, self.is_exact, self.may_open, self.round = area, is_exact, may_open, round

    def __call__(self, n: int) -> str:
        if self.is_exact:
            return f"{n:,}"
        shown = safe_count(n, hide_below=self.area.hide_below, round_to=self.area.round_to)
        return _("fewer than %(n)d") % {"n": self.area.hide_below} if shown is None else f"{shown:,}"

    def opens(self, n: int, theme: Theme | None = None, *, words: str = "", **which: Any) -> SafeString:
        """The count, as a link to its notes for whoever may read them; `words` stand in place of the bare number.

        `which` narrows as in `behind.Which`. Nothing opens for nought.
        """
        where = self.where(theme, **which) if n else ""
        return opened(words or self(n), where) if where else right(words or self(n))

    def where(self, theme: Theme | None = None, **which: Any) -> str:
        """The address of the notes, empty for whoever may not read them."""
        if not self.may_open:
            return ""
        return behind.address(behind.Which(theme, round=self.round, **which), self.area)

    def hides(self, n: int) -> bool:
        return not self.is_exact and safe_count(n, hide_below=self.area.hide_below, round_to=1) is None

    @property
    def label(self) -> str:
        if self.is_exact:
            return _("Live counts, for work inside the alliance only. Never publish them: publish a release.")
        return _("Live counts, rounded, small ones hidden. For work inside the alliance only.")


def quotes_beside(
    whole: ThemeCount,
    parts: Iterable[ThemeCount],
    numbers: Numbers,
    quotes: Mapping[UUID, list[PublishedQuote]],
) -> list[PublishedQuote]:
    """One of the theme and of each of its parts, then the second of each, so that none speaks for all.

    Three beside a hidden count would tell that there were three, so it has one.
    """
    own = [
        quotes.get(count.theme.pk, [])[: 1 if numbers.hides(count.num_conversations) else MOST_QUOTES]
        for count in (whole, *parts)
    ]
    found = [quote for row in zip_longest(*own) for quote in row if quote is not None]
    return found[: 1 if numbers.hides(whole.num_conversations) else MOST_QUOTES]


def right(words: str) -> SafeString:
    return format_html('<span class="app-number">{}</span>', words)


def opened(words: str, where: str) -> SafeString:
    """A number in a table or a sentence that is a link to what it counts."""
    return format_html(
        '<a class="app-number app-opens" href="{}">{}<span class="nhsuk-u-visually-hidden">, {}</span></a>',
        where,
        words,
        _("open the notes"),
    )


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


def totals_in_words(totals: tuple[int, int, int]) -> str:
    """Conversations, times heard and notes in one line."""
    conversations, heard, notes = totals
    return " · ".join(
        words % {"n": f"{n:,}"}
        for words, n in (
            (ngettext("%(n)s conversation", "%(n)s conversations", conversations), conversations),
            (ngettext("heard %(n)s time", "heard %(n)s times", heard), heard),
            (ngettext("%(n)s note", "%(n)s notes", notes), notes),
        )
    )


def conversation_cards(
    notes: Iterable[Note], people: Mapping[UUID, int], marks: Mapping[UUID, Sequence[tuple[Theme, Span]]]
) -> list[dict[str, Any]]:
    """Notes under the conversation they are of, with how many took part (`people`, in its order); no place, no day.

    `marks`: the words of each note that were marked.
    """
    cards: dict[UUID, list[dict[str, Any]]] = {pk: [] for pk in people}
    for note in notes:
        more = {"times_said": note.times_said, "stretches": stretches(note, marks.get(note.pk, ()))}
        cards[note.conversation_id].append(note_card(note) | more)
    return [{"notes": cards[pk], "people_heard": num} for pk, num in people.items()]


def chosen_in_words(meeting: Meeting, themes: list[Theme]) -> list[str]:
    """What each of them chose, in the order of the codebook; a theme no longer in use by its code."""
    names = {theme.pk: theme.name for theme in themes}
    told = []
    for chosen in meeting.chosen:
        named = [name for pk, name in names.items() if pk in chosen]
        gone = len([pk for pk in chosen if pk and pk not in names])
        if gone:
            named.append(
                ngettext("a theme no longer in use", "%(n)d themes no longer in use", gone) % {"n": gone}
            )
        told.append("; ".join(named) or _("Looked, none"))
    return told


def agreement_table(rows: Iterable[ThemeAgreement]) -> dict[str, Any]:
    headings = [_("Theme"), _("Notes"), _("Agreement"), _("Range"), _("What it means")]
    return {
        "caption": _("How well two people agree"),
        "headings": headings,
        "numeric": headings[1:4],
        "rows": [_agreement_row(one) for one in rows],
    }


def _agreement_row(one: ThemeAgreement) -> list[object]:
    level = "app-part" if one.theme.parent_id else "app-whole"
    reach = (
        "–"
        if one.low is None or one.high is None
        else _("%(low)s to %(high)s") % {"low": f"{one.low:.2f}", "high": f"{one.high:.2f}"}
    )
    return [
        format_html('<span class="{}">{}</span>', level, one.theme.name),
        right(f"{one.num_notes:,}"),
        right("–" if one.alpha is None else f"{one.alpha:.2f}"),
        right(reach),
        str(one.meaning),
    ]
