"""What came on paper and is not clear: whoever types for that organisation sees why, and answers."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from listens.core import access
from listens.core.acting import Refused
from listens.core.models import AuditEvent
from listens.listening.actions import answer_for_paper, receive_conversations, review_conversation
from listens.listening.models import Conversation, ConversationAnswer
from listens.listening.paper.actions import type_in_sheet, type_in_wall
from tests.cast import Cast
from tests.listening.phones import a_link, envelope, holder_of, item
from tests.listening.sheets import sheets, written

ASKED = reverse("asked_about_paper", kwargs={"area": "south"})


def typed(cast: Cast, organisation=None) -> Conversation:
    [sheet] = sheets(cast, 1, organisation)
    type_in_sheet(cast.amina, sheet, written("The damp never goes."))
    return Conversation.objects.get(client_id=str(sheet.pk))


def ask(cast: Cast, conversation: Conversation, why: str = "Which Monday was it?", seen_seq: int = 0) -> None:
    review_conversation(cast.grace, conversation, state="attention", reason=why, seen_seq=seen_seq)


def answer(conversation: Conversation, text: str = "The second one.") -> dict[str, str]:
    return {"client_id": conversation.client_id, "answer_id": str(uuid.uuid4()), "text": text}


def test_the_lead_sees_why_and_never_the_words(cast: Cast) -> None:
    mine, other = typed(cast), typed(cast, cast.second_community)
    bea = cast.client("bea")
    assert "Nobody asks anything" in bea.get(ASKED).content.decode()
    ask(cast, mine), ask(cast, other, "Whose is this?")
    page = bea.get(ASKED).content.decode()
    assert "Which Monday" in page and "Sheet 1" in page and "1 person heard" in page
    assert "damp" not in page and "Whose is this" not in page and "Sheet 2" not in page
    assert "Whose is this" in cast.client("amina").get(ASKED).content.decode()
    sheet = bea.get("/south/sheets/1/mark/").content.decode()
    assert "Which Monday" in sheet and ASKED in sheet and "damp" not in sheet
    for place in ("/south/rounds/autumn/sheets/", "/south/desk/"):
        assert ASKED in bea.get(place).content.decode()


def test_the_answer_brings_it_back_to_the_front_of_the_queue(cast: Cast) -> None:
    first, second = typed(cast), typed(cast)
    ask(cast, second)
    client, words = cast.client("bea"), answer(second)
    for _time in range(2):  # sent twice
        assert client.post(ASKED, words).status_code == 302
    assert ConversationAnswer.objects.get().text == "The second one."
    row = AuditEvent.objects.get(verb="answer_for_paper")
    assert row.actor == cast.bea and row.subject_id == "" and row.detail == {"answers": 1}
    queue = cast.client("grace").get("/south/review/").content.decode()
    assert queue.index(str(second.pk)) < queue.index(str(first.pk))
    assert "Answered" in queue and "The listener answered" not in queue
    page = cast.client("grace").get(reverse("review_conversation", args=["south", second.pk]))
    assert "whoever typed it in" in page.content.decode()
    assert ASKED not in client.get("/south/desk/").content.decode()
    assert "Add to your answer" in client.get(ASKED).content.decode()
    review_conversation(cast.grace, second, state="accepted", seen_seq=1)
    assert "Nobody asks anything" in client.get(ASKED).content.decode()
    assert "It counts." in client.get("/south/sheets/2/mark/").content.decode()


def test_a_wall_is_answered_too(cast: Cast) -> None:
    wall = {
        "client_id": str(uuid.uuid4()),
        "held_on": "2026-11-16",
        "notes": [{"prompt": "1", "text": "Lift"}],
    }
    type_in_wall(cast.bea, cast.round, cast.community, wall)
    talk = Conversation.objects.get()
    ask(cast, talk)
    assert "Wall of stickies" in cast.client("bea").get(ASKED).content.decode()
    assert cast.client("bea").post(ASKED, answer(talk)).status_code == 302


@pytest.mark.parametrize("text", [" ", "x" * 1001, "a\x00"])
def test_what_cannot_be_kept_says_why(cast: Cast, text) -> None:
    one = typed(cast)
    ask(cast, one)
    page = cast.client("bea").post(ASKED, answer(one, text)).content.decode()
    assert "There is a problem" in page and not ConversationAnswer.objects.exists()


def test_nobody_answers_for_others_nor_for_a_phone(cast: Cast) -> None:
    other, open_ = typed(cast, cast.second_community), typed(cast)
    ask(cast, other)
    sent = item()
    receive_conversations(holder_of(a_link(cast)[0]), cast.area, envelope(sent))
    by_phone = Conversation.objects.get(client_id=sent["client_id"])
    ask(cast, by_phone)
    for one in (other, by_phone, open_):
        page = cast.client("bea").post(ASKED, answer(one)).content.decode()
        assert "does not wait for an answer" in page
    given = {"answer_id": uuid.uuid4(), "text": "So."}
    with pytest.raises(access.Denied):
        answer_for_paper(cast.bea, other, **given)
    for one in (by_phone, open_):
        with pytest.raises(Refused, match="does not wait"):
            answer_for_paper(cast.amina, one, **given)
    assert not ConversationAnswer.objects.exists()


def test_eight_cost_what_two_cost(cast: Cast, django_assert_max_num_queries) -> None:
    client, counts = cast.client("bea"), []
    for many in (2, 6):
        for _n in range(many):
            ask(cast, typed(cast))
        with django_assert_max_num_queries(60) as seen:
            client.get(ASKED)
        counts.append(len(seen))
    assert counts[0] == counts[1]
