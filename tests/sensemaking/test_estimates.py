"""How large a theme is: reckoned only from what was read without gaps, and only with the scores that may count."""

import pytest

from listens.core import jobs
from listens.core import work as core_work
from listens.listening.models import Note
from listens.sensemaking import actions, audit
from listens.sensemaking.jobs import SUGGEST
from listens.sensemaking.machine import estimating, notes
from listens.sensemaking.machine.decided import by_hand
from listens.sensemaking.models import Theme, ThemeEstimate, ThemeRun
from listens.sensemaking.uncoded import next_notes, notes_of
from tests.sensemaking.build import codebook
from tests.sensemaking.build import notes as some_notes
from tests.sensemaking.many_notes import many
from tests.sensemaking.proposed import batch, run
from tests.sensemaking.small_engine import put_in

pytestmark = pytest.mark.django_db


def test_a_coder_reads_whole_conversations_and_they_are_the_sample(cast):
    codebook(cast)
    for _ in range(5):
        some_notes(cast, 2, together=True)
    said = list(notes_of(cast.round).values_list("pk", "conversation"))
    read = []
    for _ in range(5):
        [one] = next_notes(cast.femi, cast.round)
        read.append(one)
        actions.decide_note(cast.femi, one, [])
    conversations = [one.conversation_id for one in read]
    assert conversations[0] == conversations[1] and conversations[2] == conversations[3]
    found = audit.audited(cast.round, said, {one.pk for one in read})
    assert found == set(conversations[:4]), "of the fifth's conversation one note is not read yet"


def test_after_a_note_come_the_others_of_its_conversation_and_each_once(cast):
    for _ in range(4):
        some_notes(cast, 3, together=True)
    seen, after = [], None
    for _ in range(12):
        [one] = next_notes(cast.femi, cast.round, after=after)
        seen.append(one)
        after = one.pk
    assert len({one.pk for one in seen}) == 12
    groups = [one.conversation_id for one in seen]
    assert sum(a != b for a, b in zip(groups, groups[1:], strict=False)) == 3
    [again] = next_notes(cast.femi, cast.round, after=after)
    assert again == seen[0]


@pytest.fixture
def coded(cast, monkeypatch, at_once):
    """140 conversations; Femi codes 80 of them one after the other, as the page hands them out."""
    monkeypatch.setattr(notes, "A_PART", 50)
    monkeypatch.setattr(jobs, "KINDS", {SUGGEST: jobs.KINDS[SUGGEST]})
    put_in(monkeypatch)
    themes = codebook(cast)
    many(cast, 140)
    about = {"Damp": "damp", "Wage": "money", "Appo": "repairs"}
    for _ in range(80):
        [one] = next_notes(cast.femi, cast.round)
        actions.decide_note(cast.femi, one, [themes[about[one.text[:4]]]])
    return themes


def estimated(cast, work):
    run = actions.start_finding(cast.femi, cast.round, SUGGEST)
    work()
    run.refresh_from_db()
    assert run.finished_at
    return {one.theme.code: one for one in estimating.standing(cast.round)}


def test_shares_of_conversations_with_their_interval(cast, coded, work):
    Theme.objects.filter(code="damp").update(status="may_count")
    found = estimated(cast, work)
    truth = {
        code: Note.objects.filter(text__startswith=begins).count() / 140
        for code, begins in (("damp", "Damp"), ("money", "Wage"), ("repairs", "Appo"))
    }
    for code, share in truth.items():
        one = found[code]
        # Which 80 are read is chance, so one interval in twenty misses; six standard errors off is a fault.
        assert abs(one.share - share) < 0.2 and 0 < one.low < one.share < one.high < 1
        assert (one.num, one.num_clusters) == (80, 80)
    assert (found["damp"].method, found["money"].method) == ("both", "people")
    damp, money = found["damp"], found["money"]
    assert damp.high - damp.low < 0.7 * (money.high - money.low), "the machine narrows what it may count"
    page = cast.client("amina").get("/south/codebook/themes/damp/").content.decode()
    assert "Reckoned from 80 conversations that were read at random." in page
    assert "of 100 conversations" in page and "narrowed the range" in page
    assert (
        "of 100 conversations" not in cast.client("nia").get("/south/codebook/themes/damp/").content.decode()
    )
    assert (
        "Among all that was said in Autumn round"
        in cast.client("amina").get("/south/codebook/overview/").content.decode()
    )
    # A theme of the first level has what its parts have.
    assert found["housing"].share == pytest.approx(truth["damp"] + truth["repairs"], abs=0.2)


