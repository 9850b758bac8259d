"""The pictures of a count: every height and number of them is that of the exact story, and the words say the same."""

from fractions import Fraction

import pytest
from django.template.loader import render_to_string

from listens.priorities import stories, story_pictures
from listens.priorities.models import LongList
from listens.priorities.story_pictures import MOST_JUGS, MOST_PAYERS, whole_per_cents
from listens.priorities.story_shapes import BUCKET, JUG
from tests.priorities.halls import LONG, hall_vote
from tests.public.pages import stray_digits


def pictures(cast, **vote):
    long_list = hall_vote(cast, until="counted", **vote)
    result = long_list.results.get()
    titles = dict(long_list.proposals.values_list("reference", "title"))
    told = stories.story_of(result)
    return story_pictures.story(result, titles, told), told, result.content


def test_every_jug_stands_as_high_as_the_story_says(cast):
    story, told, _content = pictures(cast, organisations=6, seats=3)
    for step, exact in zip(story.steps, told["steps"], strict=True):
        for jug, numbers in zip(step.jugs, exact["jugs"], strict=True):
            assert jug.name == numbers["organisation"]
            for height, part in ((jug.level, "before"), (jug.stays, "after")):
                assert height == pytest.approx(JUG * numbers[part]["value"] / told["fullest"], abs=0.01)
            assert jug.pays.value == pytest.approx(100 * numbers["paid"]["value"], abs=0.06)
    assert max(jug.level for step in story.steps for jug in step.jugs) == pytest.approx(JUG, abs=0.01)


def test_a_jug_begins_each_step_where_it_ended_the_one_before(cast):
    story, _told, _content = pictures(cast, organisations=60, seats=4)
    for before, now in zip(story.steps, story.steps[1:], strict=False):
        assert [jug.name for jug in now.jugs] == [jug.name for jug in before.jugs]
        for was, jug in zip(before.jugs, now.jugs, strict=True):
            assert jug.was == pytest.approx(was.stays, abs=0.02)
            assert jug.level >= jug.was


def test_sixty_jugs_are_sixteen_and_none_is_lost(cast):
    story, told, _content = pictures(cast, organisations=60, seats=3)
    for step, exact in zip(story.steps, told["steps"], strict=True):
        assert len(step.jugs) == MOST_JUGS and step.jugs[-1].name == ""
        assert sum(jug.num.value for jug in step.jugs) == 60
        assert sum(jug.pays.value for jug in step.jugs) == pytest.approx(100, abs=1)
        held = sum(jug["before"]["value"] for jug in exact["jugs"])
        assert sum(jug.holds.value for jug in step.jugs) == pytest.approx(100 * held, abs=1)
        assert len(step.payers) == MOST_PAYERS + 1
        assert MOST_PAYERS + step.payers[-1].num.value == step.num_payers.value


def test_a_bucket_is_full_to_the_rim_and_its_parts_are_a_hundred(cast):
    story, _told, content = pictures(cast, organisations=12, seats=3)
    for step, winner in zip(story.steps, content["winners"], strict=True):
        assert sum(payer.part.value for payer in step.payers) == 100
        assert sum(payer.height for payer in step.payers) == pytest.approx(BUCKET, abs=0.1)
        parts = [payer.part.value for payer in step.payers if payer.name]
        assert parts == sorted(parts, reverse=True)
        first = step.payers[0]
        assert float(Fraction(winner["paid_by"][first.name])) == pytest.approx(
            first.height / BUCKET, abs=0.01
        )


def test_whole_per_cents_add_up_by_the_largest_remainder():
    assert whole_per_cents([Fraction(1, 3)] * 3) == [34, 33, 33]
    assert whole_per_cents([Fraction(1, 200), Fraction(199, 200)]) == [1, 99]
    assert whole_per_cents([]) == []


def test_what_was_not_chosen_says_how_full_its_bucket_was_and_never_more(cast):
    story, told, _content = pictures(cast, organisations=6, seats=2)
    for near, exact in zip(story.not_chosen, told["not_chosen"], strict=True):
        assert near.held.value + near.missing.value == 100
        assert near.held.value <= 100 * exact["held"]["value"] + 1e-6
        assert near.with_another.value <= near.ballots.value


def test_a_tie_is_told_with_what_settled_it(cast):
    def pick(organisation, _ballot):
        return [["p0"], ["p1"], ["p2"]][organisation]

    story, _told, _content = pictures(cast, organisations=3, seats=2, pick=pick)
    assert [step.tie for step in story.steps] == ["lot", "lot"]
    page = render_to_string("priorities/story.html", {"story": story})
    assert "A lot was drawn" in page and "Exactly level with it" in page
    assert [step.is_close for step in story.steps] == [True, True]


@pytest.mark.parametrize(
    ("rule", "kind"), [(LongList.Rule.DRIP, "drip"), (LongList.Rule.EQUAL_SHARES, "shares"), ("most-votes", "votes")]
)  # fmt: skip
def test_other_rules_have_a_story_of_their_own_without_jugs_that_fill(cast, rule, kind):
    story, told, content = pictures(cast, organisations=6, seats=3, rule=rule)
    assert story.kind == kind
    assert (told is None) == (kind != "drip")
    assert len(story.steps) == len(content["winners"])
    page = render_to_string("priorities/story.html", {"story": story})
    assert ("app-jug" in page) == ("has a jug" in page) == (kind == "drip")
    assert ("<h3" in page) and stray_digits(page) == []


def test_the_words_stand_beside_the_pictures_and_hold_no_number_that_is_not_published(cast):
    story, _told, _content = pictures(cast, organisations=20, seats=3)
    page = render_to_string("priorities/story.html", {"story": story, "is_screen": True, "leave": "/"})
    assert stray_digits(page) == []
    assert page.count("<table") == 3 and "Why not mine?" in page and "By most votes alone" in page
    for step in story.steps:
        for payer in step.payers:
            assert not payer.name or payer.name.replace("'", "&#x27;") in page
    assert 'style="' not in page and "onclick" not in page


def test_a_story_is_told_once_for_everybody(cast, django_assert_num_queries):
    long_list = hall_vote(cast, until="counted")
    result = long_list.results.get()
    with django_assert_num_queries(4):
        stories.story_of(result)
    with django_assert_num_queries(0):
        stories.story_of(result)
    assert LONG in {jug["organisation"] for jug in stories.story_of(result)["steps"][0]["jugs"]}
