"""Cutting, testing, addressing and ratifying asks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from listens.assembly import actions, fetch, presenters
from listens.assembly.actions.asks import asks_open
from listens.assembly.forms import AddressForm, AskForm, DecideForm
from listens.assembly.models import Ask
from listens.assembly.pages import ButtonView, FormView, Trail
from listens.core import access
from listens.core.access import Decision
from listens.core.views import AreaView
from listens.listening.models import Round
from listens.priorities.merges import standing


class ListAsksView(AreaView):
    verb = "see_asks"
    is_scoped = True

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not (decision := fetch.may(self.actor, self.verb, self.area)):
            raise access.Denied(decision.reason)
        found = fetch.as_listed(fetch.asks(self.area))
        return self.page(
            "assembly/asks.html",
            table=presenters.asks_table(self.area, found),
            rounds=[(round, asks_open(round, None)) for round in fetch.rounds(self.area)[:3]],
            can_cut=self.may("cut_ask"),
            trail=presenters.trail(self.area),
        )


class ShowAskView(AreaView):
    verb = "see_asks"
    is_scoped = True

    def get(self, request: HttpRequest, ask: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_ask(self.actor, self.area, ask)
        gate = asks_open(found.round, None)
        return self.page(
            "assembly/ask.html",
            ask=found,
            tests=presenters.tests(found),
            events=presenters.steps_of(found),
            gate=gate,
            can_edit=self.may("edit_ask", gate=gate) and found.can_be_edited,
            can_decide=self.may("decide_ask", gate=gate),
            trail=presenters.trail(self.area, to="asks"),
        )


class AskFormView(FormView):
    """A page about one ask."""

    ask: Ask

    def find(self, **kwargs: Any) -> None:
        self.ask = fetch.fetch_ask(self.actor, self.area, kwargs["ask"])

    def gate(self) -> Decision:
        return asks_open(self.ask.round, None)

    def back(self) -> str:
        return reverse("ask", args=[self.area.slug, self.ask.pk])

    def trail(self) -> Trail:
        return presenters.trail(self.area, ask=self.ask)


class CutAskView(FormView):
    verb = "cut_ask"
    heading = _("Cut an ask")
    lead = _("One thing that can be won, in words everybody understands.")
    submit = _("Save the draft")
    done = _("The ask was saved as a draft. Say who is asked.")
    round: Round

    def find(self, **kwargs: Any) -> None:
        self.round = fetch.fetch_round(self.area, kwargs["round"])

    def gate(self) -> Decision:
        return asks_open(self.round, None)

    def form(self, data: Any = None) -> forms.Form:
        return AskForm(data, proposals=standing(self.round))

    def act(self, given: dict[str, Any]) -> Ask:
        return actions.cut_ask(self.actor, self.round, **given)

    def back(self) -> str:
        return reverse("asks", args=[self.area.slug])

    def then(self, made: Ask) -> str:
        return reverse("ask", args=[self.area.slug, made.pk])

    def trail(self) -> Trail:
        return presenters.trail(self.area, to="asks")


class EditAskView(AskFormView):
    verb = "edit_ask"
    heading = _("Change the ask")
    done = _("The ask was changed.")

    def form(self, data: Any = None) -> forms.Form:
        return AskForm(data, proposals=standing(self.ask.round), ask=self.ask)

    def act(self, given: dict[str, Any]) -> Ask:
        return actions.edit_ask(self.actor, self.ask, source=self.ask.source, **given)


class AddressAskView(AskFormView):
    verb = "address_ask"
    heading = _("Say who is asked")
    submit = _("Add this office")
    done = _("The office was added.")

    def form(self, data: Any = None) -> forms.Form:
        return AddressForm(data, offices=fetch.offices(self.area))

    def act(self, given: dict[str, Any]) -> Any:
        return actions.address_ask(self.actor, self.ask, given["office"])


class StopAddressingView(ButtonView):
    verb = "address_ask"
    done = _("The office was taken off.")

    def act(self, slot: UUID, **kwargs: Any) -> str:
        found = fetch.fetch_slot(self.actor, self.area, slot, self.verb)
        self.back = reverse("ask", args=[self.area.slug, found.ask_id])
        actions.stop_addressing(self.actor, found)
        return self.back


class DecideAskView(AskFormView):
    verb = "decide_ask"
    heading = _("Write down what delegates decided")
    submit = _("Write it down")
    done = _("It is written down.")
    template = "assembly/decide.html"

    def form(self, data: Any = None) -> forms.Form:
        return DecideForm(data, ask=self.ask)

    def act(self, given: dict[str, Any]) -> Any:
        return actions.decide_ask(self.actor, self.ask, **given)

    def more(self) -> dict[str, Any]:
        return {"ask": self.ask, "tests": presenters.tests(self.ask)}
