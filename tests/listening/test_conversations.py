"""Conversations that phones send: stored once each, and never lost for being odd."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.urls import reverse

from listens.core import access
from listens.core.acting import Refused
from listens.core.models import AuditEvent
from listens.listening.actions import receive_conversations, revoke_link
from listens.listening.letters import BadEnvelope
from listens.listening.models import Conversation, ConversationReview, Note
from tests.cast import TODAY, Cast
from tests.listening.phones import a_link, envelope, holder_of, item, note, phone


@pytest.fixture
def link(cast: Cast):
    return a_link(cast)[0]


def send(cast: Cast, link, *items):
    return receive_conversations(holder_of(link), cast.area, envelope(*items))


def test_a_conversation_is_stored_as_it_was_said(cast: Cast, link) -> None:
    sent = item(
        note("Mould  on the wall.\nAgain.", may_quote=True, slip="ABCDE-FGHJA"),
        channel="table-talk",
        ward="E05014117",
        people_heard=7,
    )
    assert send(cast, link, sent) == [{"client_id": sent["client_id"], "outcome": "created", "problems": []}]
    kept = Conversation.objects.get()
    assert (kept.round, kept.organisation, kept.ward, kept.people_heard) == (
        cast.round,
        cast.community,
        cast.ward,
        7,
    )
    assert kept.link == link and kept.received_on == TODAY and not kept.reviews.exists()
    said = Note.objects.get()
    assert said.text == "Mould  on the wall.\nAgain." and said.prompt == cast.round.prompts.get(position=1)
    assert said.may_quote and not said.may_evaluate and not said.may_use_outside_ai
    assert said.slip_digest and "ABCDE" not in said.slip_digest


def test_sending_again_is_a_duplicate_and_other_words_a_conflict(cast: Cast, link) -> None:
    sent = item()
    send(cast, link, sent)
    assert send(cast, link, sent)[0]["outcome"] == "duplicate"
    changed = {**sent, "notes": [note("Something else.")]}
    [answer] = send(cast, link, changed)
    assert answer["outcome"] == "conflict" and answer["problems"]
    assert Note.objects.get().text == "The damp never goes."


def test_one_bad_item_never_stops_the_rest(cast: Cast, link) -> None:
    bad = item(note("half \ud800 a character"))
    answers = send(cast, link, item(), bad, "no conversation", {"client_id": 7}, item())
    assert [answer["outcome"] for answer in answers] == [
        "created",
        "invalid",
        "invalid",
        "invalid",
        "created",
    ]
    assert all(answer["problems"] for answer in answers[1:4])
    assert Conversation.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"notes": [note("NUL \x00 here")]},
        {"notes": [note("x" * 10_001)]},
        {"notes": "none"},
        {"notes": [3]},
        {"notes": [note(text=5)]},
        {"client_id": "not-an-id"},
        {"setting": {"a": 1}},
        {"ward": "\x00"},
    ],
)
def test_what_cannot_be_opened_is_refused_with_a_sentence(cast: Cast, link, wrong) -> None:
    [answer] = send(cast, link, item(**wrong))
    assert answer["outcome"] == "invalid" and answer["problems"][0].endswith((".", "text."))
    assert not Conversation.objects.exists()


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        ({"held_on": (TODAY - dt.timedelta(days=200)).isoformat()}, "outside the dates"),
        ({"held_on": (TODAY + dt.timedelta(days=2)).isoformat()}, "still to come"),
        ({"held_on": "yesterday"}, "no real date"),
        ({"ward": "E05099999"}, "do not know the ward"),
        ({"people_heard": -3}, "cannot be right"),
        ({"people_heard": 100000}, "cannot be right"),
        ({"people_heard": True}, "cannot be right"),
        ({"people_heard": 2, "notes": [note(times_said=4)]}, "4 people put their mark"),
        ({"channel": "telepathy"}, "what kind"),
        ({"notes": []}, "No note"),
        ({"notes": [note(prompt="77")]}, "question"),
    ],
)
def test_what_is_odd_is_stored_and_needs_attention(cast: Cast, link, odd, words) -> None:
    [answer] = send(cast, link, item(**odd))
    assert answer["outcome"] == "created"
    review = ConversationReview.objects.get()
    assert review.state == "attention" and words in review.reason and review.by.is_system


def test_days_of_grace_still_count(cast: Cast, link) -> None:
    cast.round.windows.filter(stage="listening").update(closes_on=TODAY - dt.timedelta(days=3), grace_days=5)
    send(cast, link, item())
    assert not ConversationReview.objects.exists()


def test_a_flood_from_one_link_is_held_for_a_person(cast: Cast, link) -> None:
    send(cast, link, *[item() for _ in range(60)])
    assert not ConversationReview.objects.exists()
    send(cast, link, item())
    assert "one day" in ConversationReview.objects.get().reason


def test_one_audit_row_for_a_request_and_it_names_no_conversation(cast: Cast, link) -> None:
    before = AuditEvent.objects.count()
    send(cast, link, item(), item())
    [row] = AuditEvent.objects.order_by("seq")[before:]
    assert row.detail == {"created": 2} and row.subject_id == ""


def test_the_number_of_queries_does_not_grow_with_the_items(
    cast: Cast, link, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(35):
        send(cast, link, *[item(note(), note()) for _ in range(50)])


def test_a_link_taken_back_lets_nothing_in(cast: Cast, link) -> None:
    revoke_link(cast.amina, link)
    with pytest.raises(Refused, match="taken back"):
        send(cast, link, item())


def test_a_link_of_another_area_lets_nothing_in(cast: Cast, link) -> None:
    with pytest.raises(access.Denied):
        receive_conversations(holder_of(link), cast.other_area, envelope(item()))


def test_an_account_says_which_round_and_organisation(cast: Cast) -> None:
    good = item(round="autumn", organisation=str(cast.second_community.pk))
    answers = receive_conversations(
        cast.amina, cast.area, envelope(good, item(round="spring"), item(round="autumn", organisation="x"))
    )
    assert [answer["outcome"] for answer in answers] == ["created", "invalid", "invalid"]
    assert Conversation.objects.get().organisation == cast.second_community


@pytest.mark.parametrize(
    "payload", [None, [], {"items": []}, {"schema_version": 2, "items": []}, {"schema_version": 1}]
)
def test_an_envelope_of_another_version_is_refused_whole(cast: Cast, link, payload) -> None:
    with pytest.raises(BadEnvelope):
        receive_conversations(holder_of(link), cast.area, payload)


class TestOverHttp:
    def post(self, client, cast: Cast, body, name="api_conversations"):
        address = reverse(name, kwargs={"area": cast.area.slug})
        return client.post(address, body, content_type="application/json")

    def test_results_come_as_the_contract_says(self, cast: Cast, link) -> None:
        sent = item()
        answer = self.post(phone(cast, link), cast, json.dumps(envelope(sent)))
        assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("application/json")
        assert answer.json() == {
            "results": [{"client_id": sent["client_id"], "outcome": "created", "problems": []}]
        }

    def test_without_a_session_the_answer_is_401_json(self, cast: Cast, client) -> None:
        answer = self.post(client, cast, json.dumps(envelope(item())))
        assert answer.status_code == 401 and "problem+json" in answer.headers["Content-Type"]

    @pytest.mark.parametrize(
        "body", [b" ", b"{", b"\xff\xfe", b"[]", b'{"schema_version":1}', b"[" * 100_000]
    )
    def test_what_is_no_envelope_is_a_400(self, cast: Cast, link, body) -> None:
        answer = self.post(phone(cast, link), cast, body)
        assert answer.status_code == 400 and answer.json()["detail"]

    def test_too_many_at_once_is_a_400(self, cast: Cast, link) -> None:
        answer = self.post(phone(cast, link), cast, json.dumps(envelope(*[{}] * 501)))
        assert answer.status_code == 400 and "500" in answer.json()["detail"]

    def test_a_link_taken_back_is_a_403_in_plain_words(self, cast: Cast, link) -> None:
        client = phone(cast, link)
        revoke_link(cast.amina, link)
        answer = self.post(client, cast, json.dumps(envelope(item())))
        assert answer.status_code == 403 and "taken back" in answer.json()["detail"]

    def test_a_token_is_needed_and_given_fresh(self, cast: Cast, link) -> None:
        from django.test import Client

        strict = Client(enforce_csrf_checks=True)
        strict.cookies = phone(cast, link).cookies
        assert self.post(strict, cast, json.dumps(envelope(item()))).status_code == 403
        given = strict.get(reverse("api_csrf", kwargs={"area": cast.area.slug}))
        assert given.headers["Cache-Control"].find("no-store") >= 0
        answer = strict.post(
            reverse("api_conversations", kwargs={"area": cast.area.slug}),
            json.dumps(envelope(item())),
            content_type="application/json",
            headers={"X-CSRFToken": given.json()["token"]},
        )
        assert answer.status_code == 200
