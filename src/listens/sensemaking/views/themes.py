"""One theme for those who work on it, and the themes of one's own organisation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from listens.core.views import AreaView
from listens.listening.models import Round
from listens.listening.review_fetch import num_waiting
from listens.listening.stages import gate
from listens.sensemaking import actions, codebook_presenters, fetch, presenters, theme_page
from listens.sensemaking.counts import theme_counts
from listens.sensemaking.gate import published_quotes, standings
from listens.sensemaking.lineage import lineage
from listens.sensemaking.models import Theme
from listens.sensemaking.not_this import not_this
from listens.sensemaking.own_themes import own_themes
from listens.sensemaking.views.answering import numbers_for

MOST_QUOTES = 50


class RoundChoice:
    """A page that may be narrowed to one round by `?round=`."""

    def chosen(self, request: HttpRequest, area: Any) -> Round | None:
        slug = request.GET.get("round", "")
        return fetch.fetch_round(area, slug) if slug else None


class ShowThemeView(RoundChoice, AreaView):
    """What belongs, how large it is, where it came up, quotes, what was kept out, and how far it can be relied on."""

    verb = "read_themes"

    def get(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme = fetch.fetch_theme(self.area, code)
        round = self.chosen(request, self.area)
        numbers = numbers_for(self, round)
        counts = theme_counts(self.area, round, only=theme)
        count = next(count for count in counts if count.theme.pk == theme.pk)
        parts = [part for part in counts if part is not count]
        lines = lineage(self.area)
        whole = [theme.pk, *[part.theme.pk for part in parts]]
        return self.page(
            "sensemaking/theme.html",
            theme=theme,
            merged_into=Theme.objects.get(pk=lines.stands(theme.pk)) if theme.pk in lines.merged else None,
            is_split=theme.pk in lines.split,
            num_to_recode=numbers(fetch.notes_to_recode(theme).count()) if theme.pk in lines.split else "",
            may_set_status=self.may("set_theme_status"),
            figures=theme_page.figures(count, numbers),
            parts=codebook_presenters.parts_table(self.area, parts, numbers),
            numbers=numbers,
            waiting=numbers(num_waiting(self.area, round)),
            shown=presenters.quotes_beside(count, parts, numbers, published_quotes(whole, self.area.today())),
            round=round,
            rounds=fetch.rounds(self.area),
            today=self.area.today(),
            can_edit=self.may("edit_codebook"),
            may_read_codebook=self.may("read_codebook"),
            propose_in=self._round_to_write_in(round),
            trail=presenters.codebook_trail(self.area)
            if self.may("read_codebook")
            else presenters.trail(self.area),
            **theme_page.where(theme, numbers),
            **(theme_page.reliance(theme, numbers) if numbers.is_exact else {}),
            **self._own_words(theme, round),
            **self._quotes(list(lines.behind(whole))),
        )

    def _round_to_write_in(self, round: Round | None) -> Round | None:
        """The round in which this person may write a proposal from the theme now: the chosen one, else the newest."""
        newest = round or next(iter(fetch.rounds_with_dates(self.area)), None)
        if newest and self.may("write_proposals", gate=gate(newest, "priorities")):
            return newest
        return None

    def _own_words(self, theme: Theme, round: Round | None) -> dict[str, Any]:
        """Examples, and notes that are not about it: for those who may read notes, and their reading is recorded."""
        may_read = self.may("read_theme_notes")
        examples = fetch.examples(theme, with_notes=bool(may_read))
        near = not_this(theme, round) if may_read else []
        notes = [each.note for each in examples if each.note] + [one.note for one in near]
        if notes:
            actions.record_reading(self.actor, self.area, "read_theme_notes", notes, page="theme")
        return {
            "may_read": may_read,
            "examples": codebook_presenters.example_cards(examples),
            "not_this": [(presenters.note_card(one.note), one.why) for one in near],
        }

    def _quotes(self, behind: list[UUID]) -> dict[str, Any]:
        """Every quote with how far it is, for those who may see that."""
        may_read = self.may("read_quotes")
        if not may_read:
            return {"may_read_quotes": may_read}
        found = fetch.quotes(self.area).filter(theme__in=behind)[:MOST_QUOTES]
        quotes = standings(found, self.area.today())
        actions.record_reading(
            self.actor, self.area, "read_quotes", [quote.note for quote, _why in quotes], page="theme"
        )
        return {"may_read_quotes": may_read, "quotes": quotes}


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
