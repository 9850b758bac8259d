"""A chain shows a change, a cut, an insertion and a swap, and bears that content is erased."""

import pytest

from listens.core import chain
from listens.core.models import ChainEntry, ChainHead

pytestmark = pytest.mark.django_db
SALTS = [chain.new_salt() for _ in range(4)]
CONTENT = [{"n": n, "word": "žluťoučký"} for n in range(4)]


@pytest.fixture
def made():
    chain.append("test", [chain.digest(salt, content) for salt, content in zip(SALTS, CONTENT, strict=True)])
    return ChainEntry.objects.filter(chain="test")


def behind(*changes):
    rows = {
        n + 1: (n + 1, salt, content) for n, (salt, content) in enumerate(zip(SALTS, CONTENT, strict=True))
    }
    return iter((rows | dict(changes)).values())


def test_a_whole_chain_holds_and_its_head_is_its_last_link(made):
    assert chain.verify("test") is None
    assert chain.verify("test", behind()) is None
    assert chain.head_of("test") == made.get(seq=4).link
    assert chain.head_of("another") == "" and chain.verify("another") is None


def test_places_follow_one_another_over_several_appends(made):
    assert [entry.seq for entry in chain.append("test", ["a", "b"])] == [5, 6]
    assert chain.verify("test") is None


def test_a_tombstone_still_verifies_and_a_changed_row_does_not(made):
    assert chain.verify("test", behind((2, (2, "", {})))) is None
    assert chain.verify("test", behind((2, (2, SALTS[1], {"n": 99})))).seq == 2
    assert chain.verify("test", behind((2, (2, "", {"n": 99})))).seq == 2


def test_a_row_without_an_entry_and_an_entry_without_a_row_are_found(made):
    assert "records" in chain.verify("test", iter(list(behind())[:3])).problem
    assert chain.verify("test", iter([*behind(), (5, "s", {})])) is not None


@pytest.mark.parametrize("seq", [1, 2, 4])
def test_a_missing_entry_is_found(made, seq):
    made.filter(seq=seq).delete()
    assert chain.verify("test") is not None


def test_two_swapped_entries_are_found(made):
    first, second = made.get(seq=2), made.get(seq=3)
    made.filter(seq=2).update(digest=second.digest)
    made.filter(seq=3).update(digest=first.digest)
    assert chain.verify("test").seq == 2


def test_a_tail_that_was_cut_with_the_head_shows_against_the_published_head(made):
    published = chain.head_of("test")
    made.filter(seq=4).delete()
    ChainHead.objects.filter(chain="test").update(seq=3, link=made.get(seq=3).link)
    assert chain.verify("test") is None, "the chain alone cannot tell"
    assert chain.head_of("test") != published, "the printed head can"


def test_the_same_content_has_another_digest_under_another_salt():
    assert chain.digest("a", {"x": 1, "y": 2}) == chain.digest("a", {"y": 2, "x": 1})
    assert chain.digest("a", {"x": 1}) != chain.digest("b", {"x": 1})
