"""Every page that asks for itself (`is_scoped`), asked by everybody: whom docs/roles.md does not name gets nothing.

Beside tests/test_urls.py, which asks one right and one wrong person of each address over HTTP, and
tests/test_access_table.py, which walks the whole table that the frame asks for all other pages. The views are called
as they stand, without what lies around them, and what a request did is undone after it was answered.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest
from django.test import RequestFactory

from listens.core import access
from listens.core.access import VERBS
from listens.core.models import Account, Area
from listens.core.views import AreaView
from tests.cast import Cast
from tests.test_access_table import LINES
from tests.test_urls import CASES, PATTERNS, view_of

ROLES_OF = {line.verb: line.roles for line in LINES}
SCOPED = sorted(
    name
    for name, (_path, pattern) in PATTERNS.items()
    if view_of(pattern).is_scoped and not VERBS[view_of(pattern).verb].is_public
)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def requests(name: str) -> list[HttpRequest]:
    """The page looked at; and sent, with what the table sends or else empty."""
    view, case, make = view_of(PATTERNS[name][1]), CASES[name], RequestFactory()
    data: Any = json.dumps(case.data) if case.is_json else case.data if case.method == "post" else {}
    kind = {"content_type": "application/json"} if case.is_json else {}
    can = {method for method in ("get", "post") if method in view.http_method_names and hasattr(view, method)}
    return [make.get("/")] * ("get" in can) + [make.post("/", data, **kind)] * ("post" in can)


def status(account: Account, request: HttpRequest, name: str, kwargs: dict[str, Any]) -> int | str:
    request.user = Account.objects.get(pk=account.pk)
    request.session = SessionStore()
    request._messages = CookieStorage(request)
    try:
        return int(PATTERNS[name][1].callback(request, **kwargs).status_code)
    except PermissionDenied:
        return 403
    except Http404:
        return 404
    except RuntimeError as defect:  # it answered and never asked
        return str(defect)


@pytest.mark.django_db
def test_whoever_a_verb_does_not_name_gets_nothing(cast: Cast) -> None:
    roles = {who: access.roles_of(actor, cast.area) for who, actor in cast.actors.items()}
    wrong: list[object] = []
    num_refused = 0
    for name in SCOPED:
        verb = view_of(PATTERNS[name][1]).verb
        with undone():
            kwargs = {"area": "south", **CASES[name].kwargs(replace(cast))}  # a copy: some keep things on it
            # Whom it names is let in by tests/test_urls.py: making every page for each of them takes minutes.
            for who, actor in cast.actors.items():
                for request in requests(name) if not roles[who] & ROLES_OF[verb] else ():
                    with undone():
                        answer = status(actor.account, request, name, kwargs)
                    num_refused += 1
                    if answer not in (401, 403, 404):
                        wrong.append((name, verb, who, request.method, answer))
    assert not wrong
    assert num_refused > len(SCOPED) * 10


@pytest.mark.django_db
def test_a_page_that_forgets_to_ask_is_not_shown(cast: Cast) -> None:
    """Even to somebody who might see it: nobody asked."""

    class ForgetfulView(AreaView):
        verb = "see_plan"
        is_scoped = True

        def get(self, request: HttpRequest) -> Any:
            if "ask" in request.GET:
                access.require(self.actor, request.GET["ask"], Area.objects.get(slug="south"))
            return self.page("core/error.html")

    def get(asked: dict[str, str]) -> int:
        request = RequestFactory().get("/", asked)
        request.user, request.session = Account.objects.get(pk=cast.amina.account_id), SessionStore()
        return int(ForgetfulView.as_view()(request, area="south").status_code)

    assert get({"ask": "see_plan"}) == 200
    for asked in ({}, {"ask": "see_desk"}):
        with pytest.raises(RuntimeError, match="never asked whether see_plan"):
            get(asked)
