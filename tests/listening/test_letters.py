"""Sealed on the phone, opened here: once, under its own link, and whatever does not open is answered in words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from listens.core import letterbox
from listens.core.models import Contact
from listens.listening.models import Conversation, HeardTally, Note
from tests.cast import Cast
from tests.listening.phones import a_link, envelope, item, phone

pytestmark = pytest.mark.django_db


def sealed(cast: Cast, content: dict[str, Any]) -> dict[str, Any]:
    bound_to = f"{cast.area.slug} {content['client_id']}"
    letter = letterbox.seal_letter(cast.area, json.dumps(content).encode(), bound_to)
    return {"client_id": content["client_id"], "sealed": letter}


def post(client, payload, where="conversations") -> Any:
    return client.post(f"/south/api/v1/{where}/", payload, content_type="application/json")


def test_a_letter_arrives_once_however_often_it_is_sealed(cast: Cast) -> None:
    client, sent = phone(cast), item()
    first = post(client, envelope(sealed(cast, sent))).json()["results"]
    again = post(client, envelope(sealed(cast, sent), sent)).json()["results"]
    assert [one["outcome"] for one in first + again] == ["created", "duplicate", "duplicate"]
    other = sealed(cast, {**sent, "setting": "kitchen table"})
    assert post(client, envelope(other)).json()["results"][0]["outcome"] == "conflict"
    assert Note.objects.get().text == "The damp never goes."


def test_one_letter_that_was_changed_stops_no_other(cast: Cast) -> None:
    bad, good = sealed(cast, item()), sealed(cast, item())
    bad["sealed"]["text"] = "AAAA" + bad["sealed"]["text"][4:]
    moved = {**sealed(cast, item()), "client_id": item()["client_id"]}
    results = post(phone(cast), envelope(bad, good, moved)).json()["results"]
    assert [one["outcome"] for one in results] == ["invalid", "created", "invalid"]
    assert "Save a copy" in results[0]["problems"][0]


def test_letters_of_another_link_are_not_taken(cast: Cast) -> None:
    mine, theirs = a_link(cast)[0], a_link(cast)[0]
    letters = {**envelope(sealed(cast, item())), "link": str(theirs.pk)}
    answer = post(phone(cast, mine), letters)
    assert answer.status_code == 409 and "another link" in answer.json()["detail"]
    assert not Conversation.objects.exists()
    assert post(phone(cast, theirs), letters).json()["results"][0]["outcome"] == "created"


def test_the_token_comes_with_the_link_that_is_open(cast: Cast) -> None:
    link = a_link(cast)[0]
    assert phone(cast, link).get("/south/api/v1/csrf/").json()["link"] == str(link.pk)
    assert cast.client_of_actor(cast.amina).get("/south/api/v1/csrf/").json()["link"] is None


def test_contacts_and_cards_may_be_letters_too(cast: Cast) -> None:
    client, one = phone(cast), {"schema_version": 1, "client_id": item()["client_id"]}
    contact = {**one, "name": "Amal", "email": "amal@example.org", "uses": ["told"]}
    assert post(client, sealed(cast, contact), "contacts").json()["outcome"] == "created"
    card = {**one, "answers": {"age": "25-34"}}
    assert post(client, sealed(cast, card), "cards").json()["outcome"] == "created"
    assert Contact.objects.count() == HeardTally.objects.count() == 1
    broken = sealed(cast, card) | {"sealed": {"key": "0"}}
    assert post(client, broken, "cards").json()["outcome"] == "invalid"
