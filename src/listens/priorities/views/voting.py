"""Voting on a phone: the code of a slip, the ballot, the receipt. No account, no session, no code in an address."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.cache import never_cache

from listens.core import text
from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.views import AreaView
from listens.priorities import actions, fetch, hall
from listens.priorities.actions.casting import must_take_phones
from listens.priorities.actions.trying import NoSlip, find_slip
from listens.priorities.drawn_once import drawn_once
from listens.priorities.long_lists import State, receipt_of
from listens.priorities.models import Ballot, LongList, VotingSlip
from listens.priorities.printing import rotated


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code on your slip"),
        max_length=40,
        help_text=gettext_lazy("Two groups of four letters and digits."),
        widget=forms.TextInput(
            attrs={
                "class": "nhsuk-input--width-10 app-code-box",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "dir": "ltr",
            }
        ),
        validators=[text.validate],
    )


@method_decorator(never_cache, name="dispatch")
class OfBallotView(AreaView):
    verb = "open_ballot"

    def ask_for_code(self, form: CodeForm, long_list: LongList | None = None) -> TemplateResponse:
        """The first page; or, when there is nothing to vote on, why not and where the result is.

        Slips are gone then, so whatever is wrong with a code is not what its holder has to know.
        """
        long_list = long_list or fetch.vote_to_join(self.area)
        state = getattr(long_list, "state", "")
        is_open = state in (State.OPEN, State.LOCKED)
        return self.page(
            "priorities/ballot_code.html",
            form=form if is_open else CodeForm(),
            round=long_list.round if long_list else None,
            open_list=hall.known_to_be_open(long_list) if long_list and state == State.OPEN else None,
            is_open=is_open,
            is_over=state in (State.CLOSED, State.COUNTED),
            result=_address_of_result(self.area.slug, long_list.round.slug) if long_list else "",
        )

    def refuse_code(self, reason: str) -> HttpResponse:
        form = CodeForm(self.request.POST)
        form.is_valid()
        form.add_error("code", reason)
        return self.ask_for_code(form)

    def show_ballot(
        self, slip: VotingSlip, code: str, ticked: list[str], problem: str = "", *, is_open: bool = False
    ) -> HttpResponse:
        """The ballot of this slip, with what was ticked and what is wrong with it; `is_open`: the vote is, for sure."""
        long_list = slip.long_list
        proposals = list(long_list.proposals.order_by("reference"))
        return self.page(
            "priorities/ballot.html",
            long_list=long_list,
            round=long_list.round,
            share=slip.share,
            proposals=rotated(proposals, slip.number),
            code=code,
            ticked=ticked,
            problem=problem,
            has_voted=Ballot.objects.filter(slip=slip, is_counted=True).exists(),
            open_list=hall.known_to_be_open(long_list) if is_open else None,
        )


class BallotView(OfBallotView):
    """Looking at it uses nothing up. The code stands behind the `#` of a slip's address, so no server can log it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        long_list = fetch.vote_to_join(self.area)
        if long_list is None:
            return self.ask_for_code(CodeForm())
        key = (long_list.pk, long_list.state, long_list.closes_at, self.area.slug, get_language())  # type: ignore[attr-defined]
        return drawn_once(request, key, lambda: self.ask_for_code(CodeForm(), long_list))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CodeForm(request.POST)
        if not form.is_valid():
            return self.ask_for_code(form)
        code = form.cleaned_data["code"]
        try:
            slip = find_slip(self.area, code)
            must_take_phones(slip.long_list)
        except Refused as refused:
            return self.refuse_code(str(refused))
        return self.show_ballot(slip, code, [], is_open=True)


class CastBallotView(OfBallotView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("ballot", area=self.area.slug)

    def post(self, request: HttpRequest) -> HttpResponse:
        code = request.POST.get("code", "")[:40]
        ticked = request.POST.getlist("choice")[:100]
        try:
            ballot = actions.cast_ballot(self.area, code, ticked)
        except NoSlip as refused:
            return self.refuse_code(str(refused))
        except (Refused, Denied) as refused:
            return self._again(code, ticked, str(refused))
        return self.page(
            "priorities/ballot_cast.html",
            receipt=receipt_of(ballot),
            round=ballot.long_list.round,
            open_list=hall.known_to_be_open(ballot.long_list),
        )

    def _again(self, code: str, ticked: list[str], problem: str) -> HttpResponse:
        try:
            slip = find_slip(self.area, code)
        except Refused as refused:
            return self.refuse_code(str(refused))
        return self.show_ballot(slip, code, ticked, problem)


def _address_of_result(area: str, round: str) -> str:
    """The public page of the result, where this installation has one."""
    try:
        return reverse("round_result", kwargs={"area": area, "round": round})
    except NoReverseMatch:
        return ""
