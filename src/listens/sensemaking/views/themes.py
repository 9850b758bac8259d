"""One theme for those who work on it, the notes behind it, and the themes of one's own organisation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from listens.core.views import AreaView
from listens.listening.models import Note, Round
from listens.listening.review_fetch import num_waiting
from listens.sensemaking import actions, codebook_presenters, fetch, overview_presenters, presenters
from listens.sensemaking.counts import by_kind, theme_counts
from listens.sensemaking.gate import published_quotes, standings
from listens.sensemaking.lineage import lineage, themes_behind
from listens.sensemaking.machine import estimating
from listens.sensemaking.marked_text import stretches
from listens.sensemaking.marks import marks_on
from listens.sensemaking.models import Theme
from listens.sensemaking.own_themes import own_themes
from listens.sensemaking.views.answering import OwnWordsView

NOTES_A_PAGE = 25
MOST_QUOTES = 50


class RoundChoice:
    """A page that may be narrowed to one round by `?round=`."""

    def chosen(self, request: HttpRequest, area: Any) -> Round | None:
        slug = request.GET.get("round", "")
        return fetch.fetch_round(area, slug) if slug else None


class ShowThemeView(RoundChoice, AreaView):
    """What belongs, live counts, where it came up, and its quotes: for those who read notes with their gate state."""

    verb = "read_themes"

    def get(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme = fetch.fetch_theme(self.area, code)
        round = self.chosen(request, self.area)
        numbers = presenters.Numbers(self.area, is_exact=bool(self.may("read_live_counts")))
        counts = theme_counts(self.area, round, only=theme)
        count = next(count for count in counts if count.theme.pk == theme.pk)
        parts = [part for part in counts if part is not count]
        lines = lineage(self.area)
        whole = [theme.pk, *[part.theme.pk for part in parts]]
        may_read = self.may("read_theme_notes")
        examples = fetch.examples(theme, with_notes=bool(may_read))
        if notes := [each.note for each in examples if each.note]:
            actions.record_reading(self.actor, self.area, "read_theme_notes", notes, page="theme")
        today = self.area.today()
        if self.may("read_quotes"):
            quotes = standings(
                fetch.quotes(self.area).filter(theme__in=list(lines.behind(whole)))[:MOST_QUOTES], today
            )
            actions.record_reading(
                self.actor, self.area, "read_quotes", [quote.note for quote, _why in quotes], page="theme"
            )
        else:
            quotes = []
        return self.page(
            "sensemaking/theme.html",
            theme=theme,
            merged_into=Theme.objects.get(pk=lines.stands(theme.pk)) if theme.pk in lines.merged else None,
            is_split=theme.pk in lines.split,
            num_to_recode=numbers(fetch.notes_to_recode(theme).count()) if theme.pk in lines.split else "",
            examples=codebook_presenters.example_cards(examples),
            may_set_status=self.may("set_theme_status"),
            figures=[numbers(count.num_conversations), numbers(count.times_heard)],
            parts=codebook_presenters.parts_table(self.area, parts, numbers),
            kinds=presenters.kinds_table(by_kind(theme, round), numbers),
            numbers=numbers,
            waiting=numbers(num_waiting(self.area, round)),
            estimates=[
                (one.run.round, overview_presenters.estimate_in_words(one))
                for one in (estimating.of_theme(theme, round) if numbers.is_exact else [])
            ],
            quotes=quotes,
            shown=presenters.quotes_beside(count, parts, numbers, published_quotes(whole, today)),
            round=round,
            rounds=fetch.rounds(self.area),
            may_read=may_read,
            may_read_quotes=self.may("read_quotes"),
            today=today,
            can_edit=self.may("edit_codebook"),
            trail=presenters.codebook_trail(self.area)
            if self.may("read_codebook")
            else presenters.trail(self.area),
        )


class ListThemeNotesView(RoundChoice, OwnWordsView):
    """The notes behind a theme, in people's own words. Each page read is recorded."""

    verb = "read_theme_notes"

    def get(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme = fetch.fetch_theme(self.area, code)
        round = self.chosen(request, self.area)
        paginator = Paginator(fetch.notes_about(theme, round), NOTES_A_PAGE)
        page = paginator.get_page(request.GET.get("page"))
        notes = list(page.object_list)
        actions.record_reading(self.actor, self.area, self.verb, notes, page="theme")
        return self.page(
            "sensemaking/theme_notes.html",
            theme=theme,
            round=round,
            cards=self._cards(theme, notes),
            page_obj=page,
            query=f"round={round.slug}&" if round else "",
            may_propose=self.may("propose_quote"),
            can_edit=self.may("edit_codebook"),
            trail=presenters.codebook_trail(self.area, theme),
        )

    def _cards(self, theme: Theme, notes: list[Note]) -> list[dict[str, Any]]:
        """Each note with the words that were marked for the theme or its parts."""
        marks = marks_on(notes, themes_behind(theme))
        return [presenters.note_card(note) | {"stretches": stretches(note, marks[note.pk])} for note in notes]


class OwnThemesView(AreaView):
    """What a lead sees of its own organisation: large enough counts, and quotes that passed their gate."""

    verb = "read_own_themes"
    is_scoped = True

    def get(self, request: HttpRequest, organisation: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_own_organisation(self.actor, self.area, organisation)
        return self.page(
            "sensemaking/own_themes.html",
            organisation=found,
            own=own_themes(found),
            waiting=num_waiting(self.area, organisations=[found]),
            trail=presenters.trail(self.area),
        )
