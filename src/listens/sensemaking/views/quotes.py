"""Quotes: proposing one from a note's own words, checking those of others, and how far each is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.listening.models import Note
from listens.listening.spoken import direction
from listens.sensemaking import actions, fetch, presenters
from listens.sensemaking.gate import standings
from listens.sensemaking.models import Quote
from listens.sensemaking.quote_forms import CheckQuoteForm, ProposeQuoteForm
from listens.sensemaking.views.answering import OwnWordsView, tried

QUOTES_A_PAGE = 20


class ListQuotesView(OwnWordsView):
    """Every quote with its state, and the reason when it may not be shown."""

    verb = "read_quotes"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        page = Paginator(fetch.quotes(self.area), QUOTES_A_PAGE).get_page(request.GET.get("page"))
        shown = standings(page.object_list, self.area.today())
        actions.record_reading(self.actor, self.area, self.verb, [q.note for q, _why in shown], page="quotes")
        return self.page(
            "sensemaking/quotes.html",
            quotes=shown,
            page_obj=page,
            num_to_check=fetch.quotes_to_check(self.actor, self.area).count(),
            may_check=self.may("check_quote"),
            trail=presenters.trail(self.area),
        )


class CheckQueueView(OwnWordsView):
    """On to the next quote this person can check, or word that none waits."""

    verb = "check_quote"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        waiting = fetch.quotes_to_check(self.actor, self.area)
        after = request.GET.get("after", "")
        ids = [str(pk) for pk in waiting.values_list("pk", flat=True)[:200]]
        rest = ids[ids.index(after) + 1 :] if after in ids else ids
        if pk := next(iter(rest or ids), None):
            return redirect("check_quote", area=self.area.slug, quote=pk)
        return self.page("sensemaking/nothing_to_check.html", trail=quotes_trail(self))


class CheckQuoteView(OwnWordsView):
    """The motivated-intruder question about one quote, as it would be shown."""

    verb = "check_quote"

    def get(self, request: HttpRequest, quote: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_quote_to_check(self.actor, self.area, quote)
        actions.record_reading(self.actor, self.area, self.verb, [found.note], page="check")
        return self._page(found, CheckQuoteForm())

    def post(self, request: HttpRequest, quote: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_quote_to_check(self.actor, self.area, quote)
        form = CheckQuoteForm(request.POST)
        if tried(form, lambda: actions.check_quote(self.actor, found, **form.cleaned_data)) is None:
            return self._page(found, form)
        messages.success(request, _("Your answer was kept."))
        return redirect("check_quotes", area=self.area.slug)

    def _page(self, quote: Quote, form: CheckQuoteForm) -> HttpResponse:
        return self.page(
            "sensemaking/check_quote.html",
            quote=quote,
            direction=direction(quote.note.language),
            form=form,
            num_waiting=fetch.quotes_to_check(self.actor, self.area).count(),
            trail=quotes_trail(self),
        )


class ProposeQuoteView(OwnWordsView):
    """The note, and the words of it to show."""

    verb = "propose_quote"

    def get(self, request: HttpRequest, note: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_note(self.area, note)
        actions.record_reading(self.actor, self.area, "read_notes", [found], page="propose")
        initial = {"theme": request.GET.get("theme", "")}
        return self._page(found, self._form(found, initial=initial))

    def _form(self, note: Note, *args: Any, **more: Any) -> ProposeQuoteForm:
        is_translated = note.translations.exists()
        themes = fetch.themes_in_use(self.area)
        return ProposeQuoteForm(*args, themes=themes, is_translated=is_translated, **more)

    def post(self, request: HttpRequest, note: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_note(self.area, note)
        form = self._form(found, request.POST)
        if tried(form, lambda: self._propose(found, form)) is None:
            return self._page(found, form)
        messages.success(request, _("The quote was proposed. Two other people check it now."))
        return redirect("quotes", area=self.area.slug)

    def _propose(self, note: Note, form: ProposeQuoteForm) -> Quote:
        typed = form.cleaned_data
        start, end = actions.find_words(note, typed["words"])
        theme = form.themes[typed["theme"]]
        translated = actions.find_translated(note, typed.get("translated", ""))
        return actions.propose_quote(
            self.actor, note, theme, start, end, typed["said_by"].strip(), translated
        )

    def _page(self, note: Note, form: ProposeQuoteForm) -> HttpResponse:
        return self.page(
            "sensemaking/propose_quote.html",
            note=presenters.note_card(note) | {"by_children": note.conversation.is_of_children},
            form=form,
            back=presenters.address(self.area, "quotes"),
            trail=quotes_trail(self),
        )


def quotes_trail(view: OwnWordsView) -> list[tuple[str, str]]:
    return presenters.trail(view.area, (_("Quotes"), presenters.address(view.area, "quotes")))
