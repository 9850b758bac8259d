"""Offers to help: the list of a round, and one offer with what came of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.core.acting import Refused
from listens.core.answering import tried
from listens.core.days import DayField
from listens.core.views import AreaView
from listens.listening import actions, offer_fetch, round_fetch
from listens.listening.models import OfferFollowUp
from listens.listening.round_presenters import trail


class FollowUpForm(forms.Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("What came of it?"),
        choices=OfferFollowUp.Outcome.choices,
        widget=forms.RadioSelect,
    )
    way = forms.ChoiceField(
        label=gettext_lazy("How did you get in touch?"),
        choices=OfferFollowUp.Way.choices,
        widget=forms.RadioSelect,
    )
    on = DayField(label=gettext_lazy("When?"))
    seen_seq = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class OffersView(AreaView):
    """What people offered, by when somebody should get in touch, and what is owed. No names."""

    verb = "see_offers"

    def get(self, request: HttpRequest, round: str) -> HttpResponse:
        found = round_fetch.fetch_round(self.actor, self.area, round)
        offers = offer_fetch.offers_of(found)
        return self.page(
            "listening/offers.html",
            round=found,
            offers=offers,
            num_owed=sum(one.is_owed for one in offers),
            trail=trail(self.area, found),
        )


class OfferView(AreaView):
    """One offer. A POST writes down what came of it."""

    verb = "follow_up_offer"

    def get(self, request: HttpRequest, offer: UUID) -> HttpResponse:
        found = offer_fetch.fetch_offer(self.actor, self.area, offer)
        return self.show(found)

    def post(self, request: HttpRequest, offer: UUID) -> HttpResponse:
        found = offer_fetch.fetch_offer(self.actor, self.area, offer)
        form = FollowUpForm(request.POST)
        act = tried(form, lambda: actions.follow_up_offer(self.actor, found.offer, **form.cleaned_data))
        if act is None:
            return self.show(found, form)
        messages.success(request, _("It was written down."))
        return redirect("offers", area=self.area.slug, round=found.offer.round.slug)

    def show(
        self, found: offer_fetch.OfferDue, form: FollowUpForm | None = None, **more: Any
    ) -> HttpResponse:
        seen = found.newest.seq if found.newest else 0
        offers = reverse("offers", kwargs={"area": self.area.slug, "round": found.offer.round.slug})
        return self.page(
            "listening/offer.html",
            one=found,
            form=form or FollowUpForm(initial={"on": self.area.today(), "seen_seq": seen}),
            back=offers,
            trail=[*trail(self.area, found.offer.round), (_("Offers to help"), offers)],
            **more,
        )


class OpenOfferView(OfferView):
    """The same page with the name and number. Opening them is recorded, so it takes a POST."""

    verb = "open_contact"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, offer: UUID) -> HttpResponse:
        found = offer_fetch.fetch_offer(self.actor, self.area, offer)
        try:
            opened = actions.open_offer(self.actor, found.offer)
        except Refused as refused:
            messages.error(request, str(refused))
            return self.show(found)
        return self.show(found, opened=opened)
