"""Did we hear you right, and what is missing? The sheet to ask with, what was said, and what came of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core.views import AreaView
from listens.listening.models import Round
from listens.sensemaking import actions, corrections, fetch, presenters
from listens.sensemaking.counts import theme_counts
from listens.sensemaking.forms import AnswerCorrectionForm, CorrectionForm
from listens.sensemaking.gate import published_quotes
from listens.sensemaking.views.answering import tried


class CorrectionsView(AreaView):
    def trail_of(self, round: Round) -> list[tuple[str, str]]:
        back = presenters.address(self.area, "corrections", round=round.slug)
        return presenters.trail(self.area, (_("Did we hear you right?"), back))

    def back_to(self, round: Round) -> HttpResponse:
        return redirect("corrections", area=self.area.slug, round=round.slug)

    def form_page(self, round: Round, form: Any, **more: Any) -> HttpResponse:
        back = presenters.address(self.area, "corrections", round=round.slug)
        return self.page("sensemaking/form.html", form=form, back=back, trail=self.trail_of(round), **more)


class ListCorrectionsView(CorrectionsView):
    verb = "read_corrections"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round(self.area, round)
        rows = corrections.standings(corrections.corrections(self.area, found))
        return self.page(
            "sensemaking/corrections.html",
            round=found,
            rounds=fetch.rounds(self.area),
            rows=rows,
            num_waiting=sum(row.waits for row in rows),
            may_record=self.may("record_corrections"),
            may_answer=self.may("answer_corrections"),
            trail=presenters.trail(self.area),
        )


class AskView(CorrectionsView):
    """The sheet to ask with: each theme with what it means, and what somebody said. It may leave the hall.

    So no count is on it, and no theme that fewer conversations had than a published count may have.
    """

    verb = "read_corrections"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round(self.area, round)
        heard = [
            count.theme
            for count in theme_counts(self.area, found)
            if count.theme.parent_id is None
            and count.theme.parked_on is None
            and count.num_conversations >= self.area.hide_below
        ]
        ids = [theme.pk for theme in heard]
        quotes = published_quotes(ids, self.area.today(), most=1, round=found.slug)
        return self.page(
            "sensemaking/heard_right.html",
            round=found,
            asked=[(theme, next(iter(quotes.get(theme.pk, [])), None)) for theme in heard],
            trail=self.trail_of(found),
        )


class AddCorrectionView(CorrectionsView):
    verb = "record_corrections"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round(self.area, round)
        return self._page(found, self._form(initial={"theme": request.GET.get("theme", "")}))

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round(self.area, round)
        form = self._form(request.POST)
        if tried(form, lambda: actions.record_correction(self.actor, found, **form.details())) is None:
            return self._page(found, form)
        messages.success(request, _("It is written down."))
        return self.back_to(found)

    def _form(self, data: Any = None, **more: Any) -> CorrectionForm:
        community = Organisation.objects.filter(area=self.area, side=Organisation.Side.COMMUNITY)
        organisations = list(community.order_by("name"))
        return CorrectionForm(
            data, themes=fetch.themes_in_use(self.area), organisations=organisations, **more
        )

    def _page(self, round: Round, form: CorrectionForm) -> HttpResponse:
        return self.form_page(
            round, form, heading=_("Write down what a report-back said"), submit=_("Write it down")
        )


class AnswerCorrectionView(CorrectionsView):
    verb = "answer_corrections"

    def get(self, request: HttpRequest, round: str, correction: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_correction(fetch.fetch_round(self.area, round), correction)
        row = corrections.standing(found)
        return self._page(row, AnswerCorrectionForm(initial={"seen_seq": row.seq}))

    def post(self, request: HttpRequest, round: str, correction: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_correction(fetch.fetch_round(self.area, round), correction)
        form = AnswerCorrectionForm(request.POST)
        if tried(form, lambda: actions.answer_correction(self.actor, found, **form.cleaned_data)) is None:
            return self._page(corrections.standing(found), form)
        messages.success(request, _("It is written down."))
        return self.back_to(found.round)

    def _page(self, row: corrections.Standing, form: AnswerCorrectionForm) -> HttpResponse:
        said = row.correction
        about = said.theme.name if said.theme else _("What is missing")
        return self.form_page(
            said.round,
            form,
            heading=_("What came of it?"),
            lead=f"{about}: {said.words or said.get_verdict_display()}",
            submit=_("Keep it"),
        )
