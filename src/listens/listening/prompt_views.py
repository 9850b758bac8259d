"""What the data shows here: the organisers' sentence beside one prompt."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from listens.core.answering import tried
from listens.listening import actions, round_fetch
from listens.listening.ready_sentence import ReadySentenceForm
from listens.listening.round_forms import PromptDataForm
from listens.listening.round_views import OfRoundView


class PromptDataView(OfRoundView):
    verb = "plan_round"
    template = "listening/prompt_data_form.html"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self.prompt = round_fetch.fetch_prompt(self.actor, self.area, round, kwargs["place"])
        return super().get(request, round)

    def post(self, request: HttpRequest, round: str, place: int, **kwargs: Any) -> HttpResponse:
        self.prompt = round_fetch.fetch_prompt(self.actor, self.area, round, place)
        self.round = self.prompt.round
        form = PromptDataForm(request.POST)
        saved = tried(form, lambda: actions.say_what_data_shows(self.actor, self.prompt, **form.cleaned_data))
        if saved is None:
            return self.form_page(form)
        messages.success(request, _("Saved. Listeners see it the next time their phone has a signal."))
        return self.to_plan()

    def new_form(self) -> forms.Form:
        prompt = self.prompt
        given = {"sentence": prompt.data_says, "source": prompt.data_source, "as_at": prompt.data_as_at}
        if self.ready.is_bound and self.ready.is_valid():
            given = self.ready.filled_in()
        return PromptDataForm(initial=given)

    @cached_property
    def ready(self) -> ReadySentenceForm:
        """A sentence to start from; asked for by `?figure=` and, if it is for one borough, `&place=`."""
        return ReadySentenceForm(self.area, self.request.GET if "figure" in self.request.GET else None)

    def form_page(self, form: forms.Form, **more: Any) -> HttpResponse:
        return super().form_page(
            form,
            heading=_("What the data shows here"),
            lead=_(
                "For the prompt “%(prompt)s”. Listeners can open it beside the question. "
                "Leave all three empty to show nothing."
            )
            % {"prompt": self.prompt.text},
            ready=self.ready,
            **more,
        )
