"""Who has not been told, recording that they were, writing to those who asked, and stopping messages."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from listens.core import contacts
from listens.core.models import AuditEvent, Contact, Message
from listens.feedback.models import ContactTelling, Telling
from listens.feedback.owed import organisations_owed, shares
from listens.listening.models import ConversationReview
from tests.cast import TODAY, Cast, organisation
from tests.feedback.build import both_listened, somebody_who_asked
from tests.public import build

pytestmark = pytest.mark.django_db
TOLD = {
    "way": "report_back",
    "told_on": str(TODAY),
    "words": "Damp: yes. The bridge: no, because nobody decides it.",
}
NEWS = {"change": "assembly 2026", "subject": "What came of it", "body": "The trust said yes."}


def owed_page(cast: Cast, name: str) -> str:
    return cast.client(name).get(reverse("feedback_owed", args=["south", "autumn"])).content.decode()


def tell(cast: Cast, name: str, whom: object, **data: object):  # type: ignore[no-untyped-def]
    address = reverse("record_telling", args=["south", "autumn", whom])
    return cast.client(name).post(address, {**TOLD, **data})


def write(cast: Cast, **data: object):  # type: ignore[no-untyped-def]
    return cast.client("amina").post(reverse("tell_contacts", args=["south", "autumn"]), {**NEWS, **data})


def test_the_organiser_sees_everybody_owed_first(cast: Cast) -> None:
    both_listened(cast)
    tell(cast, "amina", cast.community.pk)
    page = owed_page(cast, "amina")
    assert page.index("Larkwood") < page.index("St Brannock&#x27;s Church")
    assert "Waiting" in page and "Done" in page


def test_a_lead_sees_their_own_organisation_only(cast: Cast) -> None:
    both_listened(cast)
    page = owed_page(cast, "bea")
    assert "St Brannock" in page and "Larkwood" not in page
    assert "Write to those who asked" not in page


def test_a_round_in_which_nobody_listened(cast: Cast) -> None:
    assert "Nobody has listened in this round yet" in owed_page(cast, "amina")


def test_a_lead_records_that_people_were_told(cast: Cast) -> None:
    both_listened(cast)
    assert tell(cast, "bea", cast.community.pk).status_code == 302
    assert Telling.objects.get().organisation == cast.community


def test_a_lead_of_another_organisation_finds_nothing(cast: Cast) -> None:
    both_listened(cast)
    assert tell(cast, "bea", cast.second_community.pk).status_code == 404
    assert tell(cast, "esi", cast.community.pk).status_code == 404
    assert tell(cast, "amina", cast.body.pk).status_code == 404
    assert not Telling.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"words": ""}, {"words": "a\x00b"}, {"told_on": "2027-01-01"}, {"told_on": "x"}, {"way": "dream"}],
)
def test_a_form_with_a_mistake_comes_back_with_what_was_typed(cast: Cast, wrong: dict[str, str]) -> None:
    both_listened(cast)
    answer = tell(cast, "amina", cast.community.pk, **wrong)
    assert answer.status_code == 422
    if "words" not in wrong:
        assert "nobody decides it" in answer.content.decode()
    assert not Telling.objects.exists()


def test_writing_shows_the_number_first_and_sends_nothing(cast: Cast) -> None:
    for email in ("ruth@example.org", "sol@example.org"):
        somebody_who_asked(cast.area, email)
    page = write(cast).content.decode()
    assert "This goes to 2 people" in page and "The trust said yes." in page
    assert not Message.objects.exists()


def test_sending_writes_once_to_each_per_change(cast: Cast) -> None:
    somebody_who_asked(cast.area)
    assert write(cast, send="yes").status_code == 302
    assert write(cast, send="yes").status_code == 302
    assert ContactTelling.objects.count() == Message.objects.count() == 1
    assert "Nobody is left to tell" in write(cast).content.decode()
    write(cast, send="yes", change="spring news")
    assert Message.objects.count() == 2
    assert AuditEvent.objects.filter(verb="tell_contacts").count() == 2


def test_changing_the_message_keeps_what_was_typed(cast: Cast) -> None:
    page = write(cast, again="yes").content.decode()
    assert "The trust said yes." in page and "Look at it" in page


def test_the_stop_link_stops_by_its_button_only(cast: Cast) -> None:
    contact = somebody_who_asked(cast.area)
    write(cast, send="yes")
    found = re.search(r"(/south/stop/\S+)", Message.objects.get().body)
    assert found
    client = Client(enforce_csrf_checks=False)
    assert "Stop all messages?" in client.get(found[1]).content.decode()
    assert Contact.objects.get(pk=contact.pk).unsubscribed_on is None
    assert "We have stopped" in client.post(found[1]).content.decode()
    assert Contact.objects.get(pk=contact.pk).unsubscribed_on == TODAY
    write(cast, send="yes", change="later news")
    assert Message.objects.count() == 1


def test_a_broken_stop_link_says_so(cast: Cast) -> None:
    token = contacts.unsubscribe_token(somebody_who_asked(cast.area))
    address = reverse("stop_messages", args=["south", token[:-2] + "zz"])
    answer = Client().post(address)
    assert answer.status_code == 400
    assert "does not work any more" in answer.content.decode()


def test_the_list_asks_the_database_no_more_for_more_organisations(
    cast: Cast, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    both_listened(cast)
    client = cast.client("amina")
    address = reverse("feedback_owed", args=["south", "autumn"])
    with django_assert_max_num_queries(12) as few:
        client.get(address)
    for n in range(15):
        build.conversations(cast, 1, organisation=organisation(cast.area, f"Group {n}"))
    with django_assert_max_num_queries(len(few)):
        client.get(address)


def test_the_desk_says_who_is_waiting(cast: Cast) -> None:
    both_listened(cast)
    cast.round.windows.filter(stage="listening").update(closes_on=TODAY - dt.timedelta(days=9))
    page = cast.client("amina").get(reverse("desk", args=["south"])).content.decode()
    assert "Tell people what came of Autumn round" in page and "2 organisations are waiting" in page


def test_the_desk_and_the_public_page_count_the_same_organisations(cast: Cast) -> None:
    both_listened(cast)
    third = organisation(cast.area, "Third")
    [note] = build.conversations(cast, 1, organisation=third)
    ConversationReview.objects.filter(conversation=note.conversation_id).update(state="set_aside")
    desk = reverse("desk", args=["south"])
    assert "waiting" not in feedback_line(cast.client("amina").get(desk)), "its listening is not over"
    cast.round.windows.filter(stage="listening").update(closes_on=TODAY - dt.timedelta(days=9))
    assert "2 organisations are waiting" in feedback_line(cast.client("amina").get(desk))
    assert shares(cast.round).num_organisations == 2 == len(organisations_owed(cast.round))
    tell(cast, "amina", cast.community.pk)
    assert "1 organisation is waiting" in feedback_line(cast.client("amina").get(desk))
    assert shares(cast.round).num_organisations_told == 1
    assert "1 of 2 organisations is still waiting" in plain(owed_page(cast, "amina"))


def feedback_line(page) -> str:  # type: ignore[no-untyped-def]
    words = plain(page.content.decode())
    return words.partition("Tell people what came of")[2][:200]


def plain(page: str) -> str:
    return " ".join(re.sub("<[^>]*>", "", page).split())
