"""What every answer goes through: private ones are kept nowhere; staff sign in with a second factor."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from listens.core.access import VERBS
from listens.core.models import Account, Grant
from listens.core.roles import STAFF_ROLES

Answer = Callable[[HttpRequest], HttpResponse]


class PrivateAnswersMiddleware:
    """Lets no browser and no proxy keep an answer, unless its page is for everybody.

    It starts from the private side: a page that names no verb (sign-in, errors) is kept nowhere either. The
    listener's pages work without signal all the same: a service worker keeps them by its own rules.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if not is_for_everybody(request):
            add_never_cache_headers(answer)
        return answer


def is_for_everybody(request: HttpRequest) -> bool:
    """Whether the page that answered has a public verb."""
    found = request.resolver_match
    view = getattr(found.func, "view_class", None) if found else None
    rule = VERBS.get(getattr(view, "verb", ""))
    return rule is not None and rule.is_public


class SecondFactorMiddleware:
    """Sends a staff account without a second factor to set one up, before any other page.

    Once seen, the answer is kept in the session: a new factor or grant is looked at again at the next sign-in.
    The demonstration (settings.DEMO) has invented people only and lets them in with their code alone.
    """

    OPEN = ("/accounts/", "/static/", "/healthz", "/language/")

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_asked = not settings.DEMO and not request.path.startswith(self.OPEN)
        if is_asked and isinstance(request.user, Account) and "second_factor_settled" not in request.session:
            needs = Grant.objects.filter(actor__account=request.user, role__in=STAFF_ROLES).exists()
            if needs and not is_mfa_enabled(request.user):
                return redirect("mfa_activate_totp")
            request.session["second_factor_settled"] = True
        return self.get_response(request)
