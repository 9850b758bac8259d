"""What is asked depends on how somebody listened: one to one, at a table, person after person."""

from __future__ import annotations

from html import unescape

from django.urls import reverse

from listens.listening import codes
from listens.listening.actions import revoke_link
from listens.listening.models import Conversation, Note
from listens.safeguarding.models import RingNumber
from tests.cast import Cast
from tests.listening.phones import a_link, phone
from tests.listening.test_capture import CAPTURE, typed

ANOTHER = {"client_id": "0a4f2b5e-53c7-4f8e-8b0e-0d4a7c1c2f10"}


def test_a_table_is_asked_for_each_note_on_its_own(cast: Cast) -> None:
    """Without a script: three empty notes for each prompt, no consent carried over, and how many sat there."""
    sent = typed(channel="table-talk", mode="one-to-one", **{"note-1-0-may_quote": "on"})
    page = phone(cast).post(CAPTURE, sent).content.decode()
    assert not Conversation.objects.exists()
    assert "Agreed by the person who said it" in page and "How many people sat at the table?" in page
    assert 'name="note-1-2-text"' in page and 'name="note-2-2-text"' in page
    assert "checked" not in page.split('name="note-1-0-may_quote"')[1][:80]
    assert "The damp" in page and "There is a problem" not in page
    assert 'name="people_heard" value="1"' not in page


def test_a_table_shares_a_slip_and_a_note_may_have_its_own(cast: Cast) -> None:
    sent = typed(
        channel="table-talk",
        mode="table-talk",
        people_heard="14",
        table_slip="ABCDE-FGHJA",
        **{
            "count-1": "2",
            "note-1-0-may_quote": "on",
            "note-1-1-text": "And the lift.",
            "note-1-1-voice": "listener",
            "note-1-1-slip": "7KQDM-2XR91",
        },
    )
    assert phone(cast).post(CAPTURE, sent).status_code == 302
    first, second = Note.objects.order_by("position")
    assert first.slip_digest == codes.slip_digest(cast.area, "ABCDE-FGHJA")
    assert second.slip_digest == codes.slip_digest(cast.area, "7KQDM-2XR91")
    assert (first.may_quote, second.may_quote) == (True, False)
    assert first.conversation.people_heard == 14


def test_a_slip_of_a_table_is_no_slip_of_one_person(cast: Cast) -> None:
    assert phone(cast).post(CAPTURE, typed(table_slip="ABCDE-FGHJA")).status_code == 302
    assert not Note.objects.get().slip_digest


def test_on_a_walk_the_next_person_follows_at_the_same_place(cast: Cast) -> None:
    client = phone(cast)
    facts = {"channel": "school-gate", "mode": "walk", "setting": "School gate", "ward": cast.ward.code}
    sent = typed(
        next="1", heard="3", people_heard="2", language="so", **facts, **{"note-1-0-slip": "7KQDM-2XR91"}
    )
    for _ in range(2):  # a reload sends it again: it is there once, and counted once
        page = client.post(CAPTURE, sent).content.decode()
        assert "Heard so far: 5." in page and 'name="heard" value="5"' in page
    assert Conversation.objects.get().channel == "school-gate"
    assert 'value="School gate"' in page and f'value="{cast.ward.code}" selected' in page
    assert '<option value="so" selected' in page
    assert " checked" in page.split('value="school-gate"')[1][:80]
    assert "The damp" not in page and "AB12" not in page and typed()["client_id"] not in page
    assert "autofocus" in page.split('name="note-1-0-text"')[1][:200]
    assert client.post(CAPTURE, typed(**facts, **ANOTHER))["Location"] == reverse(
        "thanks", kwargs={"area": "south"}
    )
    assert Conversation.objects.count() == 2


def test_what_is_wrong_with_one_person_is_said_before_the_next(cast: Cast) -> None:
    sent = typed(next="1", channel="walk", mode="walk", **{"note-1-0-text": " "})
    page = phone(cast).post(CAPTURE, sent).content.decode()
    assert (
        "at least one note" in page and 'name="heard" value="0"' in page and not Conversation.objects.exists()
    )


def test_a_link_taken_back_says_whom_to_see_and_whom_to_ring(cast: Cast) -> None:
    RingNumber.objects.create(area=cast.area, name="Ada, safeguarding lead", telephone="020 7946 0001")
    link, _secret = a_link(cast)
    client = phone(cast, link)
    revoke_link(cast.amina, link)
    for page in ("capture", "phone", "at_risk"):
        answer = client.get(reverse(page, kwargs={"area": "south"}))
        words = unescape(answer.content.decode())
        assert answer.status_code == 403
        for said in ("was taken back", cast.community.name, "tel:02079460001", "999"):
            assert said in words, (page, said)
