"""Review, settling and withdrawal: nothing counts before acceptance, and words can be taken back at any time."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from listens.core import access, retention
from listens.core.acting import Refused, Stale
from listens.core.models import Actor, AuditEvent, Event
from listens.listening.actions import (
    accept_conversations,
    read_notes,
    receive_conversations,
    review_conversation,
    settle_conversations,
    withdraw_by_slip,
    withdraw_note,
    withdraw_slip_for,
)
from listens.listening.models import Conversation, ConversationReview, Note, NoteWithdrawal
from tests.cast import TODAY, Cast
from tests.listening.phones import a_link, envelope, holder_of, item, note

SLIP = "ABCDE-1234Y"
CLOCK = "clock"


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    link = a_link(cast)[0]
    sent = item(note(slip=SLIP, may_quote=True), note("And the lift.", slip=SLIP))
    receive_conversations(holder_of(link), cast.area, envelope(sent))
    return Conversation.objects.get()


def accept(cast: Cast, conversation: Conversation, seen_seq: int = 0) -> ConversationReview:
    return review_conversation(cast.grace, conversation, state="accepted", seen_seq=seen_seq)


class TestReviewing:
    def test_nothing_counts_before_acceptance(self, cast: Cast, conversation) -> None:
        assert not Note.objects.counted().exists()
        accept(cast, conversation)
        assert Note.objects.counted().count() == 2

    def test_a_later_decision_stands(self, cast: Cast, conversation) -> None:
        accept(cast, conversation)
        review_conversation(cast.grace, conversation, state="set_aside", reason="A test.", seen_seq=1)
        assert not Note.objects.counted().exists()
        assert list(conversation.reviews.order_by("seq").values_list("seq", flat=True)) == [1, 2]

    def test_a_decision_on_what_somebody_else_decided_is_stale(self, cast: Cast, conversation) -> None:
        accept(cast, conversation)
        with pytest.raises(Stale, match="Somebody else"):
            accept(cast, conversation, seen_seq=0)

    @pytest.mark.parametrize(
        ("state", "reason"), [("attention", " "), ("set_aside", ""), ("later", "x"), ("attention", "x" * 301)]
    )
    def test_a_decision_needs_a_state_and_a_reason(self, cast: Cast, conversation, state, reason) -> None:
        with pytest.raises(Refused):
            review_conversation(cast.grace, conversation, state=state, reason=reason, seen_seq=0)

    def test_public_bodies_and_organisers_read_no_note(self, cast: Cast, conversation) -> None:
        for actor in (cast.pat, cast.amina, cast.bea, cast.esi):
            with pytest.raises(access.Denied):
                read_notes(actor, conversation)
            with pytest.raises(access.Denied):
                accept_of(actor, conversation)

    def test_every_reading_is_recorded(self, cast: Cast, conversation) -> None:
        client = cast.client("grace")
        address = reverse("review_conversation", kwargs={"area": "south", "conversation": conversation.pk})
        page = client.get(address).content.decode()
        assert "The damp never goes." in page
        row = AuditEvent.objects.get(verb="read_notes")
        assert row.actor == cast.grace and row.subject_id == str(conversation.pk)

    def test_the_page_says_when_somebody_was_faster(self, cast: Cast, conversation) -> None:
        accept(cast, conversation)
        client = cast.client("grace")
        address = reverse("review_conversation", kwargs={"area": "south", "conversation": conversation.pk})
        answer = client.post(address, {"state": "set_aside", "reason": "Mine.", "seen_seq": "0"})
        page = answer.content.decode()
        assert "Somebody else" in page and "Mine." in page

    def test_many_are_accepted_with_one_audit_row(self, cast: Cast, conversation) -> None:
        before = AuditEvent.objects.count()
        assert accept_conversations(cast.amina, cast.round, [conversation.pk]) == 1
        assert accept_conversations(cast.amina, cast.round, [conversation.pk]) == 0
        assert AuditEvent.objects.count() == before + 1


def accept_of(actor: Actor, conversation: Conversation) -> None:
    review_conversation(actor, conversation, state="accepted", seen_seq=0)


class TestQueue:
    def page(self, cast: Cast, who: str = "grace") -> str:
        return cast.client(who).get(reverse("review_queue", kwargs={"area": "south"})).content.decode()

    def test_it_shows_how_long_but_never_the_words(self, cast: Cast, conversation) -> None:
        Conversation.objects.update(received_on=TODAY - dt.timedelta(days=5))
        page = self.page(cast)
        assert "5 days" in page and "Late" in page and "damp" not in page

    def test_a_weekend_is_no_working_day(self, cast: Cast, conversation) -> None:
        Conversation.objects.update(received_on=TODAY - dt.timedelta(days=3))  # a Friday; TODAY is a Monday
        assert "Late" not in self.page(cast)

    def test_the_clock_says_by_when_and_stops_when_a_person_has_read_it(
        self, cast: Cast, conversation
    ) -> None:
        Conversation.objects.update(received_on=TODAY - dt.timedelta(days=5))
        page = self.page(cast)
        assert "To be read by the end of" in page and "12 November 2026" in page
        assert (
            f"/notes/{conversation.notes.first().pk}/at-risk/"
            in cast.client("grace")
            .get(reverse("review_conversation", kwargs={"area": "south", "conversation": conversation.pk}))
            .content.decode()
        )
        state = {"state": "attention", "reason": "The ward is missing.", "seen_seq": 0}
        review_conversation(cast.grace, conversation, **state)
        page = self.page(cast)
        assert "Read by a person" in page and "Late" not in page

    def test_an_organiser_sees_the_queue_but_opens_nothing(self, cast: Cast, conversation) -> None:
        page = self.page(cast, "amina")
        assert "Autumn round" in page and f"/conversations/{conversation.pk}" not in page

    def test_an_empty_queue_says_so(self, cast: Cast) -> None:
        assert "Nothing waits" in self.page(cast)

    def test_its_queries_do_not_grow(self, cast: Cast, conversation) -> None:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client, address = cast.client("grace"), reverse("review_queue", kwargs={"area": "south"})
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        receive_conversations(
            cast.amina, cast.area, envelope(*[item(round="autumn", people_heard=-1) for _ in range(20)])
        )
        with CaptureQueriesContext(connection) as many:
            client.get(address)
        assert len(many) == len(few)


class TestSettling:
    def settle(self, cast: Cast) -> int:
        return settle_conversations(Actor.system(CLOCK), cast.area)

    def test_link_and_exact_date_go_after_the_days_for_corrections(self, cast: Cast, conversation) -> None:
        Conversation.objects.update(held_on=dt.date(2026, 10, 29), received_on=dt.date(2026, 10, 30))
        accept(cast, conversation)
        then = timezone.make_aware(dt.datetime(2026, 11, 2, 12))
        ConversationReview.objects.update(at=then)  # TODAY is 14 days later
        assert self.settle(cast) == 1
        conversation.refresh_from_db()
        assert conversation.link is None and conversation.settled_on
        assert conversation.held_on == conversation.received_on == dt.date(2026, 10, 26)
        assert self.settle(cast) == 0
        with pytest.raises(Refused, match="corrections"):
            review_conversation(cast.grace, conversation, state="set_aside", reason="Late.", seen_seq=1)

    @pytest.mark.parametrize("what", ["too early", "not accepted", "accepted anew"])
    def test_otherwise_they_stay(self, cast: Cast, conversation, what: str) -> None:
        long_ago = timezone.make_aware(dt.datetime(2026, 10, 1, 12))
        if what == "too early":
            accept(cast, conversation)
            ConversationReview.objects.update(at=timezone.make_aware(dt.datetime(2026, 11, 3, 12)))
        elif what == "accepted anew":
            accept(cast, conversation)
            ConversationReview.objects.update(at=long_ago)
            accept(cast, conversation, seen_seq=1)
            ConversationReview.objects.filter(seq=2).update(at=timezone.make_aware(dt.datetime(2026, 11, 10)))
        assert self.settle(cast) == 0
        conversation.refresh_from_db()
        assert conversation.link is not None

    def test_it_is_daily_work(self) -> None:
        from listens.core import jobs

        assert jobs.KINDS["settle_conversations"].is_daily


class TestWithdrawal:
    @pytest.fixture(autouse=True)
    def _fresh(self, db) -> None:
        cache.clear()

    def test_a_slip_takes_all_its_notes_back_at_once(self, cast: Cast, conversation, client) -> None:
        accept(cast, conversation)
        address = reverse("withdraw", kwargs={"area": "south"})
        page = client.post(address, {"code": " abcde l234y "}).content.decode()
        assert "Your words were taken back" in page and "damp" not in page
        assert not Note.objects.counted().exists()
        assert set(NoteWithdrawal.objects.values_list("way", flat=True)) == {"slip"}
        assert Event.objects.filter(name="note_withdrawn").count() == 2

    def test_twice_changes_nothing(self, cast: Cast, conversation) -> None:
        assert withdraw_by_slip(cast.area, SLIP) == 2
        before = AuditEvent.objects.count()
        assert withdraw_by_slip(cast.area, SLIP) == 2
        assert AuditEvent.objects.count() == before

    @pytest.mark.parametrize("code", ["ZZZZZ-9999V", "", "ü", "\x00", "x" * 50])
    def test_an_unknown_code_is_told_so(self, cast: Cast, conversation, client, code: str) -> None:
        answer = client.post(reverse("withdraw", kwargs={"area": "south"}), {"code": code})
        assert answer.status_code == 200 and "There is a problem" in answer.content.decode()
        assert not NoteWithdrawal.objects.exists()

    def test_one_code_cannot_be_tried_for_ever_but_others_can(self, cast: Cast, conversation) -> None:
        for _ in range(10):
            with pytest.raises(Refused, match="found no note"):
                withdraw_by_slip(cast.area, "ZZZZZ-9999V")
        with pytest.raises(Refused, match="too often"):
            withdraw_by_slip(cast.area, "ZZZZZ-9999V")
        assert withdraw_by_slip(cast.area, SLIP) == 2

    def test_what_is_no_slip_takes_nothing_back(self, cast: Cast, client) -> None:
        """Two listeners of two organisations wrote it where the code belongs: it is nobody's."""
        for organisation in (cast.community, cast.second_community):
            holder = holder_of(a_link(cast, organisation)[0])
            receive_conversations(holder, cast.area, envelope(item(note(slip="None"))))
        page = client.post(reverse("withdraw", kwargs={"area": "south"}), {"code": "none"}).content.decode()
        assert "There is a problem" in page and not NoteWithdrawal.objects.exists()
        assert "typing error" in ConversationReview.objects.values_list("reason", flat=True)[0]

    def test_a_slip_is_of_its_own_area(self, cast: Cast, conversation) -> None:
        with pytest.raises(Refused):
            withdraw_by_slip(cast.other_area, SLIP)

    def test_an_organiser_does_it_for_somebody(self, cast: Cast, conversation) -> None:
        client = cast.client("amina")
        page = client.post(reverse("withdraw_for", kwargs={"area": "south"}), {"code": SLIP, "way": "phone"})
        assert "taken back" in page.content.decode()
        assert NoteWithdrawal.objects.filter(way="phone", by=cast.amina).count() == 2
        with pytest.raises(Refused, match="how"):
            withdraw_slip_for(cast.amina, cast.area, SLIP, "slip")

    def test_a_reviewer_finds_the_note_of_a_lost_slip(self, cast: Cast, conversation) -> None:
        one = conversation.notes.first()
        client = cast.client("grace")
        kwargs = {"area": "south", "conversation": conversation.pk, "note": one.pk}
        client.post(reverse("withdraw_note", kwargs=kwargs))
        page = client.get(
            reverse("review_conversation", kwargs={"area": "south", "conversation": conversation.pk})
        )
        assert one.text not in page.content.decode() and "taken back" in page.content.decode()
        assert withdraw_note(cast.grace, one, "organiser").note == one

    def test_words_taken_back_go_again_after_a_restore(self, cast: Cast, conversation) -> None:
        withdraw_by_slip(cast.area, SLIP)
        NoteWithdrawal.objects.all().delete()  # as an older backup had it
        retention.replay()
        assert not Note.objects.exists()


