"""Suggesting codes: what is learnt, what is left to people, reasons, portions, odd codebooks."""

import numpy as np
import pytest

from listens.methods.themes import assign, calibrate
from listens.methods.themes.assign import fit
from listens.methods.themes.codebook import BadCodebook, Theme, read_codebook
from listens.methods.themes.encoding import NoLearner, can_learn
from tests.methods.themes.reading import THEMES, WordEncoder, notes

needs_learner = pytest.mark.skipif(not can_learn(), reason="scikit-learn comes with an extra: make themes")
NOBODY = np.zeros((0, len(THEMES)), bool)


def all_of(learnt, texts, portion=1000):
    parts = list(learnt.assign(texts, portion))
    assert [part.start for part in parts] == list(range(0, len(texts), portion))
    return np.vstack([part.chances for part in parts]), np.vstack([part.given for part in parts])


@needs_learner
def test_it_learns_from_what_people_decided():
    texts, has = notes(120)
    others, truth = notes(200, seed=1)
    learnt = fit(THEMES, texts, has, WordEncoder(), background=others)
    chances, given = all_of(learnt, others)
    micro, macro = calibrate.f1(truth, given)
    assert learnt.is_calibrated and micro > 0.9 and macro > 0.75
    assert calibrate.calibration_error(chances, truth) < 0.06
    assert chances.dtype == np.float32 and chances.min() >= 0 and chances.max() <= 1


@needs_learner
def test_what_was_learnt_is_judged_on_notes_it_had_not_seen():
    """With answers at random nothing can be learnt, and the chances of the decided notes do not pretend otherwise."""
    texts, _has = notes(150)
    random = np.random.default_rng(2).random((150, len(THEMES))) < 0.3
    learnt = fit(THEMES, texts, random, WordEncoder())
    # Without a guess where nothing is sure, about the share that chance gives.
    rows = calibrate.precision_by_confidence(learnt.seen_chances, learnt.decided, learnt.threshold)
    assert rows[-1].precision < 0.45 and calibrate.accept_in_bulk(rows) is None


@needs_learner
def test_chances_of_other_notes_are_evened_with_those_held_out(monkeypatch):
    """On average they are what the learners would give that were kept from some: else a mean over all is off."""
    kept, own = [], assign._kept

    def keep(*given):
        kept[:] = own(*given)
        return kept

    monkeypatch.setattr(assign, "_kept", keep)
    texts, _has = notes(60)
    random = np.random.default_rng(2).random((60, len(THEMES))) < [0.5, 0.3, 0.2, 0.1]
    others, _truth = notes(200, seed=1)
    learnt = fit(THEMES, texts, random, WordEncoder(), background=others)
    read = learnt.reader.read(others)
    theirs = [learnt.weighing.chances(each.evidence(read), learnt.num_given) for _unseen, each in kept]
    chances = learnt.chances(others)
    assert np.allclose(learnt.evened(chances).mean(axis=0), np.mean(theirs, axis=(0, 1)), atol=1e-3)
    assert np.abs(learnt.ratio - 1).max() > 0.02 and learnt.evened(np.ones((1, 4))).max() <= 1
    assert (fit(THEMES, texts, random, WordEncoder()).ratio == 1).all(), "nothing to even with"


