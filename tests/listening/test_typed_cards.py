"""Cards of who was there and slips with contact details, filled in on paper and typed in once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from listens.core import access, contacts
from listens.core.acting import Refused
from listens.core.models import AuditEvent, Contact, Erasure
from listens.listening import codes
from listens.listening.actions import receive_conversations
from listens.listening.models import HeardTally, Offer, TallyClaim
from listens.listening.paper.people_actions import (
    PaperCard,
    take_back_card,
    take_back_contact,
    type_in_card,
    type_in_contact,
)
from tests import rejoining
from tests.cast import TODAY, Cast
from tests.listening.phones import a_link, envelope, holder_of, item

PILE = codes.new_pile()
SLIP = codes.new_slip()


def at(name: str) -> str:
    return reverse(name, kwargs={"area": "south", "round": "autumn"})


def card(number: int = 1, pile: str = PILE, **more: str) -> PaperCard:
    return PaperCard(pile, number, "", more or {"age": "25-34", "tenure": "private"})


def posted(number: int = 1, **more: object) -> dict[str, object]:
    return {"pile": PILE, "number": number, "age": "25-34", "tenure": "not said", **more}


def counts() -> dict[str, int]:
    return dict(HeardTally.objects.values_list("value", "n"))


class TestCards:
    def test_a_lead_types_a_pile_and_the_next_number_is_there(self, cast: Cast) -> None:
        client, own = cast.client("bea"), str(cast.community.pk)
        first = client.get(at("type_in_cards")).content.decode()
        assert "1 – 16 to 24" in first and "Larkwood" not in first
        for number in (1, 2):
            answer = client.post(at("type_in_cards"), posted(number, organisation=own))
            form = answer.context["form"]
            assert f"Card {number} is counted." in answer.content.decode() and not form.is_bound
            assert form.initial == {"organisation": own, "pile": PILE, "number": number + 1}
        assert counts() == {"25-34": 2, "not said": 2}
        row = AuditEvent.objects.filter(verb="type_in_card").first()
        assert row.detail == {"answers": 2} and row.subject_id == "" and row.actor == cast.bea

    def test_a_card_typed_twice_counts_once_whoever_types_it(self, cast: Cast) -> None:
        client, own = cast.client("bea"), str(cast.community.pk)
        loud = posted(3, organisation=own, pile=f" {PILE.lower()[:3]} {PILE.lower()[3:]}")
        client.post(at("type_in_cards"), loud)
        again = client.post(at("type_in_cards"), loud).content.decode()
        assert "counted already" in again and "Take the last card back" not in again
        with pytest.raises(Refused, match="counted already"):
            type_in_card(cast.amina, cast.round, cast.second_community, card(3))
        assert counts() == {"25-34": 1, "not said": 1}
        type_in_card(cast.amina, cast.round, cast.community, card(3, codes.new_pile()))
        assert counts()["25-34"] == 2

    def test_the_last_one_is_taken_back_and_typed_again(self, cast: Cast) -> None:
        client, own = cast.client("bea"), str(cast.community.pk)
        type_in_card(cast.amina, cast.round, cast.community, card(8, age="25-34"))
        receipt = client.post(at("type_in_cards"), posted(7, organisation=own)).context["receipt"]
        back = client.post(at("type_in_cards"), {"take_back": receipt})
        assert "Card 7 is taken back" in back.content.decode()
        assert (
            back.context["form"].initial | {"number": 7, "tenure": "not said"} == back.context["form"].initial
        )
        assert counts() == {"25-34": 1} and TallyClaim.objects.count() == 1
        assert (
            "not counted any more"
            in client.post(at("type_in_cards"), {"take_back": receipt}).content.decode()
        )
        assert counts() == {"25-34": 1}
        client.post(at("type_in_cards"), posted(7, organisation=own, age="80+"))
        assert counts() == {"25-34": 1, "80+": 1, "not said": 1}

    def test_a_receipt_is_for_a_quarter_of_an_hour_and_for_whoever_typed(
        self, cast: Cast, time_machine
    ) -> None:
        start = dt.datetime(2026, 11, 16, 10, tzinfo=dt.UTC)
        time_machine.move_to(start)
        receipt = type_in_card(cast.bea, cast.round, cast.community, card())
        for wrong in (receipt + "x", "no receipt"):
            with pytest.raises(Refused, match="cannot be taken back"):
                take_back_card(cast.bea, cast.round, wrong)
        with pytest.raises(Refused, match="cannot be taken back"):
            take_back_card(cast.amina, cast.round, receipt)
        time_machine.move_to(start + dt.timedelta(minutes=16))
        with pytest.raises(Refused, match="cannot be taken back"):
            take_back_card(cast.bea, cast.round, receipt)
        assert counts() == {"25-34": 1, "private": 1}

    def test_it_is_taken_back_from_where_it_was_counted(self, cast: Cast) -> None:
        receipt = type_in_card(cast.bea, cast.round, cast.community, card(1, age="80+"))
        holder = holder_of(a_link(cast)[0])
        receive_conversations(holder, cast.area, envelope(*[item() for _ in range(5)]))
        type_in_card(cast.bea, cast.round, cast.community, card(2, age="80+"))
        assert set(HeardTally.objects.values_list("organisation", "n")) == {(None, 1), (cast.community.pk, 1)}
        assert rejoining.tallies_of_one_conversation() == []
        take_back_card(cast.bea, cast.round, receipt)
        assert set(HeardTally.objects.values_list("organisation", "n")) == {(cast.community.pk, 1)}

    @pytest.mark.parametrize(
        ("change", "told"),
        [
            ({"pile": "ABCDEF"}, "typing error"),
            ({"pile": "\x00"}, "There is a problem"),
            ({"pile": ""}, "There is a problem"),
            ({"number": "0"}, "There is a problem"),
            ({"number": "1000"}, "There is a problem"),
            ({"number": "x"}, "There is a problem"),
            ({"age": "7"}, "There is a problem"),
            ({"age": "", "tenure": ""}, "at least one answer"),
            ({"ward": "E99"}, "There is a problem"),
            ({"organisation": "x"}, "There is a problem"),
        ],
    )
    def test_a_mistake_gets_a_sentence(self, cast: Cast, change, told) -> None:
        whole = posted(organisation=str(cast.community.pk)) | change
        page = cast.client("amina").post(at("type_in_cards"), whole).content.decode()
        assert told in page and not TallyClaim.objects.exists()

    def test_only_for_the_own_organisation_and_never_for_a_public_body(self, cast: Cast) -> None:
        with pytest.raises(access.Denied):
            type_in_card(cast.bea, cast.round, cast.second_community, card())
        with pytest.raises(Refused, match="public body"):
            type_in_card(cast.amina, cast.round, cast.body, card())
        receipt = type_in_card(cast.amina, cast.round, cast.second_community, card())
        with pytest.raises(Refused):
            take_back_card(cast.bea, cast.round, receipt)

    def test_not_before_the_round_is_open_nor_when_doubles_are_forgotten(self, cast: Cast) -> None:
        window = cast.round.windows.get(stage="listening")
        window.closes_on, window.grace_days = TODAY - dt.timedelta(days=28), 0
        window.save()
        type_in_card(cast.bea, cast.round, cast.community, card())
        window.closes_on = TODAY - dt.timedelta(days=29)
        window.save()
        with pytest.raises(Refused, match="until"):
            type_in_card(cast.bea, cast.round, cast.community, card(2))
        cast.round.opened_on = None
        with pytest.raises(Refused, match="Open the round"):
            type_in_card(cast.bea, cast.round, cast.community, card(2))


def slip(**more: object) -> dict[str, object]:
    return {
        "code": SLIP,
        "name": "Amal Noor",
        "email": "amal@example.org",
        "language": "en",
        "told": "on",
        "offers": ["host"],
        **more,
    }


class TestContactSlips:
    def test_a_lead_types_one_in_and_nothing_says_who_said_what(self, cast: Cast) -> None:
        answer = cast.client("bea").post(at("type_in_contacts"), slip())
        assert "kept, apart from what was said" in answer.content.decode()
        assert "Amal" not in answer.content.decode()
        kept = Contact.objects.get()
        assert kept.week == TODAY - dt.timedelta(days=TODAY.weekday()) and b"Amal" not in bytes(kept.sealed)
        assert Offer.objects.get().kind == "host"
        [opened] = contacts.open_for(cast.amina, cast.area, "told", why="test")
        assert opened.email == "amal@example.org"
        row = AuditEvent.objects.get(verb="keep_contact")
        assert row.actor.is_system and row.subject_id == ""

    def test_the_same_slip_again_is_refused_whatever_it_says(self, cast: Cast) -> None:
        client = cast.client("bea")
        client.post(at("type_in_contacts"), slip())
        for again in (slip(), slip(name="Else"), slip(code=SLIP.lower().replace("-", " "))):
            page = client.post(at("type_in_contacts"), again).content.decode()
            assert "typed in already" in page and str(again["name"]) in page
        assert Contact.objects.count() == 1

    def test_the_last_one_is_taken_back_for_good(self, cast: Cast) -> None:
        client = cast.client("bea")
        receipt = client.post(at("type_in_contacts"), slip()).context["receipt"]
        pk = Contact.objects.get().pk
        with pytest.raises(Refused):
            take_back_contact(cast.amina, cast.round, receipt, within=[])
        assert (
            "details are erased"
            in client.post(at("type_in_contacts"), {"take_back": receipt}).content.decode()
        )
        assert not Contact.objects.exists() and not Offer.objects.exists()
        assert Erasure.objects.filter(kind="contacts").count() == 1 and str(pk) not in receipt
        page = client.post(at("type_in_contacts"), {"take_back": receipt}).content.decode()
        assert "cannot be taken back" in page
        client.post(at("type_in_contacts"), slip())
        assert Contact.objects.count() == 1

    @pytest.mark.parametrize(
        "change",
        [
            {"code": "ABCDE-12345"},
            {"code": ""},
            {"code": "\x00"},
            {"name": ""},
            {"email": ""},
            {"email": "half"},
            {"told": "", "offers": []},
            {"offers": ["sing"]},
            {"concern": "x"},
            {"language": "xx"},
        ],
    )
    def test_a_mistake_gets_a_sentence(self, cast: Cast, change) -> None:
        page = cast.client("amina").post(at("type_in_contacts"), slip(**change)).content.decode()
        assert "There is a problem" in page and not Contact.objects.exists()

    def test_whoever_may_not_is_refused_before_anything_is_read(self, cast: Cast) -> None:
        for who in (cast.grace, cast.dele, cast.esi):
            with pytest.raises(access.Denied):
                type_in_contact(who, cast.round, "no code", {}, within=[cast.community.pk])


class TestPrinting:
    def test_cards_of_one_pile_are_numbered_and_nothing_is_kept(self, cast: Cast) -> None:
        before = AuditEvent.objects.count()
        answer = cast.client("bea").get(at("print_who_cards"), {"pages": 2})
        assert answer.context["pages"] == [[1, 2], [3, 4]]
        assert (
            codes.is_pile(answer.context["pile"])
            and answer.content.decode().count("I would rather not say") == 16
        )
        large = cast.client("bea").get(at("print_who_cards"), {"pages": 3, "large": "on"})
        assert large.context["pages"] == [[1], [2], [3]] and large.context["pile"] != answer.context["pile"]
        assert AuditEvent.objects.count() == before

    def test_each_slip_has_a_code_of_its_own_and_no_number_of_a_sheet(self, cast: Cast) -> None:
        answer = cast.client("bea").get(at("print_contact_slips"), {"pages": 2})
        printed = [code for page in answer.context["pages"] for code in page]
        assert len(set(printed)) == 4 and all(map(codes.is_slip, printed))
        page = answer.content.decode()
        assert "I would host a meeting" in page and "Damp and repairs" in page and "16 and over" in page
