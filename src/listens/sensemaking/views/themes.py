"""One theme for those who work on it, the notes behind it, and the themes of one's own organisation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from listens.core.views import AreaView
from listens.listening.models import Round
from listens.listening.review_fetch import num_waiting
from listens.sensemaking import actions, fetch, presenters
from listens.sensemaking.counts import by_kind, theme_counts
from listens.sensemaking.gate import published_quotes, standings
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
    """Definition, live counts, where it came up, and its quotes: for those who read notes with their gate state."""

    verb = "read_themes"

    def get(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme = fetch.fetch_theme(self.area, code)
        round = self.chosen(request, self.area)
        numbers = presenters.Numbers(self.area, is_exact=bool(self.may("read_live_counts")))
        counts = theme_counts(self.area, round, only=theme)
        count = next(count for count in counts if count.theme.pk == theme.pk)
        parts = [part for part in counts if part is not count]
        whole = [theme.pk, *[part.theme.pk for part in parts]]
        may_read = self.may("read_theme_notes")
        today = self.area.today()
        if self.may("read_quotes"):
            quotes = standings(fetch.quotes(self.area).filter(theme__in=whole)[:MOST_QUOTES], today)
            actions.record_reading(
                self.actor, self.area, "read_quotes", [quote.note for quote, _why in quotes], page="theme"
            )
        else:
            quotes = []
        return self.page(
            "sensemaking/theme.html",
            theme=theme,
            figures=[numbers(count.num_conversations), numbers(count.times_heard)],
            parts=presenters.parts_table(self.area, parts, numbers),
            kinds=presenters.kinds_table(by_kind(theme, round), numbers),
            numbers=numbers,
            waiting=numbers(num_waiting(self.area, round)),
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
            cards=[presenters.note_card(note) for note in notes],
            page_obj=page,
            query=f"round={round.slug}&" if round else "",
            may_propose=self.may("propose_quote"),
            trail=presenters.codebook_trail(self.area, theme),
        )


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