def test_when_everything_is_read_it_is_counted(cast, coded, work):
    rest = list(next_notes(cast.femi, cast.round, num=200))
    for one in rest:
        actions.decide_note(cast.femi, one, [])
    found = estimated(cast, work)
    num = ThemeEstimate.objects.get(theme__code="damp", unit="notes").found
    assert found["damp"].method == "counted" and found["damp"].low == found["damp"].high == num / 140


def test_what_is_brought_in_from_a_file_is_no_random_sample(cast, coded, work):
    from listens.sensemaking.models import Coding

    Coding.objects.update(coder="Ann")
    assert estimated(cast, work) == {}


def sampled(cast):
    said = list(notes_of(cast.round).values_list("pk", "conversation"))
    return audit.audited(cast.round, said, set(by_hand(cast.round)))


def test_once_suggestions_were_accepted_together_the_sample_grows_in_the_part_that_is_read_unaided(cast):
    """Elsewhere the page passes over the notes that were accepted: what it hands out has none of that theme."""
    themes = codebook(cast)
    some_notes(cast, 9)
    first = next_notes(cast.femi, cast.round)[0]
    actions.decide_note(cast.femi, first, [])
    assert sampled(cast) == {first.conversation_id}
    made = batch(cast, 1)  # of a note of its own, which may come to stand before the first on the ring
    second = next_notes(cast.femi, cast.round, after=first.pk)[0]
    actions.decide_note(cast.femi, second, [themes["damp"]])
    assert second.conversation_id not in sampled(cast)
    before = sampled(cast)
    some_notes(cast, 4, unaided=True)
    for num in range(1, 4):
        one = next_notes(cast.femi, cast.round)[0]
        actions.decide_note(cast.femi, one, [themes["damp"]])
        assert len(sampled(cast) - before) == num
    for one in [made.codings.get().note, *next_notes(cast.femi, cast.round, num=15)]:
        actions.decide_note(cast.femi, one, [made.theme])
    assert len(sampled(cast)) == 15, "everything is read by hand: nothing is left to reckon"


def test_a_group_sorted_at_the_wall_is_no_random_sample(cast):
    """Whoever types in the stickies of one theme has read none of the others."""
    themes, made = codebook(cast), some_notes(cast, 12)
    actions.number_notes(cast.femi, cast.round)
    beginning = next_notes(cast.femi, cast.round)[0]
    others = [one for one in made if one != beginning][:3]
    numbers = [one.wall_note.number for one in [beginning, *others]]
    actions.code_wall(cast.femi, cast.round, numbers, themes["damp"])
    assert sampled(cast) == set()


def test_all_read_is_all_whoever_read_it(cast):
    made, themes = some_notes(cast, 3), codebook(cast)
    actions.number_notes(cast.femi, cast.round)
    actions.code_wall(cast.femi, cast.round, [1, 2, 3], themes["damp"])
    assert sampled(cast) == {one.conversation_id for one in made}


def test_a_theme_that_has_other_notes_since_shows_no_old_size(cast):
    """Of "housing" too: what was merged was a part of it, and its notes are not there any more."""
    themes, ended = codebook(cast), run(cast, "suggestions")
    ThemeRun.objects.update(finished_at=cast.area.now())  # as a run writes it
    figures = {"share": 0.5, "low": 0.4, "high": 0.6, "num": 50, "num_clusters": 50, "found": 25}
    for theme in themes.values():
        ThemeEstimate.objects.create(run=ended, theme=theme, unit="conversations", method="people", **figures)

    def shown():
        one_by_one = {code for code, theme in themes.items() if estimating.of_theme(theme)}
        together = {one.theme.code for one in estimating.standing(cast.round)}
        assert one_by_one == together
        return together

    assert shown() == {"housing", "damp", "repairs", "money"}
    actions.change_theme(cast.femi, themes["money"], name="Pay", definition="", parent=None)
    assert "money" in shown(), "another name has the same notes"
    merged = actions.merge_themes(cast.femi, themes["damp"], themes["money"])
    assert shown() == {"repairs"}
    actions.undo_change(cast.femi, merged)
    assert shown() == {"repairs"}, "nobody knows whether notes were coded meanwhile"
    actions.change_theme(cast.femi, themes["repairs"], name="Repairs", definition="", parent=None)
    assert shown() == set()


def test_a_theme_merged_after_it_was_reckoned_and_before_the_end_has_no_size(cast, coded):
    run = actions.start_finding(cast.femi, cast.round, SUGGEST)
    *steps, last = run.steps.order_by("position")
    for step in steps:
        assert core_work.run_step(step.pk)
    assert not ThemeEstimate.objects.exists(), "nothing stands before the end"
    actions.merge_themes(cast.femi, coded["damp"], coded["money"])
    assert core_work.run_step(last.pk)
    assert {one.theme.code for one in ThemeEstimate.objects.select_related("theme")} == {"repairs"}
