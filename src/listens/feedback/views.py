"""Who has not been told yet, recording that they were, writing to those who asked, and stopping messages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.alliance.access import own_organisations
from listens.core import contacts
from listens.core.acting import Refused
from listens.core.answering import tried
from listens.core.views import AreaView
from listens.feedback import actions, fetch, presenters
from listens.feedback.forms import MessageForm, TellingForm
from listens.feedback.owed import contacts_owed


class FeedbackOwedView(AreaView):
    verb = "read_feedback_owed"
    is_scoped = True

    def get(self, request: HttpRequest, round: str) -> HttpResponse:
        found = fetch.fetch_round(self.actor, self.area, round)
        return self.page(
            "feedback/owed.html",
            round=found,
            owed=presenters.owed(found, fetch.owed_to(self.actor, found)),
            can_write=self.may("tell_contacts"),
            can_record=self.may("record_reply", within=[found.pk, *own_organisations(self.actor, self.area)]),
            num_replies=presenters.num_replies(found)
            if self.may("read_replies", within=[found.pk])
            else None,
            reply_address=request.build_absolute_uri(reverse("reply", args=[self.area.slug])),
            trail=presenters.trail(found),
        )


class RecordTellingView(AreaView):
    verb = "record_telling"
    is_scoped = True

    def get(self, request: HttpRequest, round: str, organisation: UUID) -> HttpResponse:
        return self._form(TellingForm(initial={"told_on": self.area.today()}), round, organisation)

    def post(self, request: HttpRequest, round: str, organisation: UUID) -> HttpResponse:
        found = fetch.fetch_round(self.actor, self.area, round)
        listened = fetch.fetch_listened(self.actor, found, organisation)
        form = TellingForm(request.POST)
        told = tried(form, lambda: actions.record_telling(self.actor, found, listened, **form.cleaned_data))
        if told is None:
            return self._form(form, round, organisation)
        messages.success(
            request, _("It is recorded that the people of %(name)s were told.") % {"name": listened}
        )
        return redirect("feedback_owed", area=self.area.slug, round=found.slug)

    def _form(self, form: TellingForm, round: str, organisation: UUID) -> HttpResponse:
        found = fetch.fetch_round(self.actor, self.area, round)
        listened = fetch.fetch_listened(self.actor, found, organisation)
        return self.page(
            "feedback/telling.html",
            200 if not form.errors else 422,
            form=form,
            round=found,
            organisation=listened,
            trail=presenters.trail(found, with_list=True),
            back=reverse("feedback_owed", args=[self.area.slug, found.slug]),
        )


class TellContactsView(AreaView):
    """Written first, then looked at with the number of people it goes to, then sent."""

    verb = "tell_contacts"

    def get(self, request: HttpRequest, round: str) -> HttpResponse:
        return self._page(MessageForm(), round)

    def post(self, request: HttpRequest, round: str) -> HttpResponse:
        found = fetch.fetch_round(self.actor, self.area, round)
        form = MessageForm(request.POST)
        if not form.is_valid() or "again" in request.POST:
            return self._page(form, round)
        if "send" not in request.POST:
            return self._page(
                form, round, num_to_tell=contacts_owed(found, form.cleaned_data["change"]).count()
            )
        num = tried(form, lambda: actions.tell_contacts(self.actor, found, **form.cleaned_data))
        if num is None:
            return self._page(form, round)
        sent = ngettext("%(n)d message is on its way.", "%(n)d messages are on their way.", num) % {"n": num}
        messages.success(request, sent if num else _("Everybody has been told of this already."))
        return redirect("feedback_owed", area=self.area.slug, round=found.slug)

    def _page(self, form: MessageForm, round: str, **more: Any) -> HttpResponse:
        found = fetch.fetch_round(self.actor, self.area, round)
        return self.page(
            "feedback/look.html" if more else "feedback/write.html",
            422 if form.errors else 200,
            form=form,
            round=found,
            trail=presenters.trail(found, with_list=True),
            back=reverse("feedback_owed", args=[self.area.slug, found.slug]),
            **more,
        )


class StopMessagesView(AreaView):
    """The link in every message. Opening it stops nothing (programs that check mail open links); the button does."""

    verb = "stop_messages"

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self.page("feedback/stop.html", is_stopped=False)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            contacts.unsubscribe(token)
        except Refused as refused:
            return self.page("feedback/stop.html", 400, is_stopped=False, problem=str(refused))
        return self.page("feedback/stop.html", is_stopped=True)
