"""Errors in plain words for people, as problem documents for machines."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from listens.core.access import Denied


def answer(request: HttpRequest, status: int, title: str, detail: str) -> HttpResponse:
    if "/api/" in request.path:
        return JsonResponse(
            {"type": "about:blank", "status": status, "title": title, "detail": detail},
            status=status,
            content_type="application/problem+json",
        )
    return render(request, "core/error.html", {"title": title, "detail": detail}, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return answer(
        request, 400, _("We could not read that"), _("Go back, check what you typed and try again.")
    )


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    reason = str(exception) if isinstance(exception, Denied) else _("You may not open this page.")
    return answer(request, 403, _("You cannot do this"), reason)


def waited_too_long(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is not this browser's: it waited while cookies went, or came from another site."""
    detail = _(
        "This page waited too long. Go back and copy what you typed, open the page again, and send it then."
    )
    return answer(request, 403, _("Nothing was sent"), detail)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return answer(
        request,
        404,
        _("Page not found"),
        _("Check the address. If somebody gave you a link, ask them for a new one."),
    )


def too_many(request: HttpRequest) -> HttpResponse:
    """When a sign-in limit is reached (allauth asks for this one)."""
    return answer(request, 429, _("Too many tries"), _("Wait five minutes, then try again."))


def server_error(request: HttpRequest) -> HttpResponse:
    return answer(
        request,
        500,
        _("Something went wrong on our side"),
        _("Nothing was changed. Try again in a few minutes."),
    )
