"""Typing in piles of what people filled in themselves, card after card and slip after slip, with the keyboard alone.

The page after a card is shown at once and not fetched anew: so it can hold the receipt with which the last one is
taken back, and nobody has to keep that. Sent again, it says that the card was counted before.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from listens.core.acting import Refused
from listens.core.answering import tried
from listens.core.views import AreaView
from listens.listening import codes
from listens.listening.paper import fetch, people_actions
from listens.listening.paper.people_forms import PaperCardForm, PaperSlipForm
from listens.listening.round_presenters import trail


@method_decorator(never_cache, name="dispatch")
class FromPaperView(AreaView, ABC):
    """One after the other; `take_back` in what is posted is the receipt of the last one."""

    is_scoped = True

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self._prepare(round)
        return self.show()

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self._prepare(round)
        if receipt := request.POST.get("take_back"):
            try:
                return self.undo(receipt)
            except Refused as refused:
                messages.error(request, str(refused))
                return self.show()
        return self.take(request.POST)

    @abstractmethod
    def show(self, form: Any = None, receipt: str = "") -> HttpResponse: ...

    @abstractmethod
    def take(self, data: Any) -> HttpResponse: ...

    @abstractmethod
    def undo(self, receipt: str) -> HttpResponse: ...

    def shown(self, template: str, form: forms.Form, receipt: str, **context: Any) -> HttpResponse:
        return self.page(
            template,
            form=form,
            receipt=receipt,
            round=self.round,
            trail=trail(self.area, self.round),
            **context,
        )

    def _prepare(self, slug: str) -> None:
        self.round, self.organisations = fetch.fetch_round_for(self.actor, self.area, slug, self.verb)


class TypeInCardsView(FromPaperView):
    verb = "type_in_card"

    def show(self, form: PaperCardForm | None = None, receipt: str = "") -> HttpResponse:
        form = form or self._form()
        return self.shown("listening/paper/type_in_cards.html", form, receipt, new_pile=codes.new_pile())

    def take(self, data: Any) -> HttpResponse:
        form = self._form(data)
        receipt = tried(form, lambda: self._keep(form))
        if receipt is None:
            return self.show(form)
        messages.success(self.request, _("Card %(n)d is counted.") % {"n": form.cleaned_data["number"]})
        return self.show(self._form(initial=form.following()), receipt)

    def undo(self, receipt: str) -> HttpResponse:
        organisation, card = people_actions.take_back_card(self.actor, self.round, receipt)
        messages.success(
            self.request, _("Card %(n)d is taken back. Correct it and keep it again.") % {"n": card.number}
        )
        facts = {"pile": card.pile, "number": card.number, "ward": card.ward, **card.answers}
        return self.show(self._form(initial={"organisation": str(organisation), **facts}))

    def _form(self, data: Any = None, initial: dict[str, Any] | None = None) -> PaperCardForm:
        return PaperCardForm(self.round, self.organisations, data, initial)

    def _keep(self, form: PaperCardForm) -> str:
        organisation = form.cleaned_data["organisation"]
        return people_actions.type_in_card(self.actor, self.round, organisation, form.card())


class TypeInContactsView(FromPaperView):
    verb = "type_in_contact"

    def show(self, form: PaperSlipForm | None = None, receipt: str = "") -> HttpResponse:
        form = form or PaperSlipForm(self.round)
        return self.shown("listening/paper/type_in_contacts.html", form, receipt, new_code=codes.new_slip())

    def take(self, data: Any) -> HttpResponse:
        form = PaperSlipForm(self.round, data)
        receipt = tried(form, lambda: self._keep(form))
        if receipt is None:
            return self.show(form)
        messages.success(self.request, _("The details are kept, apart from what was said."))
        return self.show(receipt=receipt)

    def undo(self, receipt: str) -> HttpResponse:
        people_actions.take_back_contact(self.actor, self.round, receipt, within=self._within())
        messages.success(self.request, _("The last slip is taken back: its details are erased."))
        return self.show()

    def _keep(self, form: PaperSlipForm) -> str:
        code, details = form.cleaned_data["code"], form.details()
        return people_actions.type_in_contact(self.actor, self.round, code, details, within=self._within())

    def _within(self) -> list[UUID]:
        return [one.pk for one in self.organisations]
