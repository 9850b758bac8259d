"""The home of a round, for organisers and (their own part of it) for leads; and its targets."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from listens.core.answering import tried
from listens.core.views import AreaView
from listens.listening import (
    actions,
    ageing,
    due_moments,
    home_fetch,
    home_presenters,
    next_step,
    offer_fetch,
    round_fetch,
)
from listens.listening.paper import fetch as paper
from listens.listening.progress import Standing, not_heard, progress
from listens.listening.round_presenters import trail
from listens.listening.target_forms import TargetsForm


class RoundHomeView(AreaView):
    """How far the round is, what is due, and what to do next."""

    verb = "see_progress"
    is_scoped = True

    def get(self, request: HttpRequest, round: str) -> HttpResponse:
        home = home_fetch.fetch_home(self.actor, self.area, round)
        found, sees_all = home.round, home.own is None
        rows = progress(found, home.own)
        taking_part = [one for one in rows if one.takes_part] if sees_all else rows
        moments = round_fetch.moments_of(found)
        due = due_moments.due(moments, self.area.today())
        num_owed = offer_fetch.num_owed(found) if sees_all else 0
        num_late = ageing.late_to_read(self.area).filter(round=found).count() if sees_all else 0
        seen = next_step.Seen(found, rows, due, num_late, num_owed)
        return self.page(
            "listening/round_home.html",
            round=found,
            sees_all=sees_all,
            step=next_step.for_organiser(seen) if sees_all else next_step.for_lead(seen),
            figures=home_presenters.figures(found, rows),
            bars=home_presenters.bars(found, taking_part),
            table=home_presenters.table(found, taking_part),
            is_long=len(taking_part) > home_presenters.MOST_BARS,
            not_started=[one for one in rows if one.standing == Standing.NOT_STARTED],
            quiet=[one for one in rows if one.standing == Standing.QUIET],
            without_link=[one for one in rows if one.standing == Standing.NO_LINK],
            organisations=[one.organisation for one in rows],
            due=due,
            missing=due_moments.missing(found, moments),
            not_heard=not_heard(found) if sees_all else None,
            num_owed=num_owed,
            today=self.area.today(),
            can_see_reach=self.may("see_reach", within=[found.pk]),
            can_plan=self.may("plan_round"),
            can_paper=bool(paper.organisations_for(self.actor, self.area, "make_sheets")),
            can_add_moment=self.may("add_moment"),
            trail=trail(self.area),
        )


class SetTargetsView(AreaView):
    verb = "plan_round"

    def get(self, request: HttpRequest, round: str) -> HttpResponse:
        found = round_fetch.fetch_round(self.actor, self.area, round)
        return self._form(TargetsForm(found, home_fetch.organisations_to_aim(self.area)), round)

    def post(self, request: HttpRequest, round: str) -> HttpResponse:
        found = round_fetch.fetch_round(self.actor, self.area, round)
        form = TargetsForm(found, home_fetch.organisations_to_aim(self.area), request.POST)

        def act() -> bool:
            actions.set_targets(self.actor, found, total=form.cleaned_data["total"], targets=form.targets())
            return True

        if tried(form, act) is None:
            return self._form(form, round)
        messages.success(request, _("The targets were saved."))
        return redirect("round_home", area=self.area.slug, round=round)

    def _form(self, form: TargetsForm, round: str) -> HttpResponse:
        home = reverse("round_home", kwargs={"area": self.area.slug, "round": round})
        return self.page(
            "listening/targets.html",
            form=form,
            back=home,
            trail=[*trail(self.area), (_("How the round goes"), home)],
        )
