"""Contacts and cards: requests of their own, once each, that name no conversation."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from listens.core import access, contacts
from listens.core.models import AuditEvent, Contact
from listens.listening.actions import (
    receive_card,
    receive_contact,
    receive_conversations,
    settle_conversations,
)
from listens.listening.letters import BadEnvelope
from listens.listening.models import HeardTally, ListenerLink, Offer, TallyClaim
from tests.cast import TODAY, Cast
from tests.listening.phones import a_link, envelope, holder_of, item

MONDAY = TODAY - dt.timedelta(days=TODAY.weekday())


@pytest.fixture
def holder(cast: Cast):
    return holder_of(a_link(cast)[0])


def details(**more):
    return {
        "schema_version": 1,
        "client_id": str(uuid.uuid4()),
        "name": "Amal Noor",
        "email": "amal@example.org",
        "language": "en",
        "uses": ["told"],
        **more,
    }


def card(**more):
    answers = {"age": "25-34", "tenure": "private"}
    return {"schema_version": 1, "client_id": str(uuid.uuid4()), "answers": answers, **more}


class TestContacts:
    def test_a_contact_is_kept_sealed_with_its_offers(self, cast: Cast, holder) -> None:
        concern = cast.round.concerns.get()
        sent = details(offers=[{"kind": "host", "concern": str(concern.pk)}, {"kind": "come"}])
        assert receive_contact(holder, cast.area, sent)["outcome"] == "created"
        kept = Contact.objects.get()
        assert kept.week == MONDAY and b"Amal" not in bytes(kept.sealed)
        assert set(Offer.objects.values_list("kind", "concern")) == {("host", concern.pk), ("come", None)}
        assert set(kept.uses.values_list("use", flat=True)) == {"told", "offer"}
        [opened] = contacts.open_for(cast.amina, cast.area, "told", why="test")
        assert opened.name == "Amal Noor"

    def test_the_same_again_is_a_duplicate_and_other_details_a_conflict(self, cast: Cast, holder) -> None:
        sent = details()
        receive_contact(holder, cast.area, sent)
        assert receive_contact(holder, cast.area, sent)["outcome"] == "duplicate"
        assert receive_contact(holder, cast.area, {**sent, "name": "Else"})["outcome"] == "conflict"
        assert Contact.objects.count() == 1

    @pytest.mark.parametrize(
        "wrong",
        [
            {"email": ""},
            {"uses": []},
            {"uses": ["sell"]},
            {"uses": 5},
            {"client_id": "x"},
            {"name": 7},
            {"name": "\x00"},
            {"email": "half@\ud800"},
            {"offers": [{"kind": "sing"}]},
            {"offers": ["x"]},
            {"offers": [{}]},
            {"offers": [{"kind": "host", "concern": str(uuid.uuid4())}]},
        ],
    )
    def test_what_cannot_be_kept_is_invalid_with_a_sentence(self, cast: Cast, holder, wrong) -> None:
        answer = receive_contact(holder, cast.area, details(**wrong))
        assert answer["outcome"] == "invalid" and answer["problems"]
        assert not Contact.objects.exists()

    def test_no_audit_row_names_the_link_or_the_contact(self, cast: Cast, holder) -> None:
        before = AuditEvent.objects.count()
        receive_contact(holder, cast.area, details())
        [row] = AuditEvent.objects.order_by("seq")[before:]
        assert row.actor.is_system and row.subject_id == "" and row.detail == {}

    def test_a_rare_language_would_point_at_a_conversation_so_it_is_not_kept(
        self, cast: Cast, holder
    ) -> None:
        receive_contact(holder, cast.area, details(language="ar"))
        assert Contact.objects.get().language == "en"
        receive_conversations(holder, cast.area, envelope(*[item(language="ar") for _ in range(5)]))
        receive_contact(holder, cast.area, details(language="ar"))
        assert Contact.objects.filter(language="ar", week=MONDAY).count() == 1

    def test_who_holds_no_link_may_not(self, cast: Cast) -> None:
        with pytest.raises(access.Denied):
            receive_contact(cast.bea, cast.area, details())

    def test_another_version_is_refused_whole(self, cast: Cast, holder) -> None:
        with pytest.raises(BadEnvelope):
            receive_contact(holder, cast.area, details(schema_version=9))


class TestCards:
    def test_a_card_adds_one_to_each_tally_and_counts_once(self, cast: Cast, holder) -> None:
        sent = card()
        assert receive_card(holder, cast.area, sent)["outcome"] == "created"
        assert receive_card(holder, cast.area, sent)["outcome"] == "duplicate"
        receive_card(holder, cast.area, card(answers={"age": "25-34"}))
        counts = dict(HeardTally.objects.values_list("value", "n"))
        assert counts == {"25-34": 2, "private": 1}

    def test_a_card_counts_under_its_place_only_where_conversations_are_many(
        self, cast: Cast, holder
    ) -> None:
        receive_conversations(holder, cast.area, envelope(*[item(ward="E05014117") for _ in range(4)]))
        receive_card(holder, cast.area, card(ward="E05014117"))
        assert not HeardTally.objects.exclude(organisation=None).exists()
        receive_conversations(holder, cast.area, envelope(item()))
        receive_card(holder, cast.area, card(ward="E05014117"))
        under = HeardTally.objects.exclude(organisation=None)
        assert under.count() == 2 and not under.exclude(ward=None).exists()
        receive_conversations(holder, cast.area, envelope(item(ward="E05014117")))
        receive_card(holder, cast.area, card(ward="E05014117"))
        assert HeardTally.objects.filter(organisation=cast.community, ward=cast.ward).count() == 2

    @pytest.mark.parametrize(
        "wrong",
        [
            {"answers": {}},
            {"answers": {"age": "7"}},
            {"answers": {"faith": "any"}},
            {"answers": {"age": ["25-34"]}},
            {"answers": []},
            {"client_id": None},
        ],
    )
    def test_what_is_no_card_is_invalid(self, cast: Cast, holder, wrong) -> None:
        answer = receive_card(holder, cast.area, card(**wrong))
        assert answer["outcome"] == "invalid" and answer["problems"] and not HeardTally.objects.exists()

    def test_ids_of_cards_are_forgotten_four_weeks_after_the_listening(self, cast: Cast, holder) -> None:
        """Not while a link still sends: a card whose answer was lost comes again, and counts once."""
        sent = card()
        receive_card(holder, cast.area, sent)
        window = cast.round.windows.get(stage="listening")
        for days_ago, expired_ago, kept in ((-1, 1, 1), (28, 1, 1), (29, 0, 1), (29, 1, 0)):
            window.closes_on, window.grace_days = TODAY - dt.timedelta(days=days_ago), 0
            window.save()
            ListenerLink.objects.update(expires_on=TODAY - dt.timedelta(days=expired_ago))
            settle_conversations(cast.amina.system("clock"), cast.area)
            assert TallyClaim.objects.count() == kept
            if not expired_ago:
                assert receive_card(holder, cast.area, sent)["outcome"] == "duplicate"
        assert HeardTally.objects.exists()
