"""The listener's page as a plain form: what it shows, keeps and refuses."""

from __future__ import annotations

import pytest
from django.urls import reverse

from listens.listening.models import Conversation, Note
from tests.cast import Cast
from tests.listening.phones import phone

CAPTURE = "/south/listen/"


def typed(**more):
    return {
        "client_id": "5d0c3c1e-0f0a-4a3e-9a39-7a0d1c8b1f13",
        "channel": "one-to-one",
        "people_heard": "1",
        "held_on-day": "16",
        "held_on-month": "11",
        "held_on-year": "2026",
        "language": "en",
        "count-1": "1",
        "count-2": "1",
        "note-1-0-text": "The damp\r\nnever goes.",
        "note-1-0-voice": "read_back",
        "note-2-0-voice": "listener",
        **more,
    }


def test_it_shows_prompts_script_and_what_to_do_at_risk(cast: Cast) -> None:
    page = phone(cast).get(CAPTURE).content.decode()
    for words in ("What is putting pressure on you", "What makes you angry", "I am a volunteer from", "999"):
        assert words in page
    assert (
        'name="note-1-0-may_quote"' in page
        and "checked" not in page.split('name="note-1-0-may_quote"')[1][:80]
    )
    assert "Lambeth" in page and "Stockwell East" in page


def test_what_was_typed_is_sent_once(cast: Cast) -> None:
    client = phone(cast)
    for _ in range(2):  # a second press, a reload
        assert client.post(CAPTURE, typed())["Location"] == reverse("thanks", kwargs={"area": "south"})
    assert Note.objects.get().text == "The damp\nnever goes."
    assert Note.objects.get().voice == "read_back"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"held_on-day": "31", "held_on-month": "2"}, "real date"),
        ({"held_on-year": "2027"}, "still to come"),
        ({"people_heard": "0"}, "greater than or equal to 1"),
        ({"note-1-0-text": " "}, "at least one note"),
        ({"note-1-0-slip": "none"}, "typing error"),
        ({"channel": "table-talk", "mode": "table-talk", "table_slip": "none"}, "typing error"),
        ({"note-1-0-text": "x" * 10_001}, "too long for one note"),
        ({"note-1-0-text": "a\x00b"}, "Null characters"),
        ({"ward": "E05099999"}, "Select a valid choice"),
        ({"channel": "imported"}, "Select a valid choice"),
    ],
)
def test_an_error_is_told_and_what_was_typed_comes_back(cast: Cast, wrong, words) -> None:
    answer = phone(cast).post(CAPTURE, typed(setting="School gate", **wrong))
    page = answer.content.decode()
    assert answer.status_code == 200 and words in page and "There is a problem" in page
    assert "School gate" in page and not Conversation.objects.exists()


def test_adding_a_box_is_not_sending(cast: Cast) -> None:
    answer = phone(cast).post(CAPTURE, typed(add="1", **{"held_on-day": ""}))
    page = answer.content.decode()
    assert 'name="note-1-1-text"' in page and "The damp" in page and "problem" not in page
    assert 'class="nhsuk-error-message"' not in page and not Conversation.objects.exists()


@pytest.mark.parametrize("count", ["", "x", "-1", "999999999", "0"])
def test_a_count_nobody_typed_does_no_harm(cast: Cast, count: str) -> None:
    assert phone(cast).post(CAPTURE, typed(**{"count-1": count})).status_code in (200, 302)


def test_without_a_link_one_is_asked_for(cast: Cast, client) -> None:
    assert client.get(CAPTURE)["Location"] == reverse("open_link", kwargs={"area": "south"})


@pytest.mark.parametrize("page", ["contact", "card"])
def test_empty_forms_about_people_tell_what_is_missing(cast: Cast, page: str) -> None:
    client = phone(cast)
    address = reverse(page, kwargs={"area": "south"})
    answer = client.post(address, {"client_id": "5d0c3c1e-0f0a-4a3e-9a39-7a0d1c8b1f14", "language": "en"})
    assert answer.status_code == 200 and "There is a problem" in answer.content.decode()


def test_in_arabic_unread_translations_are_blocked(cast: Cast) -> None:
    page = phone(cast).get(CAPTURE, headers={"Accept-Language": "ar"}).content.decode()
    assert 'dir="rtl"' in page and "I am a volunteer from" in page
