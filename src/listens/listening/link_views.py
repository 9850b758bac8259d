"""Handing over listeners' links: the list of a round, a new one (shown once, to print), taking one back."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from listens.alliance.forms import choices_of
from listens.alliance.models import Organisation
from listens.core.answering import tried
from listens.core.days import DayField
from listens.core.views import AreaView
from listens.listening import actions, at_hand, capture_fetch, codes, qr, review_fetch, round_fetch
from listens.listening.actions.links import usable
from listens.listening.models import Round
from listens.listening.round_presenters import trail

SLIPS = 12


class LinkForm(forms.Form):
    organisation = forms.ChoiceField(label=gettext_lazy("For which organisation?"))
    expires_on = DayField(
        label=gettext_lazy("Last day it works"), help_text=gettext_lazy("At most 120 days from now.")
    )

    def __init__(self, organisations: list[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.pk): one for one in organisations}
        choices_of(self, "organisation").choices = [(str(one.pk), one.name) for one in organisations]

    def clean_organisation(self) -> Organisation:
        return self.organisations[self.cleaned_data["organisation"]]


class RoundLinksView(AreaView):
    """For people who hand links over: an organiser all of them, an organisation's lead those of their own."""

    verb = "make_link"
    is_scoped = True

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self._prepare(round)
        rows = [(link, usable(link)) for link in capture_fetch.links_of(self.round, self.organisations)]
        return self.page(
            "listening/links.html",
            round=self.round,
            rows=rows,
            waiting=review_fetch.num_waiting(self.area, self.round, self.organisations),
            trail=trail(self.area, self.round),
        )

    def _prepare(self, slug: str) -> None:
        self.round: Round = round_fetch.fetch_round(self.actor, self.area, slug)
        self.organisations = capture_fetch.organisations_for_links(self.actor, self.area)
        if not self.organisations:
            raise Http404


@method_decorator(never_cache, name="dispatch")
class MakeLinkView(RoundLinksView):
    """The answer to the POST is the only time the secret is seen."""

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self._prepare(round)
        return self._form(LinkForm(self.organisations, initial={"expires_on": self._last_day()}))

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self._prepare(round)
        form = LinkForm(self.organisations, request.POST)
        made = tried(form, lambda: actions.make_link(self.actor, self.round, **form.cleaned_data))
        if made is None:
            return self._form(form)
        link, secret = made
        page = reverse("open_link", kwargs={"area": self.area.slug})
        address = request.build_absolute_uri(f"{page}#{secret}")
        wording = f"listening/wording/{self.round.wording_version}"
        return self.page(
            "listening/link_card.html",
            link=link,
            secret=secret,
            address=address,
            page_address=request.build_absolute_uri(page),
            picture=qr.svg(address, _("The link as a picture for a phone's camera")),
            slips=[codes.new_slip() for _number in range(SLIPS)],
            withdraw_address=request.build_absolute_uri(reverse("withdraw", kwargs={"area": self.area.slug})),
            script=f"{wording}/script.html",
            at_risk=f"{wording}/at_risk.html",
            back=reverse("round_links", kwargs={"area": self.area.slug, "round": round}),
            **at_hand.context(link),
        )

    def _last_day(self) -> dt.date:
        closing = [window.closes_on for window in self.round.windows.all() if window.stage == "listening"]
        today = self.area.today()
        return min(max([today + dt.timedelta(days=14), *closing]), today + dt.timedelta(days=120))

    def _form(self, form: LinkForm) -> HttpResponse:
        return self.page(
            "listening/round_form.html",
            form=form,
            heading=_("Hand over a listener's link"),
            lead=_("Give it only to somebody you know who has had the training. It is shown once."),
            submit=_("Make the link"),
            trail=trail(self.area, self.round),
        )


class RevokeLinkView(AreaView):
    verb = "revoke_link"
    is_scoped = True

    def get(self, request: HttpRequest, link: UUID, **kwargs: Any) -> HttpResponse:
        found = capture_fetch.fetch_link(self.actor, self.area, link)
        return self.page("listening/revoke_link.html", link=found, trail=trail(self.area, found.round))

    def post(self, request: HttpRequest, link: UUID, **kwargs: Any) -> HttpResponse:
        found = capture_fetch.fetch_link(self.actor, self.area, link)
        actions.revoke_link(self.actor, found)
        messages.success(request, _("The link was taken back."))
        return redirect("round_links", area=self.area.slug, round=found.round.slug)
