"""The notes behind a number, conversation by conversation, in people's own words. Each page read is recorded."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.listening.models import Note, Round
from listens.sensemaking import actions, behind, fetch, presenters, suggested
from listens.sensemaking.how_coded import WAYS
from listens.sensemaking.lineage import themes_behind
from listens.sensemaking.marks import marks_on
from listens.sensemaking.models import Theme, ThemeRun
from listens.sensemaking.views.answering import OwnWordsView
from listens.sensemaking.views.coding import as_uuid
from listens.sensemaking.views.themes import RoundChoice

A_PAGE = 20  # conversations


class NotesBehindView(RoundChoice, OwnWordsView):
    verb = "read_theme_notes"

    def show(
        self,
        found: behind.Behind,
        *,
        heading: str,
        narrowed: list[str],
        query: str = "",
        theme: Theme | None = None,
        **more: Any,
    ) -> HttpResponse:
        """`narrowed` says in words to what the rows are limited, `query` in an address."""
        totals = found.totals()
        page = Paginator(found.conversations, A_PAGE).get_page(self.request.GET.get("page"))
        people = {each.pk: each.people_heard for each in page.object_list}
        notes = found.notes.filter(conversation__in=list(people)).order_by("conversation", "position", "pk")
        shown = list(
            notes.with_strikes()  # type: ignore[attr-defined]
            .select_related("conversation__round", "prompt")
            .prefetch_related("translations")
        )
        marks = marks_on(shown, themes_behind(theme)) if theme else {}
        actions.record_reading(self.actor, self.area, self.verb, shown, page="behind")
        return self.page(
            "sensemaking/theme_notes.html",
            heading=heading,
            narrowed=narrowed,
            totals=totals,
            told=presenters.totals_in_words(totals),
            theme=theme,
            cards=presenters.conversation_cards(shown, people, marks),
            first=page.start_index(),
            page_obj=page,
            query=query,
            may_propose=self.may("propose_quote"),
            can_edit=theme is not None and self.may("edit_codebook"),
            **more,
        )

    def asked(self, round: Round | None, theme: Theme | None = None) -> tuple[behind.Which, str]:
        try:
            return behind.read(self.request.GET, self.area, round, theme)
        except behind.NotAsked:
            raise Http404


class ListThemeNotesView(NotesBehindView):
    """Those of one theme."""

    def get(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme = fetch.fetch_theme(self.area, code)
        which, query = self.asked(self.chosen(request, self.area), theme)
        return self.show(
            behind.behind(self.area, which),
            heading=_("Notes about %(name)s") % {"name": theme.name},
            narrowed=in_words(which),
            query=query,
            theme=theme,
            trail=presenters.codebook_trail(self.area, theme),
        )


class ListCodedNotesView(NotesBehindView):
    """Those on which somebody has decided, whatever they decided."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        which, query = self.asked(self.chosen(request, self.area))
        return self.show(
            behind.behind(self.area, which),
            heading=_("Notes that somebody has coded"),
            narrowed=in_words(which),
            query=query,
            trail=presenters.codebook_trail(self.area),
        )


class ListSuggestedNotesView(NotesBehindView):
    """Those for which the computer suggests a theme and on which nobody has decided, or that a batch gave it.

    Notes of an open blind check are left out: whoever has seen the suggestion would not choose alone.
    """

    def get(self, request: HttpRequest, round: str, code: str, **kwargs: Any) -> HttpResponse:
        of, theme = fetch.fetch_round(self.area, round), fetch.fetch_theme(self.area, code)
        batch = request.GET.get("batch", "")
        notes, num_kept = self._of_batch(of, theme, batch) if batch else self._suggested(of, theme)
        words = (
            _("Notes that were given “%(name)s” together")
            if batch
            else _("Notes for which the computer suggests “%(name)s”")
        )
        return self.show(
            behind.of_notes(notes),
            heading=words % {"name": theme.name},
            narrowed=[of.name],
            query=f"batch={batch}" if batch else "",
            num_kept=num_kept,
            trail=presenters.suggest_trail(self.area, of),
        )

    def _suggested(self, round: Round, theme: Theme) -> tuple[QuerySet[Note], int]:
        run = ThemeRun.objects.newest(round, ThemeRun.Kind.SUGGESTIONS)
        if run is None:
            raise Http404
        return suggested.notes_suggested(round, run, theme)

    def _of_batch(self, round: Round, theme: Theme, typed: str) -> tuple[QuerySet[Note], int]:
        pk = as_uuid(typed)
        if pk is None:
            raise Http404
        return suggested.notes_of_batch(round, theme, pk)


def in_words(which: behind.Which) -> list[str]:
    """To what the rows are limited."""
    told = [which.round.name] if which.round else []
    if which.also:
        told.append(_("conversations that also spoke of %(name)s") % {"name": which.also.name})
    if which.kind is not None:
        kinds = dict(Organisation.Kind.choices)
        told.append(str(kinds.get(which.kind, _("No organisation named"))))
    if which.borough is not None:
        told.append(which.borough or _("No place named"))
    if which.way:
        told.append(str(WAYS[which.way]))
    return told
