"""A hall is one address: no limit counts by it, and what can be guessed is still limited."""

import pytest
from allauth.account import app_settings as account_settings
from allauth.core.internal.ratelimit import parse_rates
from allauth.mfa import app_settings as mfa_settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

PASSWORD = "seven wise herons"
# The places where allauth asks for a limit without naming a key: a limit by key there would break the page.
HAVE_NO_KEY = {"login", "signup", "reset_password_from_key", "webauthn_login"}


@pytest.fixture(autouse=True)
def forgotten(db):
    cache.clear()
    yield
    cache.clear()


def all_limits():
    for settings in (account_settings, mfa_settings):
        for name, rates in settings.RATE_LIMITS.items():
            yield name, parse_rates(rates)


def test_no_limit_counts_by_address():
    limits = dict(all_limits())
    assert {"login_failed", "request_login_code", "reset_password", "webauthn_login"} <= set(limits)
    assert [name for name, rates in limits.items() if any(rate.per == "ip" for rate in rates)] == []


def test_what_can_be_guessed_is_limited_by_account_or_e_mail():
    limits = dict(all_limits())
    for name in ("login_failed", "request_login_code", "reset_password", "reauthenticate", "confirm_email"):
        assert limits[name], name
        assert {rate.per for rate in limits[name]} <= {"key", "user"}


def test_a_limit_without_a_key_at_hand_is_empty():
    assert {name for name, rates in all_limits() if not rates} == HAVE_NO_KEY


def sign_in(email, password, address="203.0.113.7"):
    return Client(REMOTE_ADDR=address).post(
        reverse("account_login"), {"login": email, "password": password}, follow=False
    )


@pytest.fixture
def two_accounts(cast):
    for actor in (cast.dele, cast.bea):
        account = actor.account
        account.set_password(PASSWORD)
        account.save()
        account.emailaddress_set.create(email=account.email, verified=True, primary=True)
    return cast.dele.account.email, cast.bea.account.email


def test_failed_sign_ins_lock_that_account_only_from_any_address(two_accounts):
    dele, bea = two_accounts
    for n in range(5):
        assert sign_in(dele, "wrong", f"203.0.113.{n}").status_code == 200
    assert sign_in(dele, PASSWORD, "198.51.100.1").status_code == 200, "locked, whatever the address"
    assert sign_in(bea, PASSWORD, "203.0.113.1").status_code == 302, "the neighbour in the hall signs in"


def test_a_whole_hall_tries_behind_one_address(two_accounts):
    """allauth's own limit is 30 a minute for an address, of any try at all."""
    assert {sign_in("", "").status_code for _ in range(35)} == {200}
    assert sign_in(two_accounts[1], PASSWORD).status_code == 302


def test_codes_are_limited_by_e_mail_not_by_address(two_accounts):
    def ask(email):
        return Client(REMOTE_ADDR="203.0.113.7").post(reverse("account_request_login_code"), {"email": email})

    dele, bea = two_accounts
    assert [ask(dele).status_code for _ in range(4)] == [302, 302, 302, 200]
    assert ask(bea).status_code == 302


def test_too_many_password_letters_get_a_page_in_plain_words(two_accounts):
    page = None
    for _ in range(6):
        page = Client().post(reverse("account_reset_password"), {"email": two_accounts[0]})
    assert page.status_code == 429
    assert "Wait five minutes" in page.content.decode()
