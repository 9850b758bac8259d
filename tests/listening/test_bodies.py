"""Whatever a phone, or somebody who is none, sends as a body: an answer in words, never a broken page."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import TODAY, Cast
from tests.listening.phones import a_link, phone

PAGES = (
    "api_conversations",
    "api_conversation_states",
    "api_conversation_answers",
    "api_contacts",
    "api_cards",
    "api_risk_reports",
)
FIELDS = [
    "schema_version",
    "items",
    "client_id",
    "client_ids",
    "notes",
    "text",
    "prompt",
    "voice",
    "slip",
    "people_heard",
    "held_on",
    "channel",
    "setting",
    "ward",
    "language",
    "round",
    "organisation",
    "answers",
    "age",
    "name",
    "phone",
    "email",
    "uses",
    "offers",
    "answer_id",
    "what_happened",
    "in_danger",
    "was_interpreted",
    "times_said",
    "may_quote",
    "link",
]
ANY_TEXT = st.text(st.characters(), max_size=30)  # lone surrogates and control characters too
KNOWN = st.sampled_from(
    ["one-to-one", "wall", "read_back", TODAY.isoformat(), str(uuid.uuid4()), "25-34", "told"]
)
LEAF = st.one_of(
    st.none(), st.booleans(), st.integers(), st.integers(-(10**60), 10**60), st.floats(), ANY_TEXT, KNOWN
)
VALUES = st.recursive(
    LEAF,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(FIELDS) | ANY_TEXT, inner, max_size=8)
    ),
    max_leaves=25,
)
NOTES = st.lists(
    st.fixed_dictionaries(
        {"text": ANY_TEXT | LEAF}, optional={"prompt": VALUES, "voice": VALUES, "slip": VALUES}
    ),
    max_size=3,
)
ITEMS = st.fixed_dictionaries(
    {"client_id": st.uuids().map(str), "notes": NOTES | VALUES},
    optional=dict.fromkeys(("people_heard", "held_on", "channel", "ward", "language", "setting"), VALUES),
)
BODIES = VALUES | st.fixed_dictionaries(
    {"schema_version": st.just(1)},
    optional={
        "items": st.lists(ITEMS | VALUES, max_size=3),
        "client_id": st.uuids().map(str) | VALUES,
        **dict.fromkeys(("client_ids", "answers", "name", "phone", "email", "uses", "what_happened"), VALUES),
    },
)


def send(client: Any, cast: Cast, page: str, body: str | bytes, kind: str = "application/json") -> Any:
    return client.generic("POST", reverse(page, kwargs={"area": cast.area.slug}), body, content_type=kind)


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_json_breaks_it(cast: Cast, page: str, data: st.DataObject) -> None:
    client = cast.__dict__.get("a_phone") or cast.__dict__.setdefault("a_phone", phone(cast))
    answer = send(client, cast, page, json.dumps(data.draw(BODIES)))
    assert answer.status_code in (200, 201, 400, 403, 409), answer.content


@pytest.mark.django_db
def test_a_body_of_another_kind_is_refused_before_it_is_read(cast: Cast) -> None:
    client = phone(cast)
    for page in PAGES:
        for kind in (
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "text/plain",
            "",
        ):
            answer = send(client, cast, page, "--x\r\n\r\nitems\r\n--x--", kind)
            assert answer.status_code == 415 and answer["Content-Type"] == "application/problem+json", page
        for body in (
            "[" * 100_000,
            '{"a":' * 900 + "1" + "}" * 900,
            "NaN",
            '{"items": [Infinity]}',
            "9" * 5000,
            b"\xff",
        ):
            assert send(client, cast, page, body).status_code == 400


@pytest.mark.django_db
def test_a_number_of_people_that_is_half_a_character_needs_attention(cast: Cast) -> None:
    conversation = {
        "client_id": str(uuid.uuid4()),
        "channel": "one-to-one",
        "held_on": TODAY.isoformat(),
        "people_heard": "\ud800",
        "notes": [{"text": "The damp never goes."}],
    }
    client = phone(cast, a_link(cast)[0])
    answer = send(
        client, cast, "api_conversations", json.dumps({"schema_version": 1, "items": [conversation]})
    )
    assert answer.status_code == 200 and answer.json()["results"][0]["outcome"] == "created"


@pytest.mark.django_db
@pytest.mark.parametrize("character", ["\x00", "\x01", "\x1b", "\ufffe", "\ud800"])
def test_a_hidden_character_is_refused_in_every_body(cast: Cast, character: str) -> None:
    client, words, own = phone(cast), f"The damp{character} never goes.", str(uuid.uuid4())
    sent: dict[str, dict[str, Any]] = {
        "api_conversations": {"items": [{"client_id": own, "channel": "wall", "notes": [{"text": words}]}]},
        "api_contacts": {"client_id": own, "name": words, "phone": "07700 900123", "uses": ["told"]},
        "api_risk_reports": {"client_id": own, "what_happened": words},
    }
    for page, body in sent.items():
        answer = send(client, cast, page, json.dumps({"schema_version": 1, **body}))
        [result] = answer.json().get("results", [answer.json()])
        assert result["outcome"] == "invalid" and "character" in " ".join(result["problems"]), (page, result)
