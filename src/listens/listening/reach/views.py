"""Who was heard in a round, the same as a file, and whom an organisation reaches."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from listens.core.answering import tried
from listens.core.views import AreaView
from listens.listening import round_fetch
from listens.listening.home_presenters import Live
from listens.listening.reach import actions, fetch, presenters
from listens.listening.reach.export import export_reach
from listens.listening.reach.forms import ReachesForm
from listens.listening.reach.who import who_was_heard
from listens.listening.reach.whom_next import whom_next
from listens.listening.round_presenters import trail


class WhoWasHeardView(AreaView):
    """Against who lives here, with whom to hear next. `?borough=` opens the wards of one."""

    verb = "see_reach"
    is_scoped = True

    def get(self, request: HttpRequest, round: str) -> HttpResponse:
        found = fetch.fetch_reached(self.actor, self.area, round)
        heard = who_was_heard(found, fetch.fetch_borough(self.area, request.GET.get("borough", "")))
        live, gaps = Live(found), whom_next(heard)
        return self.page(
            "listening/reach/who.html",
            round=found,
            rounds=round_fetch.rounds(self.area),
            num_heard=live.heard(heard.where.total.times_heard),
            num_cards=live(heard.num_cards, _("The most answers that any question of the card has")),
            by_card=[presenters.shown(found, one) for one in heard.by_card],
            places=[
                presenters.shown(found, one)
                for one in (heard.boroughs, *([heard.wards] if heard.wards else []))
            ],
            kinds=presenters.by_kind(found, heard),
            boroughs=fetch.boroughs(self.area),
            borough=heard.borough,
            together=heard.where.total.design_effect >= presenters.WORTH_SAYING,
            clear=[one for one in gaps if one.is_clear],
            unclear=[one for one in gaps if not one.is_clear],
            can_open=self.may("see_organisation"),
            can_note=self.may("note_reaches"),
            trail=trail(self.area, found),
        )


class WhoWasHeardTableView(AreaView):
    verb = "export_reach"
    is_scoped = True

    def get(self, request: HttpRequest, round: str) -> HttpResponse:
        found = fetch.fetch_reached(self.actor, self.area, round)
        table = export_reach(
            self.actor, found, fetch.fetch_borough(self.area, request.GET.get("borough", ""))
        )
        answer = HttpResponse(table, content_type="text/csv; charset=utf-8")
        name = f"{self.area.slug}-{found.slug}-who-was-heard.csv"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


class NoteReachesView(AreaView):
    verb = "note_reaches"
    is_scoped = True

    def get(self, request: HttpRequest, organisation: UUID, **kwargs: Any) -> HttpResponse:
        self.found = fetch.fetch_organisation(self.actor, self.area, organisation)
        return self._form(ReachesForm(fetch.noted_reaches(self.found)))

    def post(self, request: HttpRequest, organisation: UUID, **kwargs: Any) -> HttpResponse:
        self.found = fetch.fetch_organisation(self.actor, self.area, organisation)
        form = ReachesForm(fetch.noted_reaches(self.found), request.POST)

        def act() -> bool:
            actions.note_reaches(self.actor, self.found, form.answers())
            return True

        if tried(form, act) is None:
            return self._form(form)
        messages.success(request, _("The note was saved."))
        return redirect("organisation", area=self.area.slug, organisation=self.found.pk)

    def _form(self, form: ReachesForm) -> HttpResponse:
        back = reverse("organisation", kwargs={"area": self.area.slug, "organisation": self.found.pk})
        return self.page(
            "listening/round_form.html",
            form=form,
            heading=_("Whom does %(name)s reach?") % {"name": self.found.name},
            lead=_(
                "Tick what is true of many of its people. This is a note among organisers, so that those who "
                "have not been heard can be found. Come back and change it at any time."
            ),
            submit=_("Save the note"),
            back=back,
            trail=[*trail(self.area), (self.found.name, back)],
        )
