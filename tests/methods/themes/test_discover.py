"""Themes that are known are found, last, come out the same, and odd notes end in an honest small result."""

import numpy as np
import pytest

from listens.methods.themes.manifest import Settings
from listens.methods.themes.model import is_installed
from tests.methods.themes.made import SUBJECTS, Hashing, notes

pytestmark = pytest.mark.skipif(not is_installed(), reason="themes are an extra: make themes")

QUICK = Settings(subsamples=4)


def found(texts, settings=QUICK, **given):
    from listens.methods.themes.propose import propose

    return propose(texts, Hashing(), settings, **given)


def best(themes):
    return [one[0][0] if one else -1 for one in themes.assignments]


def test_four_subjects_become_solid_themes_that_hold_nothing_else():
    texts, subjects = notes()
    themes = found(texts, Settings(subsamples=4, themes=4))
    assert len(themes.themes) == 4
    labels = np.array(best(themes))
    for number in range(4):
        assert len(set(labels[subjects == number])) == 1
    assert [theme.size for theme in themes.themes] == [40] * 4
    assert {theme.standing for theme in themes.themes} == {"solid"}
    for theme in themes.themes:
        subject = list(SUBJECTS)[subjects[theme.examples[0]]]
        assert set(theme.description.terms[0].split()) <= set(SUBJECTS[subject].split())
        assert {subjects[row] for row in theme.examples} == {subjects[theme.examples[0]]}
        assert 1 <= len(theme.examples) <= 4


def test_shares_are_best_first_and_no_more_than_one():
    themes = found(notes()[0])
    for one in themes.assignments:
        shares = [share for _theme, share in one]
        assert shares == sorted(shares, reverse=True)
        assert 0 < sum(shares) <= 1.001


def test_neither_threads_nor_the_order_of_the_file_change_the_themes():
    texts, _subjects = notes()
    one = best(found(texts, threads=1))
    assert best(found(texts, threads=3)) == one
    turned = best(found(texts[::-1]))[::-1]
    assert turned == one


def test_a_sample_for_the_graph_and_the_rest_to_the_nearest():
    texts, subjects = notes(100)
    themes = found(texts, Settings(subsamples=2, themes=4, sample=200))
    labels = np.array(best(themes))
    assert len(themes.proposal.sampled) == 200
    assert (labels >= 0).mean() > 0.98
    agree = [np.bincount(labels[(subjects == number) & (labels >= 0)]).max() for number in range(4)]
    assert sum(agree) > 0.95 * len(texts)


def test_vectors_of_half_precision_on_disk_serve_as_well(tmp_path):
    from listens.methods.themes.discover import discover
    from listens.methods.themes.gather import gather

    texts, _subjects = notes()
    gathered = gather(texts, Hashing())
    vectors = Hashing().encode(gathered.texts)
    kept = np.memmap(tmp_path / "vectors", np.float16, "w+", shape=vectors.shape)
    kept[:] = vectors
    one = discover(gathered.texts, vectors.astype(np.float16), gathered.times, QUICK)
    other = discover(gathered.texts, kept, gathered.times, QUICK)
    assert np.array_equal(one.labels, other.labels)


SOMALI = "Waan ka walaacsanahay guriga qoyaan badan iyo caruurtayda oo jiran"


@pytest.mark.parametrize(
    ("texts", "sizes", "unassigned"),
    [
        ([], [], 0),
        (["", "  ", "...", "\0", "😀"], [], 5),
        (["damp"], [], 1),
        (["word " * 10_000, "x" * 50_000], [], 2),
        (["Damp in the flat"] * 10_000, [10_000], 0),
        (["One note about damp", "Another about buses", "A third about school"], [], 3),
        ([f"{SOMALI} {number}" for number in range(60)], [], 60),
        (["no repairs done"] * 7 + ["cold house"] * 6 + ["bus late"], [7, 6], 1),
        (["\ud800 half a letter about damp"], [], 1),
    ],
)
def test_odd_notes_end_in_an_honest_small_result(texts, sizes, unassigned):
    themes = found(texts)
    assert [theme.size for theme in themes.themes] == sizes
    assert themes.num_unassigned == unassigned
    assert len(themes.assignments) == len(texts)


def test_about_as_many_themes_as_asked_for():
    texts, _subjects = notes()
    for num in (2, 4):
        assert len(found(texts, Settings(subsamples=1, themes=num)).themes) == num


def test_the_same_words_said_often_count_as_often_and_are_compared_once():
    texts, _subjects = notes()
    themes = found(texts + [texts[0]] * 30)
    assert len(themes.gathered.texts) == len(set(texts))
    assert len({tuple(one) for one in map(tuple, [themes.assignments[0], *themes.assignments[-30:]])}) == 1
    assert sum(theme.size for theme in themes.themes) == len(texts) + 30 - themes.num_unassigned


def test_the_manifest_says_how_it_was_done():
    made = found(notes(10)[0], Settings(seed=7, subsamples=1)).manifest.as_dict()
    assert (made["seed"], made["nearest"], made["model"], made["num_notes"]) == (7, 15, "hashing", 40)
    assert made["versions"]["scikit-network"]
