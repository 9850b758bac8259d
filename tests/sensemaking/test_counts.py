"""Counting conversations and times heard, over accepted and standing notes only."""

import uuid

from listens.core.models import Actor
from listens.listening.models import Conversation, ConversationReview, Round
from listens.listening.paper.actions import type_in_wall
from listens.sensemaking.actions import code_note, decide_note
from listens.sensemaking.counts import theme_counts
from listens.sensemaking.said_where import said_where
from tests.cast import TODAY
from tests.sensemaking.build import codebook, note, notes, withdraw


def counted(cast, **more):
    return {
        c.theme.code: (c.num_conversations, c.times_heard, c.num_notes)
        for c in theme_counts(cast.area, **more)
    }


def test_a_conversation_counts_once_for_a_theme_and_once_for_the_theme_above(cast):
    themes = codebook(cast)
    first, second = notes(cast, 2, together=True, people=8)
    decide_note(cast.femi, first, [themes["damp"], themes["repairs"]])
    decide_note(cast.femi, second, [themes["damp"], themes["money"]])
    decide_note(cast.femi, note(cast, people=2), [themes["housing"]])
    decide_note(cast.femi, note(cast), [])
    assert counted(cast, only=themes["damp"]) == {"damp": (1, 8, 2)}
    assert list(counted(cast, only=themes["housing"])) == ["housing", "damp", "repairs"]
    assert counted(cast) == counted(cast, only=themes["housing"]) | {"money": (1, 8, 1)}
    assert counted(cast) == {
        "housing": (2, 10, 3),
        "damp": (1, 8, 2),
        "repairs": (1, 8, 1),
        "money": (1, 8, 1),
    }


def test_what_is_withdrawn_unaccepted_taken_off_or_blind_does_not_count(cast):
    themes = codebook(cast)
    gone, kept, off, blind = notes(cast, 4)
    for one in (gone, kept, off):
        code_note(cast.femi, one, themes["damp"])
    code_note(cast.femi, blind, themes["damp"], sitting="blind")
    code_note(cast.femi, note(cast, state=""), themes["damp"])
    code_note(cast.femi, note(cast, state="set_aside"), themes["damp"])
    code_note(cast.femi, off, themes["damp"], act="remove")
    withdraw(cast, gone)
    assert counted(cast)["damp"] == (1, 1, 1)


def test_counts_of_one_round_or_one_organisation(cast, django_assert_num_queries):
    themes = codebook(cast)
    earlier = Round.objects.create(
        area=cast.area, slug="spring", name="Spring", number=0, opened_on=cast.area.today()
    )
    system = Actor.system()
    for round_, organisation in (
        (cast.round, cast.community),
        (cast.round, cast.second_community),
        (earlier, None),
    ):
        one = note(cast, round=round_, organisation=organisation)
        from listens.sensemaking.models import Coding

        Coding.objects.create(note=one, theme=themes["damp"], by=system, at="2026-11-16T00:00Z")
    assert counted(cast)["damp"] == (3, 3, 3)
    assert counted(cast, round=earlier)["damp"] == (1, 1, 1)
    assert counted(cast, organisation=cast.second_community)["damp"] == (1, 1, 1)
    with django_assert_num_queries(3):
        theme_counts(cast.area, cast.round)


def test_counts_by_kind_of_organisation_have_the_parts_of_a_theme(cast):
    themes = codebook(cast)
    decide_note(cast.femi, note(cast, people=3), [themes["damp"]])
    decide_note(
        cast.femi, note(cast, organisation=cast.second_community), [themes["housing"], themes["damp"]]
    )
    decide_note(cast.femi, note(cast, organisation=cast.second_community), [themes["money"]])
    assert [(k.key, k.num_conversations, k.times_heard) for k in said_where(themes["housing"]).kinds] == [
        ("association", 1, 1),
        ("faith", 1, 3),
    ]
    assert said_where(themes["repairs"]).kinds == []


def test_at_a_wall_as_many_were_heard_as_put_their_mark_to_one_sticky(cast):
    """Marks are not added up, for one person puts several; and whoever puts one was there."""
    themes = codebook(cast)
    stickies = [
        {"prompt": "1", "text": words, "voice": "listener", "times_said": marks}
        for words, marks in (("The lift is broken", 4), ("Damp", 9), ("Rent", 1))
    ]
    sent = {
        "client_id": str(uuid.uuid4()),
        "held_on": TODAY.isoformat(),
        "people_heard": 2,
        "notes": stickies,
    }
    type_in_wall(cast.amina, cast.round, cast.community, sent)
    wall = Conversation.objects.get()
    ConversationReview.objects.create(
        conversation=wall, seq=9, state="accepted", by=cast.grace, at=cast.area.now()
    )
    for one, code in zip(wall.notes.order_by("position"), ("repairs", "damp", "money"), strict=True):
        decide_note(cast.femi, one, [themes[code]])
    heard = {count.theme.code: count.times_heard for count in theme_counts(cast.area)}
    assert heard == {"housing": 9, "damp": 9, "repairs": 9, "money": 9}