class TestRetention:
    def test_old_conversations_set_aside_and_withdrawn_notes_go(self, cast: Cast, conversation) -> None:
        retention.prepare_area(cast.area)
        withdraw_note(cast.grace, conversation.notes.first(), "organiser")
        NoteWithdrawal.objects.update(on=TODAY - dt.timedelta(days=31))
        assert retention.erase_expired(cast.area, "withdrawn notes") == 1 and Note.objects.count() == 1
        assert retention.erase_expired(cast.area, "conversations set aside") == 0
        review_conversation(cast.grace, conversation, state="set_aside", reason="A test.", seen_seq=0)
        ConversationReview.objects.update(at=timezone.now() - dt.timedelta(days=3650))
        assert retention.erase_expired(cast.area, "conversations set aside") == 1
        assert not Conversation.objects.exists()


@pytest.mark.parametrize("way", ["person", "paper", "phone"])
def test_a_withdrawal_that_came_another_way_is_confirmed_on_a_sheet(cast: Cast, way) -> None:
    area = cast.area
    area.contact_phone, area.contact_email = "020 7946 0000", "hello@example.org"
    area.save()
    receive_conversations(holder_of(a_link(cast)[0]), area, envelope(item(note(slip=SLIP))))
    address = reverse("withdraw_for", kwargs={"area": "south"})
    client = cast.client("amina")
    assert "In person" in client.get(address).content.decode()
    assert "How did they ask" in client.post(address, {"code": SLIP}).content.decode()
    sheet = client.post(address, {"code": SLIP, "way": way}).content.decode()
    for words in ("were taken back", "16 November 2026", "Stops at once", "020 7946 0000", "Print this page"):
        assert words in sheet
    kept = NoteWithdrawal.objects.get()
    assert (kept.way, kept.by) == (way, cast.amina)
    row = AuditEvent.objects.get(verb="withdraw_note")
    assert row.detail == {"notes": 1, "way": way} and not row.subject_id


def test_the_page_and_the_card_say_whom_to_ring(cast: Cast) -> None:
    cast.area.contact_phone = "020 7946 0000"
    cast.area.save()
    page = cast.client("").get(reverse("withdraw", kwargs={"area": "south"})).content.decode()
    assert "020 7946 0000" in page and "read out the code" in page
    cards = cast.client("bea").get(reverse("heard_cards", kwargs={"area": "south", "round": "autumn"}))
    assert "020 7946 0000" in cards.content.decode()
