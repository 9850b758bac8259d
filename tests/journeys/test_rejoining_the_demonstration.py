"""The attacks of tests/test_rejoining.py, on the demonstration: as it is made, and after two weeks of phones in it.

The demonstration's own contacts belong to no conversation, so only what stands in its rows can be attacked. For the
order, the times and the trail, phones send into its open round, and this test alone knows who belongs to what.
"""

from __future__ import annotations

import os
from types import SimpleNamespace

import pytest

from listens.alliance.models import Organisation
from listens.core.models import Contact, ContactUse
from listens.demo import facts
from listens.demo.commands import SEED
from listens.demo.generate import chapters
from listens.listening.models import Conversation, HeardTally, Offer
from tests import rejoining
from tests.test_rejoining import LUCK, hits, live_through

pytestmark = pytest.mark.skipif(
    not os.environ.get("LISTENS_LONG"), reason="The attacks on the demonstration are run by: make test-long"
)


@pytest.fixture
def demonstration(db):
    story = None
    for _words, chapter in chapters():
        story = chapter(SEED) if story is None else chapter(story) or story
    return story


def test_no_attack_on_the_demonstration_does_better_than_luck(demonstration) -> None:
    assert Conversation.objects.count() > 3000 and Contact.objects.count() == 85
    assert rejoining.shared_values() == set()
    assert rejoining.by_being_the_only_one() == {}
    assert HeardTally.objects.exists() and rejoining.tallies_of_one_conversation() == []

    round_ = demonstration.rounds[facts.invented_round().open.slug]
    first, second = Organisation.objects.filter(conversations__round=round_, ward__isnull=False).distinct()[
        :2
    ]
    cast = SimpleNamespace(
        area=demonstration.area,
        round=round_,
        amina=demonstration.amina,
        community=first,
        second_community=second,
    )
    truth = live_through(cast, day=demonstration.area.today(), ward=first.ward.code)
    assert len(truth) > 25
    for of in (Contact, ContactUse, Offer):
        assert hits(rejoining.by_order_and_trail(of), truth) < LUCK, of
    assert hits(rejoining.by_rank_in_the_week(), truth) < LUCK
    assert hits(rejoining.by_time_in_the_seal(), truth) < LUCK
    assert hits(rejoining.by_being_the_only_one(), truth) == 0
    assert rejoining.shared_values() == set()
    assert rejoining.tallies_of_one_conversation() == []

    contact, conversation = next(iter(truth.items()))
    Conversation.objects.filter(pk=conversation).update(setting=str(contact))
    assert rejoining.shared_values() == {str(contact)}
