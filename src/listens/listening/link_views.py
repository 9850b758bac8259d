"""Handing over listeners' links: the list of a round, a new one (shown once, to print), taking one back."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.alliance.forms import choices_of
from listens.alliance.models import Organisation
from listens.core import text
from listens.core.answering import tried
from listens.core.days import DayField
from listens.core.views import AreaView
from listens.listening import actions, capture_fetch, review_fetch, round_fetch, stages
from listens.listening.actions.links import usable
from listens.listening.link_card import show_card
from listens.listening.models import ListenerLink, Moment, Round
from listens.listening.round_presenters import trail


class LinkForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    organisation = forms.ChoiceField(label=gettext_lazy("For which organisation?"))
    moment = forms.ChoiceField(
        label=gettext_lazy("Only for one event?"),
        required=False,
        help_text=gettext_lazy("Then it works from that day until the days of grace after it."),
    )
    expires_on = DayField(
        label=gettext_lazy("Last day it works"),
        required=False,
        help_text=gettext_lazy("At most 120 days from now. Not needed for one event."),
    )

    def __init__(
        self, organisations: list[Organisation], moments: list[Moment], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.pk): one for one in organisations}
        self.moments = {str(one.pk): one for one in moments}
        choices_of(self, "organisation").choices = [(str(one.pk), one.name) for one in organisations]
        choices_of(self, "moment").choices = [
            ("", _("No, until the last day below")),
            *[
                (pk, f"{one.get_kind_display()}, {date_format(one.held_on)}")
                for pk, one in self.moments.items()
            ],
        ]

    def clean_moment(self) -> Moment | None:
        return self.moments.get(self.cleaned_data["moment"])

    def clean_organisation(self) -> Organisation:
        return self.organisations[self.cleaned_data["organisation"]]


class RoundLinksView(AreaView):
    """For people who hand links over: an organiser all of them, an organisation's lead those of their own."""

    verb = "make_link"
    is_scoped = True

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self._prepare(round)
        links = capture_fetch.links_of(self.round, self.organisations)
        flooded = capture_fetch.flooded(links)
        rows = [(link, usable(link), flooded.get(link.pk, 0)) for link in links]
        return self.page(
            "listening/links.html",
            round=self.round,
            rows=rows,
            today=self.area.today(),
            can_hold=self.may("hold_link"),
            waiting=review_fetch.num_waiting(self.area, self.round, self.organisations),
            trail=trail(self.area, self.round),
        )

    def _prepare(self, slug: str) -> None:
        self.round: Round = round_fetch.fetch_round(self.actor, self.area, slug)
        self.organisations = capture_fetch.organisations_for_links(self.actor, self.area)
        if not self.organisations:
            raise Http404


class MakeLinkView(RoundLinksView):
    """The answer to the POST is the only time the secret is seen."""

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self._prepare(round)
        return self._form(
            LinkForm(
                self.organisations, self._moments(), initial={"expires_on": self._last_day(), "id": uuid4()}
            )
        )

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self._prepare(round)
        form = LinkForm(self.organisations, self._moments(), request.POST)
        made = tried(form, lambda: actions.make_link(self.actor, self.round, **form.cleaned_data))
        if made is None:
            return self._form(form)
        link, secret = made
        return show_card(self, link, secret)

    def _moments(self) -> list[Moment]:
        """Those of today and to come."""
        today = self.area.today()
        return [one for one in round_fetch.moments_of(self.round) if one.held_on >= today]

    def _last_day(self) -> dt.date:
        """With the days of grace, so that a phone without a signal can still send what was heard in time."""
        closing = [
            stages.last_day(window) for window in self.round.windows.all() if window.stage == "listening"
        ]
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
        found = capture_fetch.fetch_link(self.actor, self.area, link, self.verb)
        return self.page("listening/revoke_link.html", link=found, trail=trail(self.area, found.round))

    def post(self, request: HttpRequest, link: UUID, **kwargs: Any) -> HttpResponse:
        found = capture_fetch.fetch_link(self.actor, self.area, link, self.verb)
        actions.revoke_link(self.actor, found)
        messages.success(request, _("The link was taken back."))
        return redirect("round_links", area=self.area.slug, round=found.round.slug)


class RenewForm(forms.Form):
    seen_card = forms.CharField(
        widget=forms.HiddenInput, max_length=16, required=False, empty_value=None, validators=[text.validate]
    )
    expires_on = DayField(
        label=gettext_lazy("Last day it works"), help_text=gettext_lazy("At most 120 days from now.")
    )


class RenewLinkView(AreaView):
    """A new card for the same link; like a first one it is shown once."""

    verb = "renew_link"
    is_scoped = True

    def get(self, request: HttpRequest, link: UUID, **kwargs: Any) -> HttpResponse:
        found = capture_fetch.fetch_link(self.actor, self.area, link, self.verb)
        last_day = max(found.expires_on, self.area.today() + dt.timedelta(days=14))
        return self._form(
            found, RenewForm(initial={"expires_on": last_day, "seen_card": actions.card_of(found)})
        )

    def post(self, request: HttpRequest, link: UUID, **kwargs: Any) -> HttpResponse:
        found = capture_fetch.fetch_link(self.actor, self.area, link, self.verb)
        form = RenewForm(request.POST)
        secret = tried(form, lambda: actions.renew_link(self.actor, found, **form.cleaned_data))
        return self._form(found, form) if secret is None else show_card(self, found, secret)

    def _form(self, found: ListenerLink, form: RenewForm) -> HttpResponse:
        return self.page(
            "listening/round_form.html",
            form=form,
            heading=_("A new card in place of %(card)s, %(name)s")
            % {"card": found.tag, "name": found.organisation.name},
            lead=_(
                "For a card that was lost, ran out or was taken back. The old card opens nothing any more; a phone "
                "that had it open goes on, and what waits there can be sent. If a phone was lost, take the link "
                "back instead and make a new one."
            ),
            submit=_("Make the new card"),
            back=reverse("round_links", kwargs={"area": self.area.slug, "round": found.round.slug}),
            trail=trail(self.area, found.round),
        )


class HoldLinkView(AreaView):
    """Stop a link for a look, or release it: nothing that comes is lost either way."""

    verb = "hold_link"

    def post(self, request: HttpRequest, link: UUID, **kwargs: Any) -> HttpResponse:
        found = capture_fetch.fetch_link(self.actor, self.area, link, self.verb)
        is_held = request.POST.get("is_held") == "yes"
        actions.hold_link(self.actor, found, is_held=is_held)
        done = (
            _("The link is on hold. What comes through it needs attention.")
            if is_held
            else _("The link is free.")
        )
        messages.success(request, done)
        return redirect("round_links", area=self.area.slug, round=found.round.slug)
