"""Following foreign keys forward, a note never reaches a person (decisions: "Testimony and identity")."""

from __future__ import annotations

import pytest
from django.db import models

from listens.alliance.models import Organisation, Person
from listens.core.models import Account, Actor, Area, Contact
from listens.feedback.models import Reply, ReplyStrike, SlipReplies
from listens.listening.models import (
    ChildrenConsent,
    ChildrenSession,
    Conversation,
    HeardTally,
    ListenerLink,
    Note,
    NoteTranslation,
    Prompt,
    Round,
    TallyClaim,
)
from listens.places.models import Place
from listens.safeguarding.models import AlarmStep, ReportReading, RiskReport

ALLOWED = {Note, Conversation, Prompt, Round, Organisation, Area, Place, ListenerLink}


def reached(start: type[models.Model]) -> set[type[models.Model]]:
    """Every model that foreign keys lead to, with the start itself."""
    seen: set[type[models.Model]] = set()
    waiting = [start]
    while waiting:
        model = waiting.pop()
        if model not in seen:
            seen.add(model)
            fields = model._meta.get_fields(include_hidden=True)
            waiting += [
                field.related_model
                for field in fields
                if field.is_relation and (field.concrete or field.many_to_many) and not field.auto_created
            ]
    return seen


def test_a_note_reaches_only_where_and_when_it_was_said() -> None:
    assert reached(Note) == ALLOWED
    assert reached(NoteTranslation) == ALLOWED | {NoteTranslation}


@pytest.mark.parametrize(
    "model",
    [
        Contact,
        HeardTally,
        TallyClaim,
        RiskReport,
        ReportReading,
        AlarmStep,
        ChildrenSession,
        ChildrenConsent,
        Reply,
        ReplyStrike,
        SlipReplies,
    ],
)
def test_people_and_counts_reach_no_testimony(model: type[models.Model]) -> None:
    assert not reached(model) & {Note, Conversation, ListenerLink}


def test_what_is_said_back_reaches_no_person_and_no_testimony() -> None:
    assert reached(Reply) == {Reply, Round, Organisation, Area, Place}
    assert reached(SlipReplies) == {SlipReplies, Area}


@pytest.mark.parametrize("model", sorted(ALLOWED, key=lambda one: one.__name__))
def test_nothing_on_the_way_holds_a_name_or_an_address(model: type[models.Model]) -> None:
    personal = {"email", "phone", "account", "contact", "person", "address", "postcode", "sealed"}
    names = {field.name for field in model._meta.concrete_fields}
    assert not names & (personal - ({"contact_email"} if model is Area else set()))


def test_the_walk_finds_a_person_where_there_is_a_way() -> None:
    assert {Account, Organisation} <= reached(Person)
    assert Account in reached(Actor)
