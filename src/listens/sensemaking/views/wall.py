"""Sorting at a wall: print the notes as stickies, sort them by hand, type the groups in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.core.acting import Refused
from listens.listening.models import Round
from listens.listening.stages import gate
from listens.sensemaking import actions, fetch, presenters, uncoded, wall
from listens.sensemaking.forms import WallForm
from listens.sensemaking.views.answering import OwnWordsView

A_PAGE = 160  # stickies: twenty sheets of paper


class WallView(OwnWordsView):
    verb = "code_notes"
    is_scoped = True

    def find(self, slug: str) -> Round:
        return fetch.fetch_round_to_code(self.actor, self.area, slug)


class CodeWallView(WallView):
    """The groups, typed in one by one."""

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        return self._page(self.find(round), self._form())

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = self.find(round)
        form = self._form(request.POST)
        if not form.is_valid():
            return self._page(found, form)
        typed = form.cleaned_data
        theme = form.themes.get(typed["theme"])
        try:
            num, gone = actions.code_wall(self.actor, found, typed["numbers"], theme, act=typed["act"])
        except Refused as refused:
            form.add_error("numbers", str(refused))
            return self._page(found, form)
        words = ngettext("%(n)d note was changed.", "%(n)d notes were changed.", num) % {"n": num}
        if gone:
            left = ", ".join(str(number) for number in gone)
            words += " " + _("Taken back since, so throw them away: %(numbers)s.") % {"numbers": left}
        messages.success(request, words)
        return redirect("code_wall", area=self.area.slug, round=found.slug)

    def _form(self, data: Any = None) -> WallForm:
        return WallForm(data, themes=fetch.themes_in_use(self.area))

    def _page(self, round: Round, form: WallForm) -> HttpResponse:
        return self.page(
            "sensemaking/wall.html",
            round=round,
            form=form,
            decision=gate(round, "sensemaking"),
            num_stickies=round.wall_notes.count(),
            num_without=uncoded.notes_of(round).filter(wall_note=None).count(),
            num_themes=len(form.themes),
            progress=uncoded.progress(round),
            trail=presenters.trail(self.area),
        )


class PrintWallView(WallView):
    """The stickies, to print and cut; notes that have no number yet get one first, on POST."""

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = self.find(round)
        decision = gate(found, "sensemaking")
        pages = Paginator(wall.standing(found) if decision else [], A_PAGE)
        page = pages.get_page(request.GET.get("page"))
        stickies = list(page.object_list)
        actions.record_reading(
            self.actor, self.area, self.verb, [one.note for one in stickies], page=f"wall {found.slug}"
        )
        return self.page(
            "sensemaking/wall_print.html",
            round=found,
            decision=decision,
            stickies=[(one.number, presenters.note_card(one.note)) for one in stickies],
            page_obj=page,
            query="",
            trail=presenters.trail(
                self.area, (_("Sort at a wall"), presenters.address(self.area, "code_wall", round=found.slug))
            ),
        )

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = self.find(round)
        try:
            num = actions.number_notes(self.actor, found)
        except Refused as refused:
            messages.error(request, str(refused))
            num = 0
        if num:
            words = ngettext("%(n)d note has a number now.", "%(n)d notes have a number now.", num)
            messages.success(request, words % {"n": num})
        return redirect("print_wall", area=self.area.slug, round=found.slug)
