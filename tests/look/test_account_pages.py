"""Signing in and keeping an account safe: every page of it in our own layout, accessible, under our policy."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser import check_page, sign_in
from tests.cast import Cast

OPEN = ["/accounts/login/", "/accounts/login/code/", "/accounts/password/reset/"]
OWN = [
    "/accounts/email/",
    "/accounts/logout/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/sessions/",
    "/accounts/password/set/",
]


def fresh(client: Client) -> Client:
    """Signed in a moment ago, so that no page asks again."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": timezone.now().timestamp()}]
    session.save()
    return client


@pytest.mark.parametrize("address", OPEN)
def test_a_page_for_everybody_is_in_our_layout(db: None, address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 200 and b'class="app-masthead"' in answer.content


@pytest.mark.parametrize("address", OWN)
def test_a_page_of_ones_own_is_in_our_layout(cast: Cast, address: str) -> None:
    answer = fresh(cast.client("amina")).get(address)
    assert answer.status_code == 200, answer.headers.get("Location")
    assert b'class="app-masthead"' in answer.content
    assert not re.search(rb"<form(?![^>]*class=\"app-(form|language)\")[^>]*>\s*<p>", answer.content)


@pytest.mark.browser
def test_account_pages_are_accessible(cast: Cast, page: Page) -> None:
    for address in OPEN:
        page.goto(address)
        check_page(page)
    sign_in(page, cast.amina)
    for address in ["/accounts/2fa/", "/accounts/sessions/", "/accounts/email/", "/accounts/logout/"]:
        page.goto(address)
        check_page(page)


@pytest.mark.browser
def test_an_organiser_signs_in_with_a_code_from_an_e_mail(cast: Cast, page: Page, mailoutbox: list) -> None:
    EmailAddress.objects.create(
        user=cast.amina.account, email="amina@example.org", verified=True, primary=True
    )
    page.goto("/accounts/login/")
    page.get_by_label("Your e-mail").fill("amina@example.org")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    code = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})$", mailoutbox[-1].body, re.MULTILINE)
    assert code, "the code is in the message"
    check_page(page)
    page.get_by_label("Code").fill("wrong1")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Code").fill(code.group(1))
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("link", name="Sign out")).to_be_visible()
    assert page.get_by_role("heading", level=1).inner_text() == "Activate Authenticator App", (
        "a second factor first"
    )
    check_page(page)
