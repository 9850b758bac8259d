"""The pages of sessions with children: the list, one session, its card to print, and typing in what was said."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from listens.core.answering import tried
from listens.core.views import AreaView
from listens.listening import at_hand, codes
from listens.listening.children import actions, fetch
from listens.listening.children.forms import ConsentForm, SessionEntry, StartSessionForm
from listens.listening.children.rules import FEWEST, gaps
from listens.listening.models import ChildrenSession
from listens.listening.paper.fetch import fetch_round_for, organisations_for
from listens.listening.round_presenters import trail


def trail_of(session: ChildrenSession) -> list[tuple[str, str]]:
    kwargs = {"area": session.area.slug, "round": session.round.slug}
    return [
        *trail(session.area, session.round),
        (_("With children"), reverse("children_sessions", kwargs=kwargs)),
    ]


class ChildrenSessionsView(AreaView):
    verb = "see_children_sessions"
    is_scoped = True

    def get(self, request: HttpRequest, round: str) -> HttpResponse:
        found = fetch.fetch_round_of_sessions(self.actor, self.area, round)
        return self.page(
            "listening/children/sessions.html",
            round=found,
            sessions=[(one, gaps(one)) for one in fetch.sessions_of(self.actor, found)],
            can_start=bool(organisations_for(self.actor, self.area, "start_children_session")),
            today=self.area.today(),
            trail=trail(self.area, found),
        )


class StartChildrenSessionView(AreaView):
    verb = "start_children_session"
    is_scoped = True

    def get(self, request: HttpRequest, round: str) -> HttpResponse:
        self._prepare(round)
        return self._form(StartSessionForm(self.area, self.organisations))

    def post(self, request: HttpRequest, round: str) -> HttpResponse:
        self._prepare(round)
        form = StartSessionForm(self.area, self.organisations, request.POST)
        session = tried(form, lambda: self._start(form.cleaned_data))
        if session is None:
            return self._form(form)
        messages.success(request, _("The session was started. Write down who agrees."))
        return redirect("children_session", area=self.area.slug, session=session.pk)

    def _start(self, typed: dict[str, Any]) -> ChildrenSession:
        host = next(one for one in self.organisations if one.pk == typed["first_adult"].organisation_id)
        return actions.start_session(self.actor, self.round, host, **typed)

    def _prepare(self, slug: str) -> None:
        self.round, self.organisations = fetch_round_for(self.actor, self.area, slug, self.verb)

    def _form(self, form: StartSessionForm) -> HttpResponse:
        return self.page(
            "listening/round_form.html",
            form=form,
            heading=_("Start a session with children"),
            lead=_("The host names two of its own people who are cleared. Nobody is alone with children.")
            if len(form.people) > 1
            else _(
                "Two people of the host have to be cleared first, and they are not yet. An organiser writes it down "
                "on the page of the organisation, beside each person's name."
            ),
            submit=_("Start the session"),
            back=reverse("children_sessions", kwargs={"area": self.area.slug, "round": self.round.slug}),
            trail=trail(self.area, self.round),
        )


class ChildrenSessionView(AreaView):
    verb = "see_children_sessions"
    is_scoped = True

    def get(self, request: HttpRequest, session: UUID) -> HttpResponse:
        found = fetch.fetch_session(self.actor, self.area, session, self.verb)
        return show_session(self, found, ConsentForm(initial={"on": self.area.today()}))


class RecordChildrenConsentView(AreaView):
    verb = "record_children_consent"
    is_scoped = True

    def get(self, request: HttpRequest, session: UUID) -> HttpResponse:
        found = fetch.fetch_session(self.actor, self.area, session, self.verb)
        return show_session(self, found, ConsentForm(initial={"on": self.area.today()}))

    def post(self, request: HttpRequest, session: UUID) -> HttpResponse:
        found = fetch.fetch_session(self.actor, self.area, session, self.verb)
        form = ConsentForm(request.POST)
        if tried(form, lambda: actions.record_consent(self.actor, found, **form.cleaned_data)) is None:
            return show_session(self, found, form)
        messages.success(request, _("It was written down."))
        return redirect("children_session", area=self.area.slug, session=session)


class CallOffChildrenSessionView(AreaView):
    verb = "call_off_children_session"
    is_scoped = True

    def post(self, request: HttpRequest, session: UUID) -> HttpResponse:
        found = fetch.fetch_session(self.actor, self.area, session, self.verb)
        actions.call_off(self.actor, found)
        messages.success(request, _("The session was called off."))
        return redirect("children_session", area=self.area.slug, session=session)


@method_decorator(never_cache, name="dispatch")
class ChildrenCardView(AreaView):
    """For the two adults, on paper: what to bring, what to say, what happens when, and whom to ring."""

    verb = "see_children_sessions"
    is_scoped = True

    def get(self, request: HttpRequest, session: UUID) -> HttpResponse:
        found = fetch.fetch_session(self.actor, self.area, session, self.verb)
        return self.page(
            "listening/children/card.html",
            session=found,
            organisation=found.organisation,
            missing=gaps(found),
            prompts=list(found.round.prompts.all()),
            fewest=FEWEST,
            script=f"listening/wording/{found.round.wording_version}/children_script.html",
            slip=codes.new_slip(),
            withdraw_address=request.build_absolute_uri(
                reverse("withdraw", kwargs={"area": self.area.slug})
            ).partition("://")[2],
            ring_now=at_hand.numbers(self.area, found.organisation),
            trail=trail_of(found),
        )


class TypeInChildrenView(AreaView):
    """What was said. The conversation that is made names neither the session nor the adults."""

    verb = "type_in_children"
    is_scoped = True

    def get(self, request: HttpRequest, session: UUID) -> HttpResponse:
        found = fetch.fetch_session(self.actor, self.area, session, self.verb)
        return self._form(found, SessionEntry(found))

    def post(self, request: HttpRequest, session: UUID) -> HttpResponse:
        found = fetch.fetch_session(self.actor, self.area, session, self.verb)
        entry = SessionEntry(found, request.POST)
        if not entry.is_valid() or tried(entry.facts, lambda: self._keep(found, entry)) is None:
            return self._form(found, entry)
        messages.success(request, _("What they said is in. Shred what you wrote on paper."))
        return redirect("children_session", area=self.area.slug, session=session)

    def _keep(self, session: ChildrenSession, entry: SessionEntry) -> bool:
        actions.type_in_session(self.actor, session, entry.item())
        return True

    def _form(self, session: ChildrenSession, entry: SessionEntry) -> HttpResponse:
        return self.page(
            "listening/children/type_in.html",
            session=session,
            ring_now=at_hand.numbers(self.area, session.organisation),
            entry=entry,
            form=entry.facts,
            missing=gaps(session),
            error_forms=[form for form in entry.forms if form.is_bound and form.errors],
            trail=trail_of(session),
        )


def show_session(view: AreaView, session: ChildrenSession, form: ConsentForm) -> HttpResponse:
    within = [session.organisation_id]
    is_on = view.area.listens_to_children and session.called_off_on is None
    return view.page(
        "listening/children/session.html",
        session=session,
        missing=gaps(session),
        consents=list(session.consents.all()),
        form=form,
        can_record=is_on and view.may("record_children_consent", within=within),
        can_type=is_on
        and session.held_on <= view.area.today()
        and view.may("type_in_children", within=within),
        can_call_off=is_on and view.may("call_off_children_session", within=within),
        trail=trail_of(session),
    )
