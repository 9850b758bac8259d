"""A reviewer says why, the listener is told and can answer; the log says who decided what."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from listens.core import access
from listens.core.acting import Refused
from listens.core.models import Actor, AuditEvent, Grant
from listens.listening.actions import (
    answer_reviewer,
    export_review_log,
    list_reasons,
    receive_conversations,
    review_conversation,
    revoke_link,
    settle_conversations,
    start_round,
)
from listens.listening.models import Conversation, ConversationAnswer, ConversationReview, ReviewReason
from tests.browser import check_page, picture, sign_in
from tests.cast import TODAY, Cast
from tests.listening.phones import a_link, envelope, holder_of, item, phone

LINES = ["A name is in it", "It is not clear"]
ADDRESS = "/south/api/v1/conversations/"


def sent(cast: Cast, link=None, **more) -> Conversation:
    whole = item(**more)
    receive_conversations(holder_of(link or a_link(cast)[0]), cast.area, envelope(whole))
    return Conversation.objects.get(client_id=whole["client_id"])


def asked(cast: Cast, conversation: Conversation, reason: str = "Which Monday was it?") -> ConversationReview:
    seq = conversation.reviews.count()
    return review_conversation(cast.grace, conversation, state="attention", reason=reason, seen_seq=seq)


def answer(conversation: Conversation, words: str = "The second one.", **more) -> dict[str, str]:
    return {
        "client_id": conversation.client_id,
        "answer_id": str(uuid.uuid4()),
        "text": words,
        **more,
    }


def post(client: Client, what: str, payload: object) -> tuple[int, dict]:
    said = client.post(f"{ADDRESS}{what}/", json.dumps(payload), content_type="application/json")
    return said.status_code, said.json()


@pytest.fixture
def link(cast: Cast):
    return a_link(cast)[0]


class TestReasons:
    def test_a_first_round_brings_a_list_to_start_from(self, cast: Cast) -> None:
        words = {"prompts": ["What would you change?"], "concerns": []}
        start_round(cast.amina, cast.area, slug="spring", name="Spring", **words)
        first = list(ReviewReason.objects.values_list("text", flat=True))
        assert len(first) == 6 and "It is not clear what was said" in first
        list_reasons(cast.amina, cast.area, LINES)
        start_round(cast.amina, cast.area, slug="summer", name="Summer", **words)
        assert ReviewReason.objects.filter(retired_on=None).count() == 2

    def test_what_leaves_the_list_retires_and_may_come_back(self, cast: Cast) -> None:
        list_reasons(cast.amina, cast.area, LINES)
        gone, stays = ReviewReason.objects.all()
        list_reasons(cast.amina, cast.area, ["Sent twice", "it is not  CLEAR"])
        gone.refresh_from_db(), stays.refresh_from_db()
        assert gone.retired_on == TODAY and stays.retired_on is None and stays.position == 2
        list_reasons(cast.amina, cast.area, LINES)
        gone.refresh_from_db()
        assert gone.retired_on is None and ReviewReason.objects.count() == 3

    def test_the_same_list_again_leaves_no_trace(self, cast: Cast) -> None:
        list_reasons(cast.amina, cast.area, LINES)
        list_reasons(cast.amina, cast.area, LINES)
        assert AuditEvent.objects.filter(verb="list_reasons").count() == 1

    @pytest.mark.parametrize(
        "lines", [[" "], ["x" * 121], ["A", "a "], ["A\x00"], [str(n) for n in range(21)], ["\ufdfa" * 100]]
    )
    def test_a_list_that_makes_no_sense_is_refused(self, cast: Cast, lines) -> None:
        with pytest.raises(Refused):
            list_reasons(cast.amina, cast.area, lines)
        with pytest.raises(access.Denied):
            list_reasons(cast.grace, cast.area, LINES)

    def test_a_review_keeps_the_words_of_its_day(self, cast: Cast) -> None:
        list_reasons(cast.amina, cast.area, LINES)
        name = ReviewReason.objects.get(text=LINES[0])
        conversation = sent(cast)
        both = {"state": "attention", "listed": name}
        first = review_conversation(
            cast.grace, conversation, seen_seq=0, reason="In the second note.", **both
        )
        assert first.reason == "A name is in it: In the second note."
        assert review_conversation(cast.grace, conversation, seen_seq=1, **both).reason == LINES[0]
        list_reasons(cast.amina, cast.area, LINES[1:])
        name.refresh_from_db()
        with pytest.raises(Refused, match="not on the list"):
            review_conversation(cast.grace, conversation, seen_seq=2, state="set_aside", listed=name)

    def test_a_reviewer_picks_on_the_page(self, cast: Cast) -> None:
        list_reasons(cast.amina, cast.area, LINES)
        conversation = sent(cast)
        address = reverse("review_conversation", args=["south", conversation.pk])
        picked = str(ReviewReason.objects.get(text=LINES[1]).pk)
        typed = {"state": "attention", "listed": picked, "reason": "", "seen_seq": "0"}
        assert cast.client("grace").post(address, typed).status_code == 302
        assert ConversationReview.objects.get().reason == LINES[1]
        typed = {"state": "set_aside", "listed": "", "reason": "", "seen_seq": "1"}
        assert "Say why" in cast.client("grace").post(address, typed).content.decode()

    def test_an_organiser_changes_the_list_on_its_page(self, cast: Cast) -> None:
        client, address = cast.client("amina"), reverse("list_reasons", args=["south"])
        assert "sent twice" in client.get(address).content.decode()
        assert "twice" in client.post(address, {"reasons": "A\nA"}).content.decode()
        assert client.post(address, {"reasons": "A\nB"}).status_code == 302
        assert [one.text for one in ReviewReason.objects.all()] == ["A", "B"]


class TestStates:
    def test_a_phone_learns_what_became_of_its_own(self, cast: Cast, link) -> None:
        new, open_, kept, gone = [sent(cast, link) for _ in range(4)]
        asked(cast, open_)
        review_conversation(cast.grace, kept, state="accepted", seen_seq=0)
        review_conversation(cast.grace, gone, state="set_aside", reason="A try.", seen_seq=0)
        others = sent(cast)
        ids = [one.client_id for one in (new, open_, kept, gone, others)]
        status, said = post(phone(cast, link), "states", {"client_ids": [*ids, "no such id"]})
        assert status == 200
        assert [(one["state"], one["reason"], one["can_answer"]) for one in said["states"]] == [
            ("received", "", False),
            ("attention", "Which Monday was it?", True),
            ("accepted", "", False),
            ("set_aside", "A try.", False),
            ("unknown", "", False),
            ("unknown", "", False),
        ]
        assert [one["client_id"] for one in said["states"]] == [*ids, "no such id"]

    def test_a_settled_conversation_is_known_by_its_id_alone(self, cast: Cast, link) -> None:
        conversation = sent(cast, link)
        accept_and_settle(cast, conversation)
        loud = conversation.client_id.upper()
        _status, said = post(phone(cast, link), "states", {"client_ids": [loud]})
        [one] = said["states"]
        assert (one["client_id"], one["state"], one["can_answer"]) == (loud, "accepted", False)

    @pytest.mark.parametrize(
        "payload", [[], {}, {"client_ids": "x"}, {"client_ids": [1]}, {"client_ids": ["a\x00"]}]
    )
    def test_what_names_nothing_is_a_bad_request(self, cast: Cast, link, payload) -> None:
        assert post(phone(cast, link), "states", payload)[0] == 400
        assert post(phone(cast, link), "states", {"client_ids": ["a"] * 201})[0] == 400

    def test_two_hundred_cost_what_one_costs(self, cast: Cast, link, django_assert_num_queries) -> None:
        from listens.listening import sent_fetch

        ids = [sent(cast, link).client_id for _ in range(12)]
        for some in (ids[:1], ids + [str(uuid.uuid4()) for _ in range(188)]):
            with django_assert_num_queries(1):
                assert len(sent_fetch.states(link, some)) == len(some)

    def test_a_link_taken_back_learns_nothing_more(self, cast: Cast, link) -> None:
        client = phone(cast, link)
        revoke_link(cast.amina, link)
        assert post(client, "states", {"client_ids": []})[0] == 403
        assert post(client, "answers", answer(sent(cast)))[0] == 403


def accept_and_settle(cast: Cast, conversation: Conversation) -> None:
    seq = conversation.reviews.count()
    review_conversation(cast.grace, conversation, state="accepted", seen_seq=seq)
    ConversationReview.objects.update(at=dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC))
    assert settle_conversations(Actor.system("clock"), cast.area) == 1


class TestAnswers:
    def test_an_answer_is_kept_once(self, cast: Cast, link) -> None:
        conversation = sent(cast, link)
        asked(cast, conversation)
        words, client = answer(conversation), phone(cast, link)
        assert post(client, "answers", words)[1]["outcome"] == "created"
        assert post(client, "answers", words)[1]["outcome"] == "duplicate"
        other = {**words, "text": "The first one."}
        said = post(client, "answers", other)[1]
        assert said["outcome"] == "conflict" and said["problems"]
        kept = ConversationAnswer.objects.get()
        assert (kept.text, kept.to_seq) == ("The second one.", 1)

    def test_the_trail_does_not_say_which_conversation(self, cast: Cast, link) -> None:
        conversation = sent(cast, link)
        asked(cast, conversation)
        answer_reviewer(holder_of(link), cast.area, answer(conversation))
        row = AuditEvent.objects.get(verb="answer_reviewer")
        assert row.subject_id == "" and row.detail == {"answers": 1}

    @pytest.mark.parametrize(
        "more",
        [
            {"text": " "},
            {"text": "x" * 1001},
            {"text": "a\x00"},
            {"text": 7},
            {"answer_id": "seven"},
            {"client_id": "nobody's"},
            {"sealed": "no letter"},
        ],
    )
    def test_what_cannot_be_kept_says_why(self, cast: Cast, link, more) -> None:
        conversation = sent(cast, link)
        asked(cast, conversation)
        said = answer_reviewer(holder_of(link), cast.area, answer(conversation, **more))
        assert said["outcome"] == "invalid" and said["problems"]
        assert not ConversationAnswer.objects.exists()

    def test_only_its_own_link_answers_and_only_when_asked(self, cast: Cast, link) -> None:
        conversation = sent(cast, link)
        assert answer_reviewer(holder_of(link), cast.area, answer(conversation))["outcome"] == "invalid"
        asked(cast, conversation)
        other = holder_of(a_link(cast)[0])
        assert answer_reviewer(other, cast.area, answer(conversation))["outcome"] == "invalid"
        with pytest.raises(access.Denied):
            answer_reviewer(cast.amina, cast.area, answer(conversation))
        assert post(phone(cast, link), "answers", {**answer(conversation), "link": str(other.pk)})[0] == 409
        review_conversation(cast.grace, conversation, state="accepted", seen_seq=1)
        assert answer_reviewer(holder_of(link), cast.area, answer(conversation))["outcome"] == "invalid"

    def test_answers_have_an_end(self, cast: Cast, link) -> None:
        conversation = sent(cast, link)
        asked(cast, conversation)
        outcomes = [
            answer_reviewer(holder_of(link), cast.area, answer(conversation))["outcome"] for _ in range(11)
        ]
        assert outcomes == ["created"] * 10 + ["invalid"]

    def test_the_answered_come_first_until_somebody_decides(self, cast: Cast, link) -> None:
        older, newer = sent(cast, link), sent(cast, link)
        Conversation.objects.filter(pk=older.pk).update(received_on=TODAY - dt.timedelta(days=3))
        asked(cast, newer)
        answer_reviewer(holder_of(link), cast.area, answer(newer, "It was Mrs Osei who said so."))
        queue = cast.client("grace").get("/south/review/").content.decode()
        assert queue.index(str(newer.pk)) < queue.index(str(older.pk))
        assert "The listener answered" in queue and "Osei" not in queue
        page = cast.client("grace").get(reverse("review_conversation", args=["south", newer.pk]))
        page = page.content.decode()
        assert page.index("Which Monday") < page.index("Osei")
        asked(cast, newer, "Take the name out, please.")
        assert "The listener answered" not in cast.client("grace").get("/south/review/").content.decode()

    def test_answers_go_when_the_conversation_settles(self, cast: Cast, link) -> None:
        conversation, other = sent(cast, link), sent(cast, link)
        for one in (conversation, other):
            asked(cast, one)
            answer_reviewer(holder_of(link), cast.area, answer(one))
        accept_and_settle(cast, conversation)
        assert ConversationAnswer.objects.get().conversation == other


class TestSentPage:
    def test_it_shows_states_and_never_the_words(self, cast: Cast, link) -> None:
        conversation = sent(cast, link, people_heard=7)
        sent(cast)
        asked(cast, conversation)
        page = phone(cast, link).get("/south/listen/sent/").content.decode()
        assert "7 people heard" in page and "Which Monday" in page and "damp" not in page
        assert page.count("app-note-box") == 1

    def test_a_listener_answers_on_the_page(self, cast: Cast, link) -> None:
        conversation, client = sent(cast, link), phone(cast, link)
        asked(cast, conversation)
        said = client.post("/south/listen/sent/", answer(conversation, " "))
        assert "Error" in said.content.decode() and not ConversationAnswer.objects.exists()
        assert client.post("/south/listen/sent/", answer(conversation)).status_code == 302
        assert "You answered" in client.get("/south/listen/sent/").content.decode()
        assert ConversationAnswer.objects.get().text == "The second one."

    def test_somebody_elses_conversation_is_refused_in_words(self, cast: Cast, link) -> None:
        others = sent(cast)
        asked(cast, others)
        said = phone(cast, link).post("/south/listen/sent/", answer(others))
        assert "does not wait for an answer" in said.content.decode()


class TestLog:
    def test_it_says_who_decided_what_and_no_words(self, cast: Cast, link) -> None:
        conversation = sent(cast, link)
        asked(cast, conversation, "=1+1")
        review_conversation(cast.grace, conversation, state="accepted", seen_seq=1)
        rows = list(csv.DictReader(io.StringIO(export_review_log(cast.amina, cast.area))))
        assert [(row["by"], row["state"], row["reason"]) for row in rows] == [
            ("Grace", "attention", "'=1+1"),
            ("Grace", "accepted", ""),
        ]
        assert {row["conversation"] for row in rows} == {str(conversation.pk)}
        assert "damp" not in str(rows) and ":" not in rows[0]["decided_on"]
        assert AuditEvent.objects.get(verb="export_review_log").detail == {"rows": 2}
        with pytest.raises(access.Denied):
            export_review_log(cast.grace, cast.area)
        Grant.objects.filter(actor=cast.pat).update(role="organiser")
        with pytest.raises(access.Denied, match="public body"):  # a reason may say what a note says
            export_review_log(cast.pat, cast.area)

    def test_the_queue_leads_to_it(self, cast: Cast) -> None:
        page = cast.client("amina").get("/south/review/").content.decode()
        assert "/south/review/log.csv" in page and "/south/review/reasons/" in page
        answer = cast.client("amina").get("/south/review/log.csv")
        assert answer["Content-Type"].startswith("text/csv")
        assert "log.csv" not in cast.client("grace").get("/south/review/").content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locale", ["en-GB", "ar"])
def test_a_reviewer_asks_and_the_listener_answers(cast: Cast, new_page, locale) -> None:
    link = a_link(cast)[0]
    list_reasons(cast.amina, cast.area, LINES)
    conversation = sent(cast, link)
    review_conversation(cast.grace, sent(cast, link), state="accepted", seen_seq=0)
    desk = new_page(locale=locale)
    sign_in(desk, cast.grace)
    desk.goto(reverse("review_conversation", args=["south", conversation.pk]))
    check_page(desk)
    desk.locator("input[name=state][value=attention]").check()
    desk.get_by_label(LINES[1]).check()
    picture(desk, f"review-{locale}")
    desk.locator(".app-form button[type=submit]").click()
    mobile = new_page(locale=locale)
    sign_in(mobile, holder_of(link))
    mobile.goto("/south/listen/sent/")
    check_page(mobile)
    picture(mobile, f"sent-{locale}")
    mobile.locator("textarea").fill("It was the second Monday.")
    mobile.locator(".app-form button[type=submit]").click()
    mobile.locator(".nhsuk-notification-banner, .app-messages, [role=status]").first.wait_for()
    check_page(mobile)
    desk.goto("/south/review/")
    check_page(desk)
    assert ConversationAnswer.objects.get().text == "It was the second Monday."
    sign_in(desk, cast.amina)
    desk.goto("/south/review/reasons/")
    check_page(desk)