@needs_learner
def test_notes_of_one_conversation_are_checked_together():
    """Each note twice: only when its twin is kept out too is it unseen."""
    texts, _has = notes(80)
    random = np.repeat(np.random.default_rng(3).random((80, len(THEMES))) < 0.3, 2, axis=0)
    twice = [text for text in texts for _ in range(2)]
    alone = fit(THEMES, twice, random, WordEncoder(), groups=list(range(160)))
    together = fit(THEMES, twice, random, WordEncoder(), groups=[at // 2 for at in range(160)])
    right = [calibrate.f1(one.decided, one.seen_chances > 0.4)[0] for one in (alone, together)]
    assert right[0] > right[1] + 0.1


@needs_learner
def test_before_any_decision_name_and_definition_suffice():
    others, truth = notes(150, seed=1)
    learnt = fit(THEMES, [], NOBODY, WordEncoder(), background=others)
    _chances, given = all_of(learnt, [*others, ""])
    assert not learnt.is_calibrated
    said = truth.any(axis=1)
    assert (truth & given[:-1])[said].any(axis=1).mean() > 0.6
    assert not given[-1].any()  # an empty note has nothing
    assert next(iter(learnt.assign([""]))).abstained[0]
    reasons = learnt.reasons("Thank you. The walls are damp and wet", 0)
    assert reasons.clause.of("Thank you. The walls are damp and wet") == "The walls are damp and wet"


@needs_learner
def test_reasons_are_a_clause_and_words():
    texts, has = notes(120)
    learnt = fit(THEMES, texts, has, WordEncoder())
    text = "The bus comes late here at number 4. Mould in the bedroom again here at number 5."
    reasons = learnt.reasons(text, 0)
    assert reasons.clause.of(text).startswith("Mould in the bedroom")
    assert "mould" in " ".join(reasons.words) and not any("bus" in word for word in reasons.words)
    assert learnt.reasons("", 0).clause is None


@needs_learner
def test_portions_change_nothing_and_bound_the_work():
    texts, has = notes(100)
    others, _truth = notes(90, seed=1)
    encoder = WordEncoder()
    learnt = fit(THEMES, texts, has, encoder, seed=3)
    whole, _given = all_of(learnt, others, 90)
    encoder.most_at_once = 0
    parts, _given = all_of(learnt, others, 7)
    assert np.allclose(whole, parts, atol=1e-6)
    assert encoder.most_at_once <= 7 * 4
    again = fit(THEMES, texts, has, WordEncoder(), seed=3)
    assert np.array_equal(again.chances(others), learnt.chances(others))


@needs_learner
@pytest.mark.parametrize("num", [0, 1, 2, 21])
def test_few_labels_and_codes_with_none(num):
    """No label, one, two, and a code that every decided note lacks."""
    texts, has = notes(num)
    has[:, 2:] = False
    learnt = fit(THEMES, texts, has, WordEncoder())
    chances, given = all_of(learnt, ["The walls are damp", "", " \n", "The bus comes late"])
    assert np.isfinite(chances).all()
    assert not given[1:3].any() and not chances[1:3].any()
    assert chances[0].argmax() == 0


@needs_learner
def test_one_code_that_every_note_has():
    texts, _has = notes(30)
    learnt = fit(THEMES[:1], texts, np.ones((30, 1), bool), WordEncoder())
    assert all_of(learnt, texts[:5])[1].all()


@needs_learner
def test_a_thousand_codes():
    themes = [Theme(f"t{at}", f"Topic{chr(97 + at % 26) * 3} number {at}") for at in range(1000)]
    learnt = fit(themes, [], np.zeros((0, 1000), bool), WordEncoder(), background=["Topicaaa number"])
    assert next(iter(learnt.assign(["topicbbb number", "x"]))).chances.shape == (2, 1000)


@needs_learner
def test_examples_of_the_codebook_are_decided_notes():
    themes = [Theme(one.id, one.name, "", (f"{one.name} once more", "Both at once")) for one in THEMES[:2]]
    learnt = fit(themes, [], np.zeros((0, 2), bool), WordEncoder())
    assert learnt.decided.tolist() == [[True, False], [True, True], [False, True]]
    assert not learnt.is_calibrated


@needs_learner
def test_one_example_a_code_does_not_make_it_worse_than_none():
    others, truth = notes(200, seed=1)
    texts, has = notes(80)
    examples = [
        Theme(one.id, one.name, one.definition, (texts[has[:, at].argmax()],))
        for at, one in enumerate(THEMES)
    ]
    right = []
    for themes in (THEMES, examples):
        learnt = fit(themes, [], NOBODY, WordEncoder(), background=others)
        right.append(calibrate.f1(truth, all_of(learnt, others)[1])[0])
    assert right[1] > right[0] - 0.05


@needs_learner
def test_what_does_not_fit_is_said():
    with pytest.raises(ValueError, match="do not fit 1 notes and 4 themes"):
        fit(THEMES, ["one"], np.zeros((2, 4), bool), WordEncoder())
    with pytest.raises(ValueError, match="no theme"):
        fit([], [], np.zeros((0, 0), bool), WordEncoder())


def test_without_the_extra_it_says_what_to_type(monkeypatch):
    monkeypatch.setattr("listens.methods.themes.evidence.can_learn", lambda: False)
    with pytest.raises(NoLearner, match="make themes"):
        fit(THEMES, [], NOBODY, WordEncoder())


def test_the_threshold_is_the_best_one_and_the_likeliest_code_is_kept():
    chances = np.array([[0.9, 0.2], [0.3, 0.25], [0.1, 0.05]])
    assert calibrate.given_at(chances, 0.5).tolist() == [[True, False], [True, False], [True, False]]
    assert calibrate.given_at(chances, 0.5, least=0.2).tolist() == [
        [True, False],
        [True, False],
        [False, False],
    ]
    decided = np.array([[True, True], [True, False], [True, False]])
    at = calibrate.choose_threshold(chances, decided)
    assert 0.05 < at <= 0.2 or calibrate.f1(decided, calibrate.given_at(chances, at))[0] >= 6 / 7
    assert calibrate.choose_threshold(chances, np.zeros((3, 2), bool)) == 0.5


def test_bulk_only_above_a_precision_that_is_sure():
    rng = np.random.default_rng(1)
    chances = rng.random((2000, 1))
    rows = calibrate.precision_by_confidence(chances, rng.random((2000, 1)) < chances, 0.0)
    assert [row.precision > 0.9 for row in rows] == [True, False, False, False, False]
    bulk = calibrate.accept_in_bulk(rows, 0.8)
    assert bulk.share == 0.25 and bulk.low >= 0.8 and bulk.least > 0.7
    assert calibrate.accept_in_bulk(rows, 0.99) is None
    assert calibrate.precision_by_confidence(np.zeros((3, 0)), np.zeros((3, 0), bool), 0.5) == []


def test_a_codebook_that_goes_round_in_a_circle_or_repeats_itself():
    themes, findings = read_codebook(
        '{"themes": [{"id": "a", "name": "A", "parent": "b"}, {"id": "b", "parent": "a"}, {"id": "c", "parent": "x"},'
        '{"id": "d", "parent": "a"}, {"id": "a"}, {"name": "no id"}, {"id": "e", "examples": "one"}, 5]}'
    )
    assert [(theme.id, theme.name, theme.parent) for theme in themes] == [
        ("a", "A", ""), ("b", "b", ""), ("c", "c", ""), ("d", "d", "a"),
    ]  # fmt: skip
    assert [finding.column for finding in findings] == [
        "id",
        "id",
        "examples",
        "id",
        "parent",
        "parent",
        "parent",
    ]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"themes": {}}', '{"themes": []}', "[" * 100_000])
def test_no_codebook(text):
    with pytest.raises(BadCodebook):
        read_codebook(text)
