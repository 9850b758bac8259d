"""Cards for the people heard, the refresher, and a wall of stickies."""

from __future__ import annotations

import re
import uuid

import pytest
from django.urls import reverse

from listens.core.acting import Refused
from listens.core.models import AuditEvent
from listens.listening import codes
from listens.listening.models import Conversation, Note
from listens.listening.paper.actions import type_in_wall
from listens.listening.paper.wall_views import stickies_of
from tests.cast import TODAY, Cast


def at(name: str, **more) -> str:
    return reverse(name, kwargs={"area": "south", **more})


def test_each_card_has_a_code_of_its_own_that_is_kept_nowhere(cast: Cast) -> None:
    client = cast.client("bea")
    before = AuditEvent.objects.count()
    answer = client.get(at("heard_cards", round="autumn"), {"pages": 2})
    slips = [slip for page in answer.context["pages"] for slip in page]
    assert len(set(slips)) == 2 * 6 and all(codes.is_slip(slip) for slip in slips)
    page = answer.content.decode()
    assert all(slip in page for slip in slips) and "no-store" in answer.headers["Cache-Control"]
    assert "Who reads this" in page and "The one limit" in page and at("withdraw") in page
    assert AuditEvent.objects.count() == before
    again = client.get(at("heard_cards", round="autumn")).context["pages"]
    assert not set(again[0]) & set(slips)


@pytest.mark.parametrize("pages", ["0", "-1", "99999999999999999999", "x", "²"])
def test_odd_numbers_of_pages_do_no_harm(cast: Cast, pages: str) -> None:
    answer = cast.client("amina").get(
        at("heard_cards", round="autumn"), {"pages": pages, "organisation": "x"}
    )
    assert answer.status_code == 200 and 1 <= len(answer.context["pages"]) <= 10


def test_cards_in_arabic_keep_unreviewed_words_in_english(cast: Cast) -> None:
    page = cast.client("amina").get(at("heard_cards", round="autumn"), {"language": "ar"}).content.decode()
    assert 'dir="rtl"' in page and "Who reads this" in page and "app-source" in page


def test_anybody_reads_the_refresher_and_nothing_on_it_moves(cast: Cast, client) -> None:
    page = client.get(at("refresher")).content.decode()
    for words in (
        "Do not try to fix",
        "Write afterwards",
        "No names",
        "notebook",
        "ring 999",
        "What makes you angry",
    ):
        assert words in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]


def a_wall(cast: Cast, **more):
    return {
        "client_id": str(uuid.uuid4()),
        "organisation": str(cast.community.pk),
        "held_on": "16",
        "people_heard": 30,
        "setting": "Parents' evening",
        "ward": "",
        "language": "en",
        "stickies-1": "The lift is broken x4\r\n\r\nDamp × 2\nNo dentist",
        "stickies-2": "Buses",
        **more,
    }


def test_a_wall_is_one_conversation_with_a_tally_on_each_sticky(cast: Cast) -> None:
    client, wall = cast.client("bea"), a_wall(cast)
    for _ in range(2):  # sent twice
        assert client.post(at("type_in_wall", round="autumn"), wall).status_code == 302
    talk = Conversation.objects.get()
    assert (talk.channel, talk.people_heard, talk.organisation) == ("wall", 30, cast.community)
    assert list(talk.notes.order_by("position").values_list("text", "times_said")) == [
        ("The lift is broken", 4),
        ("Damp", 2),
        ("No dentist", 1),
        ("Buses", 1),
    ]
    assert not Note.objects.filter(may_quote=True).exists() and talk.held_on == TODAY
    assert (
        "Said 4 times"
        in cast.client("grace").get(at("review_conversation", conversation=talk.pk)).content.decode()
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"stickies-1": "", "stickies-2": " \n"}, "at least one sticky"),
        ({"stickies-1": "\n".join(f"s{n}" for n in range(301))}, "more than 300"),
        ({"stickies-1": "Lift x0"}, "from 1 to 500"),
        ({"stickies-1": "Lift x999999"}, "from 1 to 500"),
        ({"people_heard": 3}, "has 4 marks, but 3 took part"),
        ({"stickies-1": "a" * 10_001}, "10001 characters"),
        ({"held_on": ""}, "Fill this in"),
        ({"client_id": "x"}, "valid UUID"),
        ({"organisation": str(uuid.uuid4())}, "valid choice"),
    ],
)
def test_what_is_wrong_with_a_wall_is_said(cast: Cast, change, words) -> None:
    page = (
        cast.client("amina").post(at("type_in_wall", round="autumn"), a_wall(cast, **change)).content.decode()
    )
    assert re.search(words, page) and not Conversation.objects.exists()


def test_a_public_body_has_no_wall(cast: Cast) -> None:
    with pytest.raises(Refused, match="public body"):
        type_in_wall(cast.amina, cast.round, cast.body, {"client_id": str(uuid.uuid4()), "notes": []})


def test_stickies() -> None:
    assert stickies_of("a x3\n b X 2 \nc*2\nd * 2\n2x\nbox4") == [
        ("a", 3),
        ("b", 2),
        ("c*2", 1),
        ("d", 2),
        ("2x", 1),
        ("box4", 1),
    ]
