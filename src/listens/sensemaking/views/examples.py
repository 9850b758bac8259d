"""The examples of a theme: what belongs, and what does not."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.core.acting import Refused
from listens.sensemaking import actions, codebook_presenters, fetch, presenters
from listens.sensemaking.codebook_forms import ExampleForm
from listens.sensemaking.models import Theme
from listens.sensemaking.views.answering import tried
from listens.sensemaking.views.codebook import EditView


class ThemeExamplesView(EditView):
    """One address: adds a typed example or (`note`) a note, and takes one off (`off`)."""

    def get(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        return self._page(fetch.fetch_theme(self.area, code), ExampleForm())

    def post(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme, posted = fetch.fetch_theme(self.area, code), request.POST
        if "off" in posted or "note" in posted:
            return self._with_one(theme, posted)
        form = ExampleForm(posted)
        is_counter = posted.get("kind") == "counter"
        words = posted.get("text", "")
        if tried(form, lambda: actions.add_example(self.actor, theme, words, is_counter=is_counter)) is None:
            return self._page(theme, form)
        messages.success(request, _("The example was added."))
        return self._again(theme)

    def _with_one(self, theme: Theme, posted: Any) -> HttpResponse:
        try:
            if "off" in posted:
                actions.take_off_example(self.actor, fetch.fetch_example(theme, _uuid(posted["off"])))
                done = _("The example was taken off. You can undo that on the page of changes.")
            else:
                note = fetch.fetch_note(self.area, _uuid(posted["note"]))
                is_counter = posted.get("kind") == "counter"
                actions.add_note_example(self.actor, theme, note, is_counter=is_counter)
                done = _("The note is an example now. Only those see its words who may read notes.")
        except Refused as refused:
            messages.error(self.request, str(refused))
        else:
            messages.success(self.request, done)
        return self._again(theme)

    def _again(self, theme: Theme) -> HttpResponse:
        return redirect("theme_examples", area=self.area.slug, code=theme.code)

    def _page(self, theme: Theme, form: ExampleForm) -> HttpResponse:
        may_read = self.may("read_theme_notes")
        examples = fetch.examples(theme, with_notes=bool(may_read))
        notes = [each.note for each in examples if each.note]
        if notes:
            actions.record_reading(self.actor, self.area, "read_theme_notes", notes, page="examples")
        return self.page(
            "sensemaking/examples.html",
            theme=theme,
            form=form,
            examples=codebook_presenters.example_cards(examples),
            may_read=may_read,
            back=presenters.address(self.area, "staff_theme", code=theme.code),
            trail=presenters.codebook_trail(self.area, theme),
        )


def _uuid(typed: str) -> UUID:
    """A plain 404 for what is none."""
    try:
        return UUID(typed)
    except ValueError:
        raise Http404
