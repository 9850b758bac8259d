"""What delegates say before the vote: for their own organisation, not too much, and gone when taken back."""

from __future__ import annotations

import pytest

from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.models import AuditEvent
from listens.priorities import talk
from listens.priorities.actions import (
    hide_contribution,
    merge_proposals,
    open_voting,
    say_of_proposal,
    take_back,
)
from listens.priorities.actions.talking import MOST_AN_HOUR, MOST_OF_ONE_PROPOSAL
from listens.priorities.models import Contribution, Proposal
from tests.cast import TODAY, Cast
from tests.priorities.made import proposals, vote


@pytest.fixture
def damp(cast: Cast) -> Proposal:
    return proposals(cast)["damp"]


def say(cast: Cast, about: Proposal, words: str = "We know it well.", **more) -> Contribution:
    return say_of_proposal(
        cast.hana, about, cast.second_community, **({"kind": "for", "words": words} | more)
    )


def read(cast: Cast, name: str, about: Proposal) -> list[str]:
    [found] = talk.said_of(cast.actors[name], cast.area, [about.pk]).values()
    return [one.row.words for one in found]


def test_it_stands_under_the_organisation_and_the_same_words_once(cast, damp):
    for _time in range(2):
        say(cast, damp)
    say_of_proposal(cast.bea, damp, cast.community, kind="worry", words="Who pays?")
    assert read(cast, "ivo", damp) == ["We know it well.", "Who pays?"]
    assert talk.num_said([damp]) == {damp.pk: 2}


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"words": "  "}, "Write what"),
        ({"words": "x" * 501}, "the most is 500"),
        ({"words": "a\x00b"}, "NUL"),
        ({"kind": "against"}, "a question or a worry"),
    ],
)
def test_no_words_too_many_and_unknown_kinds_are_refused(cast, damp, more, says):
    with pytest.raises(Refused, match=says):
        say(cast, damp, **more)
    assert not Contribution.objects.exists()


def test_nobody_speaks_for_another_organisation(cast, damp):
    for name in ("amina", "ivo", "dele", "femi", "jun", "esi", "bea"):
        with pytest.raises(Denied):
            say_of_proposal(cast.actors[name], damp, cast.second_community, kind="for", words="Yes")
    grant = cast.hana.grants.get()
    grant.scope, grant.scope_id = "area", None
    grant.save()
    cast.hana.__dict__.pop("_grants", None)
    with pytest.raises(Refused, match="own organisation"):
        say(cast, damp)


def test_public_bodies_and_those_who_left_do_not_take_part(cast, damp):
    grant = cast.hana.grants.get()
    grant.scope_id = cast.body.pk
    grant.save()
    cast.hana.__dict__.pop("_grants", None)
    with pytest.raises(Refused, match="Public bodies"):
        say_of_proposal(cast.hana, damp, cast.body, kind="for", words="Yes")
    assert talk.speaks_for(cast.hana, cast.area) == []
    cast.community.left_on = TODAY.replace(day=1)
    cast.community.save()
    with pytest.raises(Refused, match="left"):
        say_of_proposal(cast.bea, damp, cast.community, kind="for", words="Yes")
    assert talk.speaks_for(cast.bea, cast.area) == []


def test_it_is_over_when_the_vote_opens(cast):
    long_list = vote(cast, until="locked")
    damp = Proposal.objects.get(reference="damp")
    mine = say(cast, damp)
    open_voting(cast.amina, long_list)
    with pytest.raises(Refused, match="talk before it is over"):
        say(cast, damp, "More")
    take_back(cast.hana, mine)
    assert read(cast, "hana", damp) == []


def test_one_person_cannot_fill_a_page_or_an_hour_even_by_taking_back(cast):
    made = proposals(cast)
    for number in range(MOST_OF_ONE_PROPOSAL):
        take_back(cast.hana, say(cast, made["damp"], f"Words {number}"))
    with pytest.raises(Refused, match="Leave room"):
        say(cast, made["damp"], "And more")
    for number in range(MOST_AN_HOUR - MOST_OF_ONE_PROPOSAL):
        say(cast, list(made.values())[1 + number // MOST_OF_ONE_PROPOSAL], f"Words {number}")
    one = Proposal.objects.create(area=cast.area, round=cast.round, reference="n", title="N")
    with pytest.raises(Refused, match="in one hour"):
        say(cast, one)


def test_taken_back_it_is_gone_and_only_its_writer_can(cast, damp):
    mine = say(cast, damp, "A word about my neighbour")
    with pytest.raises(Denied):
        take_back(cast.bea, mine)
    with pytest.raises(Denied):
        take_back(cast.amina, mine)
    take_back(cast.hana, mine)
    mine.refresh_from_db()
    assert mine.words == ""
    assert read(cast, "amina", damp) == []
    assert not [row for row in AuditEvent.objects.all() if "neighbour" in str(row.detail)]


def test_hidden_only_its_writer_and_organisers_read_it(cast, damp):
    mine = say(cast, damp, "It is their own fault")
    for actor in (cast.bea, cast.hana, cast.ivo):
        with pytest.raises(Denied):
            hide_contribution(actor, mine, reason="No.")
    with pytest.raises(Refused, match="reason"):
        hide_contribution(cast.amina, mine, reason="")
    hide_contribution(cast.amina, mine, reason="It blames people.")
    assert [bool(read(cast, name, damp)) for name in ("hana", "amina", "bea", "ivo")] == [
        True,
        True,
        False,
        False,
    ]
    assert talk.num_said([damp]) == {}
    with pytest.raises(Refused, match="not shown"):
        hide_contribution(cast.amina, mine, reason="Again.")


def test_of_a_merged_proposal_it_is_said_at_the_other(cast):
    made = proposals(cast)
    say(cast, made["wages"])
    merge_proposals(cast.amina, made["wages"], made["damp"], reason="The same.")
    with pytest.raises(Refused, match="now part of"):
        say(cast, made["wages"], "More")
