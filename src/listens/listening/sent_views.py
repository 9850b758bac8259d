"""What became of what was sent: for phones, and as a plain page for whoever holds a link."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.core import text
from listens.core.acting import Refused
from listens.core.answering import tried
from listens.core.views import problem
from listens.listening import actions, sent_fetch
from listens.listening.answer_forms import AnswerForm, answer_of, form_for
from listens.listening.api import ListenerApiView, OneThingView, body_of
from listens.listening.capture_fetch import fetch_own_link
from listens.listening.capture_views import ListenerView

MOST_IDS = 200


class StatesView(ListenerApiView):
    """{"client_ids": [...]} → {"states": [{"client_id", "state", "reason", "can_answer"}]}, in that order."""

    verb = "see_sent"

    def post(self, request: HttpRequest) -> HttpResponseBase:
        link = fetch_own_link(self.actor, self.area, self.verb)
        payload = body_of(request)
        ids = payload.get("client_ids") if isinstance(payload, dict) else None
        if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
            return problem(400, _("Say which conversations: a list of their ids."))
        if len(ids) > MOST_IDS:
            return problem(400, _("Ask about at most %(n)d conversations at once.") % {"n": MOST_IDS})
        if any(text.problem_with(one, longest=120) for one in ids):
            return problem(400, _("These are not ids of conversations."))
        return JsonResponse({"states": sent_fetch.states(link, ids)})


class AnswersView(OneThingView):
    verb = "answer_reviewer"
    receive = staticmethod(actions.answer_reviewer)


class SentView(ListenerView):
    """What came through this link, its state and why; never the words."""

    verb = "see_sent"

    def show(self, answered: AnswerForm | None = None) -> HttpResponse:
        rows = [(one, form_for(one, answered)) for one in sent_fetch.sent_through(self.link)]
        return self.page("listening/sent.html", link=self.link, rows=rows, form=answered)

    def take(self, request: HttpRequest) -> HttpResponse:
        form = answer_of(request.POST)
        if tried(form, lambda: self._answer(form)) is None:
            return self.show(form)
        messages.success(request, _("Your answer was sent to the reviewers."))
        return redirect("sent", area=self.area.slug)

    def _answer(self, form: AnswerForm) -> dict[str, Any]:
        result: dict[str, Any] = actions.answer_reviewer(self.actor, self.area, form.cleaned_data)
        if result["outcome"] not in ("created", "duplicate"):
            raise Refused(" ".join(result["problems"]))
        return result
