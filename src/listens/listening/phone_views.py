"""The list of what is on this phone, and the files that let the listener's pages open without a signal."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from listens.core.views import AreaView
from listens.core.wording import pgettext
from listens.listening import phone
from listens.listening.capture_views import ListenerView


class PhoneView(ListenerView):
    """Drafts and letters of the open link; all of it is read by the script, from the phone itself."""

    def show(self) -> HttpResponse:
        return self.page("listening/phone.html", link=self.link, words_json=json.dumps(words()))


class ClosePageView(ListenerView):
    """Nobody else sends under this link from this phone; what waits stays, sealed, until the link is opened again."""

    def show(self) -> HttpResponse:
        return redirect("phone", area=self.area.slug)

    def take(self, request: HttpRequest) -> HttpResponse:
        request.session.flush()
        messages.success(
            request, _("This phone is closed. What was not sent waits until you open your link again.")
        )
        return redirect("open_link", area=self.area.slug)


@method_decorator(never_cache, name="dispatch")
class ServiceWorkerView(AreaView):
    verb = "open_link"

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(phone.worker_of(self.area), content_type="text/javascript; charset=utf-8")


class ManifestView(AreaView):
    verb = "open_link"

    def get(self, request: HttpRequest) -> HttpResponse:
        return JsonResponse(phone.manifest_of(self.area), content_type="application/manifest+json")


def words() -> dict[str, Any]:
    """What the script says."""
    return {
        "untitled": _("A conversation"),
        "state_draft": _("Draft, on this phone"),
        "state_waiting": _("On this phone, not sent"),
        "state_editing": _("On this phone, you are changing it"),
        "state_sent": _("Sent, not read yet"),
        "state_accepted": _("Accepted"),
        "state_needs": _("Sent, needs attention"),
        "state_attention": _("Not sent, needs attention"),
        "state_aside": _("Set aside"),
        "ring_now": pgettext("needs review", "NOT SENT: RING NOW"),
        "go_on": _("Go on writing"),
        "change": _("Change it"),
        "lost": _("It was not sent. Delete it for good?"),
        "listed": _("It was sent. Take it off this list?"),
        "removed": _("It is gone from this phone."),
        "since": _("Not sent since %(when)s."),
        "sending": _("Sending…"),
        "sent": _("%(n)s sent."),
        "why_signal": _("Not sent yet: there is no connection. It goes by itself when the signal is back."),
        "why_closed": _("Not sent yet: open your link again. What you wrote is safe on this phone."),
        "why_other": _("Not sent: another listener's link is open on this phone. Open yours to send."),
        "why_refused": _("Not sent. Ask the person who gave you the link."),
        "loaded": _("The copy is on this phone now."),
        "no_copy": _("This file is no copy of this link. Choose the file you saved."),
        "opened": _("Your drafts are open."),
        "wrong_pin": _("This is not the PIN."),
        "short_pin": _("Choose at least four letters or digits, without spaces."),
        "pin_set": _("From now on drafts open with this PIN."),
        "pin_off": _("There is no PIN any more."),
    }
