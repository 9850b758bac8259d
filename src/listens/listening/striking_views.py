"""Taking words out of a note at review, and putting them back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.core.acting import Refused
from listens.core.answering import seen_seq, tried
from listens.core.views import AreaView
from listens.listening import actions, capture_fetch, marks, name_model
from listens.listening.actions.striking import last_day
from listens.listening.models import Note, Strike, Struck
from listens.listening.review_forms import StrikeForm
from listens.listening.round_presenters import review_trail


class StrikeWordsView(AreaView):
    """One note with its marks: which of them go, which other words go, and why. Opening this page is recorded."""

    verb = "strike_words"

    def get(self, request: HttpRequest, conversation: UUID, note: UUID) -> HttpResponse:
        found = self._note(conversation, note)
        return self._show(found, StrikeForm(marks.marked_parts(found), initial={"seen_seq": newest(found)}))

    def post(self, request: HttpRequest, conversation: UUID, note: UUID) -> HttpResponse:
        found = self._note(conversation, note)
        form = StrikeForm(marks.marked_parts(found), request.POST)
        rows = tried(form, lambda: actions.strike_words(self.actor, found, **form.cleaned_data))
        if rows is None:
            return self._show(found, form)
        words = ngettext("%(n)d place was taken out.", "%(n)d places were taken out.", len(rows))
        messages.success(request, words % {"n": len(rows)})
        return redirect("review_conversation", area=self.area.slug, conversation=conversation)

    def _note(self, conversation: UUID, note: UUID) -> Note:
        found = capture_fetch.fetch_conversation(self.actor, self.area, conversation)
        one = next((one for one in actions.read_notes(self.actor, found) if one.pk == note), None)
        if one is None or hasattr(one, "withdrawal"):
            raise Http404
        return marks.with_parts(self.area, [one])[0]

    def _show(self, note: Note, form: StrikeForm) -> HttpResponse:
        place = {"area": self.area.slug, "conversation": note.conversation_id, "note": note.pk}
        return self.page(
            "listening/strike_words.html",
            note=note,
            form=form,
            rows=rows_of(note, lambda strike: reverse("put_back", kwargs={**place, "strike": strike})),
            seen_seq=newest(note),
            heading=_("Take words out of a note"),
            has_translation=bool(note.beside),  # type: ignore[attr-defined]
            back=reverse("review_conversation", args=[self.area.slug, note.conversation_id]),
            has_model=name_model.is_installed(),
            trail=review_trail(
                self.area, sees_queue=bool(self.may("see_queue")), conversation=note.conversation
            ),
        )


class PutBackView(AreaView):
    verb = "strike_words"

    def post(self, request: HttpRequest, conversation: UUID, note: UUID, strike: UUID) -> HttpResponse:
        found = capture_fetch.fetch_strike(self.actor, self.area, conversation, note, strike)
        try:
            actions.put_back(self.actor, found, seen_seq=seen_seq(request.POST.get("seen_seq", "")))
            messages.success(request, _("The words are back."))
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect("strike_words", area=self.area.slug, conversation=conversation, note=note)


def newest(struck: Struck) -> int:
    return max((row.seq for row in struck.strikes.all()), default=0)


def rows_of(struck: Struck, address: Callable[[UUID], str]) -> list[dict[str, Any]]:
    """What was done to the text so far; of what can still be put back, until when and at which `address`."""
    open_rows = {row.pk for row in struck.standing_strikes() if row.act == Strike.Act.OUT}
    today = struck.area.today()
    return [
        {
            "row": row,
            "until": last_day(row) if row.pk in open_rows and today <= last_day(row) else None,
            "address": address(row.pk),
        }
        for row in struck.strikes.select_related("by__account").order_by("seq")
    ]
