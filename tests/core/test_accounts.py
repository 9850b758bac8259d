"""Accounts and roles: opened and ended by an organiser, on the record, for a time, never by signing up."""

import datetime as dt
import re
import uuid

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from listens.core import access, accounts
from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.models import Account, Actor, AuditEvent, Grant

pytestmark = pytest.mark.django_db


def open_one(cast, **changes):
    words = {"email": "Oya@Example.org ", "name": "Oya", "role": "reviewer"} | changes
    return accounts.open_account(cast.amina, cast.area, **words)


def test_an_organiser_opens_an_account_with_a_role(cast):
    account = open_one(cast)
    assert account.email == "oya@example.org"
    assert not account.has_usable_password()
    assert EmailAddress.objects.get(user=account).verified
    assert access.roles_of(Actor.of_account(account), cast.area) == {"reviewer"}
    assert [row.verb for row in AuditEvent.objects.order_by("seq")] == ["open_account", "grant_role"]


def test_an_address_that_has_an_account_keeps_it_and_gets_the_role(cast):
    first = open_one(cast)
    second = open_one(cast, name="Somebody else", role="scribe")
    assert first.pk == second.pk
    assert Account.objects.get(pk=first.pk).name == "Oya"
    assert access.roles_of(Actor.of_account(second), cast.area) == {"reviewer", "scribe"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "oya"},
        {"email": ""},
        {"name": "\x00"},
        {"role": "king"},
        {"scope": "organisation"},
        {"scope": "area", "scope_id": uuid.uuid4()},
        {"scope": "planet", "scope_id": uuid.uuid4()},
        {"starts": dt.date(2026, 2, 1), "ends": dt.date(2026, 1, 1)},
    ],
)
def test_bad_input_is_refused_and_nothing_is_left(cast, wrong):
    before = Account.objects.count()
    with pytest.raises(Refused):
        open_one(cast, **wrong)
    assert Account.objects.count() == before


@pytest.mark.parametrize("who", ["bea", "femi", "grace", "mehmet", "esi"])
def test_nobody_else_opens_accounts_or_gives_roles(cast, who):
    with pytest.raises(Denied):
        accounts.open_account(cast.actors[who], cast.area, email="o@example.org", name="O", role="scribe")
    with pytest.raises(Denied):
        accounts.grant_role(cast.actors[who], cast.actors[who], cast.area, "organiser")


def test_a_role_for_one_thing_counts_for_that_thing_only(cast):
    accounts.grant_role(
        cast.amina,
        cast.grace,
        cast.area,
        "organisation_lead",
        scope="organisation",
        scope_id=cast.community.pk,
    )
    grant = Grant.objects.get(actor=cast.grace, role="organisation_lead")
    assert (grant.scope_id, grant.granted_by) == (cast.community.pk, cast.amina)


def test_a_role_may_have_dates(cast):
    tomorrow = cast.area.today() + dt.timedelta(days=1)
    accounts.grant_role(cast.amina, cast.bea, cast.area, "scribe", starts=tomorrow)
    assert "scribe" not in access.roles_of(cast.bea, cast.area)
    accounts.grant_role(cast.amina, cast.bea, cast.area, "scribe", starts=cast.area.today(), ends=tomorrow)
    assert "scribe" in access.roles_of(cast.bea, cast.area)
    assert Grant.objects.filter(actor=cast.bea, role="scribe").count() == 1


def test_giving_the_same_role_twice_is_recorded_once(cast):
    for _ in range(2):
        accounts.grant_role(cast.amina, cast.bea, cast.area, "scribe")
    assert AuditEvent.objects.filter(verb="grant_role").count() == 1


def test_a_role_that_is_ended_is_gone_at_once_and_kept_in_the_rows(cast):
    grant = Grant.objects.get(actor=cast.femi, role="sense_maker")
    assert "sense_maker" in access.roles_of(cast.femi, cast.area)
    for _ in range(2):
        accounts.end_grant(cast.amina, grant)
    assert not access.roles_of(Actor.objects.get(pk=cast.femi.pk), cast.area)
    assert Grant.objects.filter(pk=grant.pk).exists()
    assert AuditEvent.objects.filter(verb="end_grant").count() == 1


def test_the_last_organiser_cannot_be_taken_away(cast):
    grant = Grant.objects.get(actor=cast.amina, role="organiser")
    with pytest.raises(Refused, match="last organiser"):
        accounts.end_grant(cast.amina, grant)
    accounts.grant_role(cast.amina, cast.femi, cast.area, "organiser")
    accounts.end_grant(cast.amina, grant)
    assert not access.can(Actor.objects.get(pk=cast.amina.pk), "grant_role", cast.area)


def test_nobody_signs_up(cast):
    answer = Client().post(
        reverse("account_signup"), {"email": "new@example.org", "password1": "seven wise herons"}
    )
    assert not Account.objects.filter(email="new@example.org").exists()
    assert answer.status_code in (200, 302)


def test_a_new_account_signs_in_with_the_code_that_was_sent_without_a_worker(
    cast, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "listens.core.mail.OutboxEmailBackend"
    settings.MESSAGES_FOLDER = tmp_path
    open_one(cast, role="delegate", scope="organisation", scope_id=cast.community.pk)
    client = Client()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_request_login_code"), {"email": "oya@example.org"})
    [letter] = tmp_path.glob("*.eml")
    code = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", letter.read_text(), re.MULTILINE)[1]
    assert client.post(reverse("account_confirm_login_code"), {"code": "WRONG1"}).status_code == 200
    answer = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(Account.objects.get(email="oya@example.org").pk)
