"""Listeners' links: handed over once, opened by a POST, taken back, run out."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from listens.core import access
from listens.core.acting import Refused
from listens.core.actors import SESSION_KEY
from listens.core.models import Actor, AuditEvent
from listens.listening import codes
from listens.listening.actions import make_link, open_link, revoke_link
from listens.listening.models import ListenerLink
from tests.cast import TODAY, Cast
from tests.listening.phones import IN_A_MONTH, a_link, holder_of


def test_the_secret_is_kept_nowhere(cast: Cast) -> None:
    link, secret = a_link(cast)
    assert len(codes.plain(secret)) == 12 and secret not in str(ListenerLink.objects.values())
    assert holder_of(link).kind == Actor.Kind.LINK
    assert secret not in str(list(AuditEvent.objects.values()))
    assert open_link(cast.area, secret.lower().replace("-", " ")) == link


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    assert codes.plain("oil0-1") == codes.plain("0110-1") == "01101"
    assert codes.plain("Ü") == codes.plain("x" * 41) == ""


def test_a_lead_hands_over_links_of_the_own_organisation_only(cast: Cast) -> None:
    make_link(cast.bea, cast.round, cast.community, expires_on=IN_A_MONTH)
    with pytest.raises(access.Denied):
        make_link(cast.bea, cast.round, cast.second_community, expires_on=IN_A_MONTH)


@pytest.mark.parametrize("days", [-1, 121])
def test_the_last_day_is_near(cast: Cast, days: int) -> None:
    with pytest.raises(Refused, match="last day"):
        make_link(cast.amina, cast.round, cast.community, expires_on=TODAY + dt.timedelta(days=days))


def test_a_public_body_gets_no_link(cast: Cast) -> None:
    with pytest.raises(Refused, match="public body"):
        make_link(cast.amina, cast.round, cast.body, expires_on=IN_A_MONTH)


def test_looking_uses_nothing_up_and_the_button_opens(cast: Cast, client) -> None:
    _link, secret = a_link(cast)
    address = reverse("open_link", kwargs={"area": "south"})
    for _ in range(3):
        assert client.get(address).status_code == 200
    assert SESSION_KEY not in client.session
    answer = client.post(address, {"code": secret})
    assert answer.status_code == 302 and answer["Location"] == reverse("capture", kwargs={"area": "south"})
    page = client.get(answer["Location"])
    assert page.status_code == 200 and "no-store" in page.headers["Cache-Control"]
    assert "What is putting pressure on you" in page.content.decode()


@pytest.mark.parametrize("code", ["", "WRONG-CODE", "\x00", "x" * 99, "----"])
def test_a_wrong_code_is_told_so(cast: Cast, client, code: str) -> None:
    answer = client.post(reverse("open_link", kwargs={"area": "south"}), {"code": code})
    assert answer.status_code == 200 and "There is a problem" in answer.content.decode()


def test_opening_a_link_signs_an_account_out(cast: Cast) -> None:
    client = cast.client("bea")
    link, secret = a_link(cast)
    client.post(reverse("open_link", kwargs={"area": "south"}), {"code": secret})
    assert "_auth_user_id" not in client.session and client.session[SESSION_KEY] == str(link.pk)


@pytest.mark.parametrize("how", ["revoked", "run out"])
def test_a_link_that_ended_says_so_in_plain_words(cast: Cast, client, how: str) -> None:
    link, secret = a_link(cast)
    client.post(reverse("open_link", kwargs={"area": "south"}), {"code": secret})
    if how == "revoked":
        revoke_link(cast.amina, link)
    else:
        ListenerLink.objects.update(expires_on=TODAY - dt.timedelta(days=1))
    page = client.get(reverse("capture", kwargs={"area": "south"}))
    assert page.status_code == 403 and "Ask the person who gave it to you" in page.content.decode()
    with pytest.raises(Refused):
        open_link(cast.area, secret)


def test_a_link_opens_in_its_own_area_only(cast: Cast) -> None:
    _link, secret = a_link(cast)
    with pytest.raises(Refused):
        open_link(cast.other_area, secret)


def test_the_card_is_shown_once_and_holds_a_picture(cast: Cast) -> None:
    client = cast.client("amina")
    address = reverse("make_link", kwargs={"area": "south", "round": "autumn"})
    answer = client.post(
        address, {"organisation": str(cast.community.pk), "expires_on": IN_A_MONTH.isoformat()}
    )
    page = answer.content.decode()
    assert "<svg" in page and "style=" not in page and "no-store" in answer.headers["Cache-Control"]
    assert open_link(cast.area, answer.context["secret"]).organisation == cast.community
    listed = client.get(reverse("round_links", kwargs={"area": "south", "round": "autumn"})).content.decode()
    assert answer.context["secret"] not in listed and "St Brannock" in listed


def test_the_list_asks_the_database_the_same_number_of_times(cast: Cast, django_assert_num_queries) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = cast.client("amina")
    address = reverse("round_links", kwargs={"area": "south", "round": "autumn"})
    a_link(cast)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(10):
        a_link(cast, cast.second_community)
    with django_assert_num_queries(len(few)):
        client.get(address)


def test_taking_back_twice_changes_nothing(cast: Cast) -> None:
    link, _secret = a_link(cast)
    revoke_link(cast.amina, link)
    before = AuditEvent.objects.count()
    revoke_link(cast.amina, link)
    assert AuditEvent.objects.count() == before
