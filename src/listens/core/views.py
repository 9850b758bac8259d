"""The frame of every page: find the area, ask `access`, then one room's view does its one thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views import View

from listens.core import access, actors, health, languages
from listens.core.models import Actor, Area


class AreaView(View):
    """A page or endpoint below `/<area>/`. `verb` names its row of the access table (tests scan for it).

    The verb is asked for the whole area here; a view of one organisation's, round's or pledge's thing sets
    `is_scoped` and its fetch function asks with what the thing belongs to. One that answers without having
    asked is a defect and raises: what it made is thrown away, not shown.
    """

    verb: ClassVar[str]
    http_method_names: Sequence[str] = ("get", "head", "post")  # no other asks `access`
    is_scoped: ClassVar[bool] = False
    area: Area
    actor: Actor  # None on a public page and nowhere else: dispatch asks everybody else to sign in

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.area = fetch_area(kwargs.pop("area"))
        request.area = self.area  # type: ignore[attr-defined]
        languages.stay_with(self.area)
        self.actor = request.actor = actors.of(request)  # type: ignore[attr-defined,assignment]
        rule = access.VERBS[self.verb]
        if not rule.is_public:
            if self.actor is None:
                return self.ask_to_sign_in(request)
            if not self.is_scoped:
                access.require(self.actor, self.verb, self.area)
        answer = super().dispatch(request, *args, **kwargs)
        if self.actor is not None and not rule.is_public:
            self._see_that_it_was_asked(answer)
        return answer

    def _see_that_it_was_asked(self, answer: HttpResponseBase) -> None:
        is_shown = 200 <= answer.status_code < 300
        if is_shown and not access.was_allowed(self.actor, self.verb, self.area):
            raise RuntimeError(
                f"{type(self).__name__} answered and never asked whether {self.verb} is allowed"
            )

    def ask_to_sign_in(self, request: HttpRequest) -> HttpResponseBase:
        return redirect(f"{reverse('account_login')}?next={request.path}")

    def page(self, template: str, status: int = 200, **context: Any) -> TemplateResponse:
        return TemplateResponse(self.request, template, context, status=status)

    def may(self, verb: str, **scope: Any) -> access.Decision:
        """For a page that shows or explains a button."""
        return access.can(self.actor, verb, self.area, **scope)


# AreaView asks `access` itself, for public pages and for links too; Django's own middleware guards the rest.
AreaView = method_decorator(login_not_required, name="dispatch")(AreaView)  # type: ignore[misc]


class AreaApiView(AreaView):
    """A JSON endpoint: never a redirect to a sign-in page, problems as RFC 9457 documents."""

    def ask_to_sign_in(self, request: HttpRequest) -> HttpResponseBase:
        return problem(401, "Sign in, or open your link again. What you wrote is safe on this phone.")


def problem(status: int, detail: str, **more: Any) -> JsonResponse:
    """An RFC 9457 problem document."""
    return JsonResponse(
        {"type": "about:blank", "status": status, "detail": detail, **more},
        status=status,
        content_type="application/problem+json",
    )


def fetch_area(slug: str) -> Area:
    """The area of that slug; a missing one is a plain 404."""
    try:
        return Area.objects.get(slug=slug)
    except Area.DoesNotExist:
        raise Http404


@method_decorator(login_not_required, name="dispatch")
class InstallationView(View):
    """The front page: the areas of this installation. With one area only, that area's own page."""

    def get(self, request: HttpRequest) -> HttpResponse:
        areas = list(Area.objects.order_by("name"))
        if len(areas) == 1:
            return redirect("area_home", area=areas[0].slug)
        return TemplateResponse(request, "core/installation.html", {"areas": areas})


@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """Database, migrations and the worker's age, for a machine to read."""
    report = health.report()
    return JsonResponse(report, status=200 if report["ok"] else 503)


@method_decorator(login_not_required, name="dispatch")
class SetLanguageView(View):
    """Keeps the reader's language in a cookie and goes back to the page they were on."""

    def post(self, request: HttpRequest) -> HttpResponse:
        back = request.POST.get("next", "/")
        is_of_this_site = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
        if not back.startswith("/") or not is_of_this_site:
            back = "/"
        answer = HttpResponseRedirect(back)
        if check_for_language(language := request.POST.get("language", "")):
            answer.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=31_536_000,
                secure=settings.HTTPS,
                samesite="Lax",
            )
        return answer
