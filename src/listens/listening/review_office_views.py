"""Around the review: the area's list of reasons, and the log of who decided what."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from listens.core.answering import tried
from listens.core.views import AreaView
from listens.listening import actions, review_fetch
from listens.listening.actions.reasons import FIRST_REASONS
from listens.listening.review_forms import ReasonsForm
from listens.listening.round_presenters import trail


class ListReasonsView(AreaView):
    """One reason a line; an area without a list is offered one to start from."""

    verb = "list_reasons"

    def get(self, request: HttpRequest) -> HttpResponse:
        lines = [one.text for one in review_fetch.reasons(self.area)] or [str(one) for one in FIRST_REASONS]
        return self._form(ReasonsForm(initial={"reasons": "\n".join(lines)}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ReasonsForm(request.POST)

        def act() -> bool:
            actions.list_reasons(self.actor, self.area, form.cleaned_data["reasons"])
            return True

        if tried(form, act) is None:
            return self._form(form)
        messages.success(request, _("The list was saved."))
        return redirect("review_queue", area=self.area.slug)

    def _form(self, form: ReasonsForm) -> HttpResponse:
        queue = reverse("review_queue", kwargs={"area": self.area.slug})
        return self.page(
            "listening/round_form.html",
            form=form,
            heading=_("Reasons of the reviewers"),
            lead=_("Why a conversation needs attention or is set aside. Listeners see the reason."),
            submit=_("Save the list"),
            back=queue,
            trail=[*trail(self.area), (_("Waiting for review"), queue)],
        )


class ReviewLogView(AreaView):
    """Who decided what, when, about which conversation, as a file. Taking it out is recorded."""

    verb = "export_review_log"

    def get(self, request: HttpRequest) -> HttpResponse:
        table = actions.export_review_log(self.actor, self.area)
        answer = HttpResponse(table, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{self.area.slug}-review-log.csv"'
        return answer
