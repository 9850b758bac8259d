"""Every address below `/<area>/` is a page with a declared verb, lets the right person in and keeps one out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from listens.core.access import VERBS
from listens.core.views import AreaView
from tests.cast import Cast
from tests.urls_table import Case, Who, cases

CASES = cases()


def below_areas(resolver: URLResolver | None = None, path: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern whose path starts with the area's slug."""
    for pattern in (resolver or get_resolver()).url_patterns:
        whole = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from below_areas(pattern, whole)
        elif whole.startswith("<slug:area>/"):
            yield whole, pattern


PATTERNS = {str(pattern.name): (path, pattern) for path, pattern in below_areas()}


def view_of(pattern: URLPattern) -> Any:
    return getattr(pattern.callback, "view_class", None)


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_every_address_is_a_page_with_a_declared_verb(name: str) -> None:
    path, pattern = PATTERNS[name]
    view = view_of(pattern)
    assert view is not None and issubclass(view, AreaView), f"{path} is no AreaView"
    assert getattr(view, "verb", None) in VERBS, f"{path} names no declared verb"


def test_every_address_has_a_name_of_its_own() -> None:
    found = [pattern.name for _, pattern in below_areas()]
    assert len(found) == len(set(found)) and None not in found


def test_every_address_is_in_the_table_and_nothing_else_is() -> None:
    assert not (missing := sorted(PATTERNS.keys() - CASES.keys())), f"not in tests/urls: {missing}"
    assert not (gone := sorted(CASES.keys() - PATTERNS.keys())), f"no such address: {gone}"


@pytest.mark.django_db
def test_no_page_answers_to_a_method_that_asks_nothing(cast: Cast) -> None:
    answered = {method for _, one in PATTERNS.values() for method in view_of(one).http_method_names}
    assert answered == {"get", "head", "post"}
    client = cast.client("amina")
    for method in ("OPTIONS", "PUT", "DELETE", "TRACE"):
        assert client.generic(method, "/south/rounds/autumn/links/").status_code == 405


@pytest.mark.parametrize("name", sorted(PATTERNS.keys() & CASES.keys()))
def test_only_a_public_page_has_nobody_to_refuse(name: str) -> None:
    rule = VERBS[view_of(PATTERNS[name][1]).verb]
    assert (CASES[name].refused is None) == rule.is_public, f"{name}: {rule.name} is_public={rule.is_public}"


def ask(cast: Cast, name: str, case: Case, who: Who) -> HttpResponse:
    client = who(cast) if callable(who) else cast.client(who)
    address = reverse(name, kwargs={"area": cast.area.slug, **case.kwargs(cast)})
    return send(client, address, case)


def send(client: Client, address: str, case: Case) -> HttpResponse:
    if case.is_json:
        return client.generic(
            case.method.upper(), address, json.dumps(case.data), content_type="application/json"
        )
    return getattr(client, case.method)(address, case.data)


def is_sent_to_sign_in(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")


def is_kept_nowhere(answer: HttpResponse) -> bool:
    """No browser and no proxy may keep it."""
    told = answer.get("Cache-Control", "")
    return "no-store" in told and "private" in told and "max-age=0" in told


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PATTERNS.keys() & CASES.keys()))
def test_the_right_person_gets_in(cast: Cast, name: str) -> None:
    answer = ask(cast, name, CASES[name], CASES[name].allowed)
    assert answer.status_code in (200, 201, 302), f"{answer.status_code}"
    assert not is_sent_to_sign_in(answer)
    assert is_kept_nowhere(answer) or VERBS[view_of(PATTERNS[name][1]).verb].is_public, answer.headers


@pytest.mark.django_db
def test_pages_outside_an_area_are_kept_nowhere(cast: Cast) -> None:
    """Signing in, one's account, what is not there."""
    for who in ("", "amina"):
        client = cast.client(who)
        for name in ("account_login", "account_email", "mfa_index", "usersessions_list", "account_logout"):
            assert is_kept_nowhere(client.get(reverse(name))), (who, name)
        assert is_kept_nowhere(client.get("/south/there/is/nothing/here/"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PATTERNS.keys() & CASES.keys()))
def test_the_wrong_person_is_kept_out(cast: Cast, name: str) -> None:
    case = CASES[name]
    if case.refused is None:
        answer = send(Client(), reverse(name, kwargs={"area": cast.area.slug, **case.kwargs(cast)}), case)
        assert answer.status_code in (200, 201, 302) and not is_sent_to_sign_in(answer)
        return
    answer = ask(cast, name, case, case.refused)
    assert is_kept_nowhere(answer), answer.headers
    if case.refused == "":
        assert answer.status_code == 401 or is_sent_to_sign_in(answer)
    else:
        assert answer.status_code in (403, 404)
