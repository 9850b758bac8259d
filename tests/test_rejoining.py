"""Who asked to be told, and who was there, cannot be put back together with what was said; and the attacks do work."""

from __future__ import annotations

import datetime as dt
import random
import uuid

import pytest

from listens.core import sealing
from listens.core.models import Actor, Contact, ContactUse
from listens.listening import codes
from listens.listening.actions import (
    receive_card,
    receive_contact,
    receive_conversations,
    settle_conversations,
)
from listens.listening.models import Conversation, HeardTally, Offer
from listens.listening.paper.actions import type_in_sheet
from listens.listening.paper.people_actions import PaperCard, type_in_card, type_in_contact
from tests import rejoining
from tests.cast import TODAY, Cast
from tests.listening.phones import a_link, envelope, holder_of, item, note
from tests.listening.sheets import sheets, written

SENT = 60
LUCK = 9  # hits that guessing gives now and then: about one in thirty on average


def live_through(cast: Cast, day: dt.date = TODAY, ward: str = "E05014117") -> dict[uuid.UUID, uuid.UUID]:
    """Two weeks of a round: {contact: the conversation it came right after}, which nobody but this test knows."""
    rng = random.Random(7)
    holders = [holder_of(a_link(cast, one)[0]) for one in (cast.community, cast.second_community)]
    truth: dict[uuid.UUID, uuid.UUID] = {}
    for number in range(SENT):
        _day(cast, day + dt.timedelta(days=7 * (number >= SENT // 2)))
        holder = rng.choice(holders)
        language = "ar" if number % 15 == 3 else "en"
        sent = item(
            note(f"Something was said, {number}."), ward=ward, held_on=day.isoformat(), language=language
        )
        receive_conversations(holder, cast.area, envelope(sent))
        if rng.random() < 0.55:
            mine = str(uuid.uuid4())
            receive_contact(holder, cast.area, _contact(cast, mine, number, language))
            conversation = Conversation.objects.get(client_id=sent["client_id"])
            truth[Contact.objects.get(client_id=mine).pk] = conversation.pk
        if rng.random() < 0.4:
            answers = {"age": rng.choice(["16-24", "65-79"]), "tenure": "social"}
            card = {
                "schema_version": 1,
                "client_id": str(uuid.uuid4()),
                "ward": ward,
                "answers": answers,
            }
            receive_card(holder, cast.area, card)
        if number == SENT // 2 - 1:
            _day(cast, day + dt.timedelta(days=7))
            settle_conversations(Actor.system("clock"), cast.area)
    _day(cast, day + dt.timedelta(days=14))
    settle_conversations(Actor.system("clock"), cast.area)
    return truth


def _day(cast: Cast, day: dt.date) -> None:
    cast.area.as_at = day
    cast.area.save()
    cast.round.area = cast.area


def _contact(cast: Cast, client_id: str, number: int, language: str) -> dict[str, object]:
    return {
        "schema_version": 1,
        "client_id": client_id,
        "name": f"Person {number}",
        "email": f"p{number}@example.org",
        "language": language,
        "uses": ["told"],
        "offers": [{"kind": "come"}],
    }


def hits(guesses: rejoining.Guesses, truth: rejoining.Guesses) -> int:
    return sum(truth.get(contact) == conversation for contact, conversation in guesses.items())


@pytest.fixture
def truth(cast: Cast):
    return live_through(cast)


def test_no_attack_does_better_than_luck(cast: Cast, truth) -> None:
    assert len(truth) > 25
    for of in (Contact, ContactUse, Offer):
        assert hits(rejoining.by_order_and_trail(of), truth) < LUCK, of
    assert hits(rejoining.by_rank_in_the_week(), truth) < LUCK
    assert hits(rejoining.by_time_in_the_seal(), truth) < LUCK
    assert hits(rejoining.by_being_the_only_one(), truth) == 0
    assert rejoining.shared_values() == set()
    assert HeardTally.objects.exists() and rejoining.tallies_of_one_conversation() == []


def type_in(cast: Cast) -> dict[uuid.UUID, uuid.UUID]:
    """As nobody should: each sheet, then at once the slip and the card that came with it."""
    truth: dict[uuid.UUID, uuid.UUID] = {}
    pile = codes.new_pile()
    for number, sheet in enumerate(sheets(cast, SENT // 2), start=1):
        type_in_sheet(cast.bea, sheet, written(f"Something was said, {number}."))
        details = _contact(cast, "", number, "en")
        type_in_contact(cast.bea, cast.round, codes.new_slip(), details, within=[cast.community.pk])
        type_in_card(cast.bea, cast.round, cast.community, PaperCard(pile, number, "", {"age": "65-79"}))
        [new] = set(Contact.objects.values_list("pk", flat=True)) - truth.keys()
        truth[new] = Conversation.objects.get(client_id=str(sheet.pk)).pk
    _day(cast, TODAY + dt.timedelta(days=7))
    settle_conversations(Actor.system("clock"), cast.area)
    return truth


def test_paper_typed_in_turn_is_not_put_back_together_either(cast: Cast) -> None:
    truth = type_in(cast)
    assert hits(rejoining.by_order_and_trail(), truth) < LUCK
    assert hits(rejoining.by_rank_in_the_week(), truth) < LUCK
    assert rejoining.shared_values() == set() and rejoining.tallies_of_one_conversation() == []


def test_the_attack_by_order_works_where_order_is_kept(cast: Cast, monkeypatch) -> None:
    for module in ("contacts", "cards", "settling"):
        monkeypatch.setattr(f"listens.listening.actions.{module}.forget_order", lambda model, ids: None)
    truth = live_through(cast)
    assert hits(rejoining.by_order_and_trail(), truth) == len(truth)
    assert hits(rejoining.by_order_and_trail(Offer), truth) == len(truth)


def test_the_attack_by_time_works_where_the_seal_tells_it(cast: Cast, monkeypatch, time_machine) -> None:
    monkeypatch.setattr(sealing, "seal", lambda area, data: sealing._box(area).encrypt(data))
    time_machine.move_to(dt.datetime(2026, 11, 16, 10, tzinfo=dt.UTC), tick=True)
    ticking = iter(range(10_000))

    def later(*args, _real=receive_conversations):
        time_machine.move_to(
            dt.datetime(2026, 11, 16, 10, tzinfo=dt.UTC) + dt.timedelta(minutes=next(ticking)), tick=True
        )
        return _real(*args)

    monkeypatch.setattr("tests.test_rejoining.receive_conversations", later)
    truth = live_through(cast)
    assert hits(rejoining.by_time_in_the_seal(), truth) == len(truth)


def test_the_trail_does_not_say_what_a_contact_agreed_to(cast: Cast) -> None:
    """Three people, each of whom agreed to something else."""
    holder = holder_of(a_link(cast)[0])
    for number, uses in enumerate((["told"], ["evaluation"], ["told", "evaluation"])):
        receive_conversations(holder, cast.area, envelope(item(note(f"Something was said, {number}."))))
        sent = {**_contact(cast, str(uuid.uuid4()), number, "en"), "uses": uses, "offers": []}
        assert receive_contact(holder, cast.area, sent)["outcome"] == "created"
    assert rejoining.by_what_the_trail_says() == {}


def test_a_planted_link_is_found(cast: Cast, truth) -> None:
    contact, conversation = next(iter(truth.items()))
    Conversation.objects.filter(pk=conversation).update(setting=str(contact))
    assert rejoining.shared_values() == {str(contact)}


def test_a_planted_tally_of_one_conversation_is_found(cast: Cast) -> None:
    receive_conversations(holder_of(a_link(cast)[0]), cast.area, envelope(item(ward="E05014117")))
    HeardTally.objects.create(
        area=cast.area,
        round=cast.round,
        organisation=cast.community,
        ward=cast.ward,
        group="age",
        value="80+",
        n=1,
    )
    assert len(rejoining.tallies_of_one_conversation()) == 1
