"""What reviewers ask about conversations that came without a link, and the answer of whoever typed them in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.core.acting import Refused
from listens.core.answering import tried
from listens.core.views import AreaView
from listens.listening import actions
from listens.listening.answer_forms import AnswerForm, answer_of, form_for
from listens.listening.paper import fetch
from listens.listening.round_presenters import trail
from listens.listening.sent_fetch import Sent


class AskedAboutPaperView(AreaView):
    """The reason, the facts that were typed and the number of the sheet; never the words."""

    verb = "answer_for_paper"
    is_scoped = True

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(fetch.asked_about(self.actor, self.area))

    def post(self, request: HttpRequest) -> HttpResponse:
        asked = fetch.asked_about(self.actor, self.area)
        form = answer_of(request.POST)
        if tried(form, lambda: self._answer(asked, form)) is None:
            return self._show(asked, form)
        messages.success(request, _("Your answer was sent to the reviewers."))
        return redirect("asked_about_paper", area=self.area.slug)

    def _answer(self, asked: list[Sent], form: AnswerForm) -> bool:
        given = form.cleaned_data
        one = next((one for one in asked if one.conversation.client_id == given["client_id"]), None)
        if one is None:
            raise Refused(_("This conversation does not wait for an answer."))
        actions.answer_for_paper(
            self.actor, one.conversation, answer_id=given["answer_id"], text=given["text"]
        )
        return True

    def _show(self, asked: list[Sent], answered: AnswerForm | None = None) -> HttpResponse:
        numbers: dict[UUID, int] = fetch.sheet_numbers(one.conversation for one in asked)
        rows: list[dict[str, Any]] = [
            {
                "sent": one,
                "number": numbers.get(one.conversation.pk),
                "form": form_for(one, answered),
            }
            for one in asked
        ]
        rows.sort(key=lambda row: (row["sent"].is_answered, row["number"] or 0))
        return self.page("listening/paper/asked.html", rows=rows, form=answered, trail=trail(self.area))
