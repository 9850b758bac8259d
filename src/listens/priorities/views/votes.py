"""The vote of a round: its long-list, shares and steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.alliance.access import own_things
from listens.core.access import ALLOWED
from listens.core.answering import tried
from listens.core.views import AreaView
from listens.listening.models import Round
from listens.listening.stages import gate
from listens.priorities import actions, fetch, presenters
from listens.priorities.ballot_rows import counted
from listens.priorities.forms import ShareForm, VoteSettingsForm
from listens.priorities.locking import SIZED
from listens.priorities.long_lists import State, is_sealed, state_of
from listens.priorities.may_be_same import pairs
from listens.priorities.merges import wholes
from listens.priorities.models import LongList
from listens.priorities.paper.double_votes import double_votes
from listens.priorities.paper.fetch import pile_size
from listens.priorities.proposal_presenters import proposals_table
from listens.priorities.reasons import reasons
from listens.priorities.talk import speaks_for

SHARE_FIELDS = ("way", "num_delegates", "if_few", "size", "why")
NEXT_STEP = {
    State.DRAFT: ("lock_vote", gettext_lazy("Agree and lock")),
    State.LOCKED: ("open_vote", gettext_lazy("Open the vote")),
    State.OPEN: ("vote_night", gettext_lazy("Run the vote")),
    State.CLOSED: ("count_vote", gettext_lazy("Count the ballots")),
    State.COUNTED: ("vote_result", gettext_lazy("See the result")),
}


class VoteView(AreaView):
    """Where the vote stands, what comes next, and what is on the list."""

    verb = "read_long_list"
    is_scoped = True

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round(self.actor, self.area, round)
        long_list = fetch.long_list_of(found)
        state = state_of(long_list)[0] if long_list else None
        step, step_words = NEXT_STEP[State(state)] if state else ("", "")
        among = wholes(found)
        return self.page(
            "priorities/vote.html",
            round=found,
            long_list=long_list,
            state=state,
            state_words=State(state).label if state else _("Not set up yet"),
            next_address=reverse(step, args=[self.area.slug, found.slug]) if step else "",
            next_words=step_words,
            proposals=among,
            table=proposals_table(self.actor, self.area, among, reasons(found, among)),
            pairs=pairs(found, among) if self.may("merge_proposals") else None,
            own_organisations=speaks_for(self.actor, self.area),
            shares=fetch.shares(long_list) if long_list else [],
            num_ballots=counted(long_list).count() if long_list else 0,
            may_write=self.may("write_proposals", gate=gate(found, "priorities")),
            may_set_up=self.may("set_up_vote", gate=gate(found, "priorities")),
            may_run=self.may("run_vote", gate=ALLOWED if state == State.OPEN else gate(found, "voting")),
            may_show=self.may("run_vote"),
            may_make=self.may("make_slips", gate=gate(found, "voting")),
            may_see_shares=self.may("set_up_vote"),
            may_import=self.may("import_ballots", gate=gate(found, "voting")),
            may_enter=self.may("enter_ballots", gate=gate(found, "voting")),
            has_sheets=long_list is not None and fetch.has_sheets(long_list),
            may_type_sheet=self.may(
                "type_sheet",
                within=[found.pk, *own_things(self.actor, self.area)],
                gate=gate(found, "voting"),
            ),
            trail=presenters.trail(self.area),
        )


class VoteSettingsView(AreaView):
    verb = "set_up_vote"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round(self.actor, self.area, round)
        long_list = fetch.long_list_of(found)
        names = VoteSettingsForm.base_fields
        initial = (
            {name: getattr(long_list, name) for name in names}
            if long_list
            else {"rule": LongList.Rule.DRIP, "scheme": LongList.Scheme.ORGANISATION, "num_seats": 4}
        )
        return self._form(found, VoteSettingsForm(initial=initial))

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round(self.actor, self.area, round)
        form = VoteSettingsForm(request.POST)
        if tried(form, lambda: actions.draft_long_list(self.actor, found, **form.cleaned_data)) is None:
            return self._form(found, form)
        messages.success(request, _("The long-list has every proposal that the gate let through."))
        return redirect("vote_shares", area=self.area.slug, round=found.slug)

    def _form(self, found: Round, form: VoteSettingsForm) -> HttpResponse:
        return self.page(
            "priorities/settings.html",
            form=form,
            heading=_("Set up the vote"),
            submit=_("Keep these settings"),
            back=reverse("vote", args=[self.area.slug, found.slug]),
            trail=presenters.trail(self.area, found),
        )


class SharesView(AreaView):
    """Who may vote, how, and what each said for the case of few ballots."""

    verb = "set_up_vote"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch.fetch_long_list(self.actor, self.area, round)
        chosen = request.GET.get("organisation", "")
        share = next(
            (one for one, _num in fetch.shares(long_list) if str(one.organisation_id) == chosen), None
        )
        initial = {name: getattr(share, name) for name in SHARE_FIELDS} if share else {}
        return self._show(
            long_list, ShareForm(initial=initial | {"organisation": chosen}, round=long_list.round)
        )

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch.fetch_long_list(self.actor, self.area, round)
        form = ShareForm(request.POST, round=long_list.round)
        if tried(form, lambda: actions.add_share(self.actor, long_list, **form.cleaned_data)) is None:
            return self._show(long_list, form)
        messages.success(request, _("The organisation may vote."))
        return redirect("vote_shares", area=self.area.slug, round=long_list.round.slug)

    def _show(self, long_list: LongList, form: ShareForm) -> HttpResponse:
        shares = fetch.shares(long_list)
        is_draft = state_of(long_list)[0] == State.DRAFT
        own = reverse("vote_shares", args=[self.area.slug, long_list.round.slug])
        return self.page(
            "priorities/shares.html",
            form=form,
            long_list=long_list,
            round=long_list.round,
            table=presenters.shares_table(
                shares, edit=own if is_draft else "", is_sealed=is_sealed(long_list)
            ),
            num_shares=len(shares),
            is_draft=is_draft,
            trail=presenters.trail(self.area, long_list.round),
        )


class StepView(AreaView):
    """Asks before it does what cannot be undone."""

    heading: ClassVar[Promise]
    lead: ClassVar[Promise]
    done: ClassVar[Promise]
    template: ClassVar[str] = "priorities/form.html"
    then: ClassVar[str] = "vote"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        return self._form(fetch.fetch_long_list(self.actor, self.area, round), forms.Form())

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch.fetch_long_list(self.actor, self.area, round)
        form = forms.Form(request.POST)
        if tried(form, lambda: self.act()(self.actor, long_list) or True) is None:
            return self._form(long_list, form)
        messages.success(request, str(self.done))
        return redirect(self.then, area=self.area.slug, round=long_list.round.slug)

    @classmethod
    def act(cls) -> Callable[..., Any]:
        return STEPS[cls]

    def _form(self, long_list: LongList, form: forms.Form) -> HttpResponse:
        return self.page(
            self.template,
            form=form,
            heading=self.heading,
            lead=self.lead,
            submit=self.heading,
            warning=True,
            back=reverse("vote", args=[self.area.slug, long_list.round.slug]),
            trail=presenters.trail(self.area, long_list.round),
            **self.more(long_list),
        )

    def more(self, long_list: LongList) -> dict[str, Any]:
        """What the page shows beside the question."""
        return {}


class LockView(StepView):
    """Shows all that will be fixed, to be read out and agreed."""

    verb = "run_vote"
    template = "priorities/lock.html"
    heading = gettext_lazy("Agree and lock")
    lead = gettext_lazy("Read this out. Once it is locked, nobody can change any of it.")
    done = gettext_lazy("The long-list is locked.")

    def more(self, long_list: LongList) -> dict[str, Any]:
        return {
            "settings": presenters.settings_rows(long_list),
            "proposals": list(long_list.proposals.order_by("reference")),
            "shares": [share for share, _num in fetch.shares(long_list)],
            "has_sizes": long_list.scheme in SIZED,
        }


class OpenView(StepView):
    verb = "run_vote"
    heading = gettext_lazy("Open the vote")
    lead = gettext_lazy("From then on ballots can be entered.")
    done = gettext_lazy("The vote is open.")
    then = "vote_night"


class CloseView(StepView):
    verb = "run_vote"
    heading = gettext_lazy("Close the vote")
    lead = gettext_lazy(
        "No ballot can come in after that, and a vote that is closed does not open again. The ballots are sealed: "
        "slips and receipts no longer lead to them, so that nobody can find out who ticked what."
    )
    done = gettext_lazy("The vote is closed. Count the ballots now.")
    then = "vote_night"
    template = "priorities/close.html"

    def more(self, long_list: LongList) -> dict[str, Any]:
        """Paper that would be lost by closing now."""
        size = pile_size(long_list)
        return {
            "round": long_list.round,
            "num_not_settled": size.num_once + size.num_differ,
            "num_double": len(double_votes(long_list)),
        }


class CountView(StepView):
    verb = "count_ballots"
    heading = gettext_lazy("Count the ballots")
    lead = gettext_lazy("The same ballots always give the same result. Anybody can check it.")
    done = gettext_lazy("The ballots are counted.")
    then = "vote_result"


class AddAllSharesView(StepView):
    verb = "set_up_vote"
    heading = gettext_lazy("Add every organisation that listened")
    lead = gettext_lazy("Every community organisation that listened in this round gets one full share.")
    done = gettext_lazy("They may vote.")
    then = "vote_shares"


STEPS: dict[type[StepView], Callable[..., Any]] = {
    LockView: actions.lock_long_list,
    OpenView: actions.open_voting,
    CloseView: actions.close_voting,
    CountView: actions.count_ballots,
    AddAllSharesView: actions.add_shares_of_listeners,
}
