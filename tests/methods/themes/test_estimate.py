"""Shares with an interval: coverage and error, whatever the machine is worth, and the review queue they rest on."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listens.methods.themes.estimate import estimate, shares
from listens.methods.themes.review_queue import audit_order, audited, review_queue


def world(num, share, worth, per_conversation=1, seed=0):
    """(chances, has, conversation of each note): alike within one; `worth`: how good the machine is."""
    rng = np.random.default_rng(seed)
    conversation = np.repeat(np.arange(num // per_conversation), per_conversation)
    common = rng.normal(size=num // per_conversation)[conversation] if per_conversation > 1 else 0
    level = common + rng.normal(size=len(conversation))
    bar = np.quantile(level, 1 - share)
    chances = 1 / (1 + np.exp(-worth * (level - bar) - rng.normal(size=len(level)) + 0.3))
    return chances, level > bar, conversation


def covered(num, audited, share, worth, per_conversation=1, times=300):
    """Coverage and mean error of (notes, conversations, people), and the mean error of the sample alone (notes)."""
    chances, has, conversation = world(num, share, worth, per_conversation)
    rng = np.random.default_rng(1)
    people = rng.integers(1, 12, conversation[-1] + 1).astype(float)
    any_has = np.bincount(conversation, has) > 0
    truth = (has.mean(), any_has.mean(), np.average(any_has, weights=people))
    inside, error, alone = [], [], []
    for _ in range(times):
        drawn = rng.permutation(len(people))[: audited // per_conversation]
        audit = np.isin(conversation, drawn)
        found = shares(chances, audit, has, conversation, people)
        three = (found.notes, found.conversations, found.people)
        inside.append([one.low <= true <= one.high for one, true in zip(three, truth, strict=True)])
        error.append([abs(one.share - true) for one, true in zip(three, truth, strict=True)])
        alone.append(abs(has[audit].mean() - truth[0]))
    return np.mean(inside, axis=0), np.mean(error, axis=0), np.mean(alone)


@pytest.mark.parametrize(
    ("share", "worth", "per_conversation"), [(0.03, 2, 1), (0.2, 2, 1), (0.1, 0, 1), (0.1, 2, 3)]
)
def test_nineteen_intervals_of_twenty_hold_the_truth(share, worth, per_conversation):
    inside, error, alone = covered(3000, 300, share, worth, per_conversation)
    # 300 draws: the coverage itself is known to about 0.025 either way.
    assert (inside > 0.905).all() and (inside < 0.99).all()
    if worth:
        assert error[0] < 0.95 * alone  # the machine helps
    else:
        assert error[0] < 1.05 * alone  # and does no harm where it knows nothing


def test_a_machine_that_is_wrong_throughout_is_put_right():
    """It calls everything: its own count would be 100 %."""
    _chances, has, _conversation = world(2000, 0.2, 1)
    audit = np.zeros(2000, bool)
    audit[np.random.default_rng(2).permutation(2000)[:400]] = True
    found = estimate(np.full(2000, 0.99), audit, has)
    assert found.low < 0.2 < found.high and found.high - found.low < 0.1


def test_few_labels_leave_it_to_people_and_all_labels_are_a_count():
    chances, has, _conversation = world(500, 0.2, 2)
    audit = np.arange(500) < 30
    few = estimate(chances, audit, has)
    assert (few.method, few.lam, few.num) == ("people", 0.0, 30)
    assert few.share == pytest.approx(has[:30].mean())
    every = estimate(chances, np.ones(500, bool), has)
    assert (every.method, every.share, every.low, every.high) == (
        "counted",
        has.mean(),
        has.mean(),
        has.mean(),
    )
    none = estimate(chances, np.zeros(500, bool), has)
    assert (none.method, none.low, none.high) == ("nothing known", 0, 1) and np.isnan(none.share)


def test_more_looked_at_or_a_better_machine_narrows_the_interval():
    def width(num, worth):
        chances, has, _conversation = world(2000, 0.3, worth)
        audit = np.zeros(2000, bool)
        audit[np.random.default_rng(3).permutation(2000)[:num]] = True
        found = estimate(chances, audit, has)
        return found.high - found.low

    assert width(100, 2) > width(400, 2) > width(1600, 2) > 0
    assert width(400, 0) > 1.2 * width(400, 4)


def test_notes_of_one_conversation_do_not_count_as_many():
    has = np.repeat(np.arange(100) < 30, 5)
    conversation = np.repeat(np.arange(100), 5)
    order = np.random.default_rng(0).permutation(100)[:60]
    audit = np.isin(conversation, order)
    by_note = estimate(np.zeros(500), audit, has)
    by_conversation = estimate(np.zeros(500), audit, has, clusters=conversation)
    assert by_note.share == by_conversation.share and by_conversation.num_clusters == 60
    assert by_conversation.high - by_conversation.low > 1.8 * (by_note.high - by_note.low)


def test_a_conversation_has_what_any_note_has_and_people_weigh():
    conversation = np.array([0, 0, 1, 2, 2])
    has = np.array([True, False, False, False, True])
    found = shares(np.zeros(5), np.ones(5, bool), has, conversation, np.array([10.0, 5.0, 1.0]))
    assert found.notes.share == pytest.approx(2 / 5)
    assert found.conversations.share == pytest.approx(2 / 3)
    assert found.people.share == pytest.approx(11 / 16)
    half = shares(np.zeros(5), np.array([True, False, True, True, True]), has, conversation)
    assert half.conversations.num == 2  # one was looked at in part


@settings(max_examples=120, deadline=None)
@given(st.integers(1, 40), st.integers(0, 2**32), st.floats(0, 1), st.floats(0, 1))
def test_a_share_stays_between_0_and_1_and_inside_its_interval(num, seed, often, looked):
    rng = np.random.default_rng(seed)
    has, audit = rng.random(num) < often, rng.random(num) < looked
    weights = rng.integers(0, 4, num).astype(float)
    if not weights.sum():
        weights[0] = 1
    found = estimate(rng.random(num), audit, has, weights, rng.integers(0, 5, num))
    assert 0 <= found.low <= found.high <= 1
    assert np.isnan(found.share) or found.low - 1e-9 <= found.share <= found.high + 1e-9


def test_what_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="one length"):
        estimate(np.zeros(3), np.zeros(2, bool), np.zeros(3, bool))
    with pytest.raises(ValueError, match="one length"):
        estimate(np.zeros(0), np.zeros(0, bool), np.zeros(0, bool))
    with pytest.raises(ValueError, match="less than nothing"):
        estimate(np.zeros(2), np.ones(2, bool), np.ones(2, bool), weights=np.array([1.0, -1.0]))


def a_queue(done=(), most=50, seed=4, chances=None):
    rng = np.random.default_rng(0)
    chances = rng.random((200, 6)) if chances is None else chances
    return review_queue(
        chances, np.array([9, 0, 5, 1, 30, 2]), [at // 2 for at in range(200)], done, most, seed
    )


def test_the_queue_is_seven_of_ten_at_random_and_three_for_rare_codes():
    queue = a_queue()
    assert len(queue) == 50 and sum(one.is_audit for one in queue) == 35
    assert {one.code for one in queue if not one.is_audit} == {1, 3, 5}
    assert all((one.code is None) == one.is_audit for one in queue)
    assert queue == a_queue()
    assert queue != a_queue(seed=5)


def test_nothing_comes_twice_until_all_has_come():
    done, times = [], 0
    while queue := a_queue(done):
        done += [one.note for one in queue]
        times += 1
    assert sorted(done) == list(range(200)) and times == 4


def test_the_audit_goes_on_in_one_random_order_whatever_is_learnt():
    order = audit_order([at // 2 for at in range(200)], seed=4)
    assert sorted(order) == list(range(200)) and order != list(range(200))
    assert all(
        abs(one - other) == 1 for one, other in zip(order[::2], order[1::2], strict=True)
    )  # whole conversations
    first = a_queue()
    second = a_queue([one.note for one in first], chances=np.random.default_rng(9).random((200, 6)))
    hunted = {one.note for one in [*first, *second] if not one.is_audit}
    audited = [one.note for one in [*first, *second] if one.is_audit]
    place = {note: at for at, note in enumerate(order)}
    assert [place[note] for note in audited] == sorted(place[note] for note in audited)
    assert set(order[: place[audited[-1]] + 1]) <= hunted | set(audited)


def test_the_audit_holds_notes_that_were_hunted_where_the_random_order_reaches_them():
    conversations, done = [at // 2 for at in range(200)], []
    for _ in range(3):
        done += [one.note for one in a_queue(done, most=20)]
    audit = audited(conversations, done, seed=4)
    order = audit_order(conversations, seed=4)
    assert 40 <= audit.sum() <= 60
    assert audit[order[: audit.sum()]].all() and order[audit.sum()] not in done
    assert not audited(conversations, [order[1]], seed=4).any()


def test_an_audit_beside_a_hunt_is_unbiased():
    """The machine knows the rare code, so the hunt takes most notes that have it; the audit does not miss them."""
    rng = np.random.default_rng(8)
    shares_found = []
    for seed in range(60):
        has = rng.random(300) < 0.1
        queue = review_queue(
            has[:, None] + 0.1 * rng.random((300, 1)), np.zeros(1, int), range(300), most=100, seed=seed
        )
        audit = audited(range(300), [one.note for one in queue], seed)
        shares_found.append(has[audit].mean() - has.mean())
    assert abs(np.mean(shares_found)) < 0.015


def test_an_odd_queue():
    assert review_queue(np.zeros((0, 0)), np.zeros(0, int), []) == []
    assert len(review_queue(np.zeros((5, 0)), np.zeros(0, int), list("abcde"))) == 5
    assert [one.note for one in review_queue(np.zeros((1, 1)), np.zeros(1, int), ["a"], done=[0, 77])] == []
    with pytest.raises(ValueError, match="needs its conversation"):
        review_queue(np.zeros((2, 1)), np.zeros(1, int), ["a"])
