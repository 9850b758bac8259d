"""What phones talk to: conversations, contacts and cards, each in requests of their own (docs: contracts)."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from listens.alliance.access import own_things
from listens.core import access
from listens.core.acting import Refused
from listens.core.models import Actor
from listens.core.views import AreaApiView, problem
from listens.listening.actions import receive_card, receive_contact, receive_conversations
from listens.listening.actions.conversations import MOST_ITEMS
from listens.listening.capture_fetch import require_usable
from listens.listening.letters import BadEnvelope, OfAnotherLink

MOST_LEVELS = 20  # what phones send has four


class BadRequest(Exception):
    """The body is no JSON, or none that a phone would send."""


class NotJson(Exception):
    """Another kind of body: refused before it is read."""


def body_of(request: HttpRequest) -> Any:
    if request.content_type != "application/json":
        raise NotJson(_("Send JSON: this is another kind of content."))
    try:
        body = json.loads(request.body, parse_constant=_no_number)
    except (ValueError, RecursionError):
        body = None
    if body is None or not _is_flat(body):
        raise BadRequest(_("This cannot be read. Open your link again; nothing is lost."))
    return body


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _is_flat(body: Any) -> bool:
    """Whether it is nested no deeper than anything of ours reads safely."""
    level = [body]
    for _depth in range(MOST_LEVELS):
        lists = [
            one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list)
        ]
        level = [one for found in lists for one in found]
        if not level:
            return True
    return False


@method_decorator(login_not_required, name="dispatch")
class ListenerApiView(AreaApiView):
    """Problems as problem documents; what a link may not do any more is a 403 in plain words."""

    is_scoped = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except (BadRequest, BadEnvelope) as error:
            return problem(400, str(error))
        except NotJson as error:
            return problem(415, str(error))
        except OfAnotherLink as error:
            return problem(409, str(error))
        except Refused as error:
            return problem(403, str(error))

    def require_sender(self) -> None:
        """Whoever may send nothing here is told so, also when what was sent cannot be opened."""
        require_usable(self.actor, self.area)
        access.require(self.actor, self.verb, self.area, within=own_things(self.actor, self.area))


@method_decorator(never_cache, name="dispatch")
class CsrfView(ListenerApiView):
    """A fresh token, asked for just before each sending: the one in a page that waited is stale.

    Beside it the link that is open in this browser, so that a shared phone sends nobody else's letters.
    """

    verb = "open_link"

    def get(self, request: HttpRequest) -> JsonResponse:
        actor = self.actor
        link = str(actor.pk) if actor and actor.kind == Actor.Kind.LINK else None
        return JsonResponse({"token": get_token(request), "link": link})


class ConversationsView(ListenerApiView):
    verb = "send_conversations"

    def post(self, request: HttpRequest) -> HttpResponseBase:
        payload = body_of(request)
        items = payload.get("items") if isinstance(payload, dict) else None
        if isinstance(items, list) and len(items) > MOST_ITEMS:
            return problem(400, _("Send at most %(n)d conversations at once.") % {"n": MOST_ITEMS})
        return JsonResponse({"results": receive_conversations(self.actor, self.area, payload)})


class OneThingView(ListenerApiView):
    receive: ClassVar[Any]  # a static method: (actor, area, payload) → result

    def post(self, request: HttpRequest) -> HttpResponseBase:
        body = body_of(request)
        self.require_sender()
        return JsonResponse(type(self).receive(self.actor, self.area, body))


class ContactsView(OneThingView):
    verb = "send_contact"
    receive = staticmethod(receive_contact)


class CardsView(OneThingView):
    verb = "send_card"
    receive = staticmethod(receive_card)
