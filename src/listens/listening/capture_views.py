"""The listener's pages: opening a link, writing a conversation down, and what may follow it."""

from __future__ import annotations

import datetime as dt
import json
from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page

from listens.core import access, actors, text
from listens.core.acting import Refused
from listens.core.answering import tried
from listens.core.errors import answer
from listens.core.views import AreaView
from listens.listening import actions, at_hand, modes, people_forms
from listens.listening.actions.links import holder_of
from listens.listening.capture_fetch import fetch_own_link, find_spent_link
from listens.listening.capture_page import Capture
from listens.listening.letters import OfAnotherLink, require_own
from listens.listening.marks import KEEP_REASONS, MARK_WORDS
from listens.listening.models import ListenerLink
from listens.listening.phone import config_of


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code on your card"),
        max_length=40,
        help_text=gettext_lazy("Three groups of four letters and digits."),
        widget=forms.TextInput(
            attrs={"class": "nhsuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}
        ),
        validators=[text.validate],
    )


@method_decorator(never_cache, name="dispatch")
class OpenLinkView(AreaView):
    """Looking at it uses nothing up, so scanners of messages do no harm; the button does.

    The secret stands behind the `#` of the link: a browser never sends that part, so no server can write it down.
    """

    verb = "open_link"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._form(CodeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CodeForm(request.POST)
        link = tried(form, lambda: actions.open_link(self.area, form.cleaned_data["code"]))
        if link is None:
            return self._form(form)
        if request.user.is_authenticated:  # notes are never tied to somebody's account
            logout(request)
        actors.act_as(request, holder_of(link))
        request.session.set_expiry(dt.timedelta(days=(link.expires_on - self.area.today()).days + 1))
        return redirect("capture", area=self.area.slug)

    def _form(self, form: CodeForm) -> HttpResponse:
        return self.page("listening/open_link.html", form=form)


@method_decorator(login_not_required, name="dispatch")
class ListenerView(AreaView, ABC):
    """A page for whoever holds a link; others are sent to open theirs. Is it no good any more, it says whom to see."""

    verb = "send_conversations"
    is_scoped = True
    link: ListenerLink

    def ask_to_sign_in(self, request: HttpRequest) -> HttpResponseBase:
        return redirect("open_link", area=self.area.slug)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except access.Denied as denied:
            if (link := find_spent_link(self.actor, self.area)) is None:
                raise
            at_risk = f"listening/wording/{link.round.wording_version}/at_risk.html"
            context = {"link": link, "reason": str(denied), "at_risk": at_risk, **at_hand.context(link)}
            return TemplateResponse(request, "listening/link_over.html", context, status=403)

    def get(self, request: HttpRequest) -> HttpResponse:
        self.link = fetch_own_link(self.actor, self.area, self.verb)
        return self.show()

    def post(self, request: HttpRequest) -> HttpResponse:
        self.link = fetch_own_link(self.actor, self.area, self.verb)
        try:
            require_own(self.actor, request.POST)
        except OfAnotherLink:
            return self.refuse_page_of_another(request)
        return self.take(request)

    def refuse_page_of_another(self, request: HttpRequest) -> HttpResponse:
        """On a shared phone: this page was opened with another listener's link than the one that is open now."""
        words = _(
            "This page was opened with another listener's link. Go back and copy what you wrote, then open your own "
            "link and send it there."
        )
        return answer(request, 409, _("Nothing was sent"), words)

    @abstractmethod
    def show(self) -> HttpResponse: ...

    def take(self, request: HttpRequest) -> HttpResponse:
        return self.show()

    def page(self, template: str, status: int = 200, **context: Any) -> TemplateResponse:
        """With what the phone has to know (listening/phone_data.html), and whom to ring now."""
        at_risk = at_hand.context(self.link)
        known = {"phone": json.dumps(config_of(self.link, at_risk["ring_now"])), "link": self.link, **at_risk}
        return super().page(template, status, **(known | context))


@method_decorator(gzip_page, name="dispatch")  # many wards to pick from: packed, a fifth of the size
class CaptureView(ListenerView):
    """Write a conversation down. Works as a plain form; with a script it is sent without leaving the page."""

    def show(self, capture: Capture | None = None) -> HttpResponse:
        capture = capture or Capture(self.link)
        return self.page(
            "listening/capture.html",
            link=self.link,
            capture=capture,
            facts=capture.facts,
            concerns=list(self.link.round.concerns.all()),
            keep_reasons=[str(reason) for reason in KEEP_REASONS],
            mode_words=json.dumps(modes.words()),
            mark_words=json.dumps({kind: str(words) for kind, words in MARK_WORDS.items()}),
            error_forms=[form for form in capture.forms() if capture.is_sent and form.errors],
            script=f"listening/wording/{self.link.round.wording_version}/script.html",
            at_risk=f"listening/wording/{self.link.round.wording_version}/at_risk.html",
            children=f"listening/wording/{self.link.round.wording_version}/children.html",
        )

    def take(self, request: HttpRequest) -> HttpResponse:
        capture = Capture(self.link, request.POST)
        if not capture.is_sent or not capture.is_valid():
            return self.show(capture)
        payload = {"schema_version": 1, "items": [capture.item()]}
        [result] = actions.receive_conversations(self.actor, self.area, payload)
        if result["outcome"] in ("created", "duplicate"):
            if capture.goes_on:
                return self.show(capture.following())
            return redirect("thanks", area=self.area.slug)
        for problem in result["problems"]:
            capture.facts.add_error(None, problem)
        return self.show(capture)


class ThanksView(ListenerView):
    def show(self) -> HttpResponse:
        return self.page("listening/thanks.html", link=self.link)


class AboutPeopleView(ListenerView):
    """A form in a request of its own, with nothing in it that names a conversation."""

    form: ClassVar[type[people_forms.OwnIdForm]]
    receive: ClassVar[Any]
    template: ClassVar[str]
    done: ClassVar[Any]

    def show(self, form: people_forms.OwnIdForm | None = None) -> HttpResponse:
        return self.page(self.template, link=self.link, form=form or self.form(self.link))

    def take(self, request: HttpRequest) -> HttpResponse:
        form = self.form(self.link, request.POST)
        result = tried(form, lambda: self._receive(form))
        if result is None:
            return self.show(form)
        messages.success(request, self.done)
        return redirect("thanks", area=self.area.slug)

    def _receive(self, form: people_forms.OwnIdForm) -> dict[str, Any]:
        result: dict[str, Any] = type(self).receive(self.actor, self.area, form.payload())
        if result["outcome"] not in ("created", "duplicate"):
            raise Refused(" ".join(result["problems"]))
        return result


class ContactView(AboutPeopleView):
    verb = "send_contact"
    form = people_forms.ContactForm
    receive = staticmethod(actions.receive_contact)
    template = "listening/contact.html"
    done = gettext_lazy("The details are kept, apart from what was said.")


class CardView(AboutPeopleView):
    verb = "send_card"
    form = people_forms.CardForm
    receive = staticmethod(actions.receive_card)
    template = "listening/card.html"
    done = gettext_lazy("The card was counted.")
