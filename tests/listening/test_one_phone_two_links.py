"""A page that one listener opened is sent after another opened their link on the same phone: it is not theirs."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from listens.core.models import Contact
from listens.listening.models import Conversation, TallyClaim
from listens.safeguarding.models import RiskReport
from tests.cast import Cast
from tests.listening.phones import a_link, phone
from tests.listening.test_capture import typed

pytestmark = pytest.mark.django_db


def conversation(cast: Cast) -> dict[str, Any]:
    return {**typed(), "client_id": str(uuid.uuid4())}


def contact(cast: Cast) -> dict[str, Any]:
    return {
        "client_id": str(uuid.uuid4()),
        "name": "Amal",
        "phone": "07700 900123",
        "language": "en",
        "told": "on",
    }


def card(cast: Cast) -> dict[str, Any]:
    return {"client_id": str(uuid.uuid4()), "age": "16-24"}


def report(cast: Cast) -> dict[str, Any]:
    return {
        "client_id": str(uuid.uuid4()),
        "in_danger": "no",
        "what_happened": "A child is alone.",
        "reach_me": "1",
    }


PAGES = {
    "/south/listen/": (conversation, Conversation),
    "/south/listen/contact/": (contact, Contact),
    "/south/listen/card/": (card, TallyClaim),
    "/south/listen/at-risk/": (report, RiskReport),
}


def link_on(client: Client, page: str) -> str:
    """What the form of the page says whose it is."""
    shown = client.get(page).content.decode()
    return shown.partition('name="link" value="')[2].partition('"')[0]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_another_link_sends_nothing(cast: Cast, page: str) -> None:
    mine, theirs = a_link(cast)[0], a_link(cast, cast.second_community)[0]
    filled_in, kept = PAGES[page]
    sent = {**filled_in(cast), "link": link_on(phone(cast, mine), page)}
    assert sent["link"] == str(mine.pk)
    answer = phone(cast, theirs).post(page, sent)
    assert not kept.objects.exists()
    said = answer.content.decode()
    assert "another listener&#x27;s link" in said
    if kept is RiskReport:  # nothing is lost, and nobody believes that it was sent
        assert "NOT SENT: RING NOW" in said and "A child is alone." in said
        assert link_on(phone(cast, theirs), page) == str(theirs.pk)
    else:
        assert answer.status_code == 409
    assert phone(cast, mine).post(page, sent).status_code == 302
    assert kept.objects.count() == 1


def test_a_report_typed_under_another_link_goes_to_nobody_elses_leads(cast: Cast) -> None:
    mine, theirs = a_link(cast)[0], a_link(cast, cast.second_community)[0]
    sent = {"schema_version": 1, **report(cast), "in_danger": False, "link": str(mine.pk)}
    address = "/south/api/v1/risk-reports/"
    refused = phone(cast, theirs).post(address, sent, content_type="application/json")
    assert refused.status_code == 409 and not RiskReport.objects.exists()
    assert (
        phone(cast, mine).post(address, sent, content_type="application/json").json()["outcome"] == "created"
    )
    assert RiskReport.objects.get().alarm.organisation == cast.community
