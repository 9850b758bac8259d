"""Each language centred by itself: in parts as in one, and a few notes are not their own centre."""

import numpy as np
import pytest

from listens.methods.themes import model
from listens.methods.themes.multilingual import Spoken, centre_by_language, together


def notes(num, seed=0):
    """Two things said in three languages; what a language shares is larger than what is said."""
    chance = np.random.default_rng(seed)
    said, spoken = chance.normal(size=(2, 384)), 3 * chance.normal(size=(3, 384))
    about, of = np.arange(num) % 2, np.arange(num) // 2 % 3
    rows = said[about] + spoken[of] + 0.3 * chance.normal(size=(num, 384))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows.astype(np.float16), [("en", "pl", "so")[n] for n in of], about


def test_what_is_said_alike_is_near_whatever_the_language():
    rows, languages, about = notes(120)
    raw, centred = (one @ one.T for one in (rows.astype(np.float32), centre_by_language(rows, languages)))
    is_other = np.array(languages)[:, None] != np.array(languages)
    same, different = about[:, None] == about, about[:, None] != about
    assert raw[is_other & same].mean() < 0.5
    assert centred[is_other & same].mean() > 0.5 > 0 > centred[different].mean()


@pytest.mark.parametrize("size", [7, 40, 120])
def test_parts_add_up_to_the_whole(size):
    rows, languages, _about = notes(120)
    parts = [Spoken.of(rows[at : at + size], languages[at : at + size]) for at in range(0, len(rows), size)]
    found = together(parts).centres().taken_off(rows, languages)
    np.testing.assert_allclose(found, centre_by_language(rows, languages), atol=1e-6)
    np.testing.assert_array_equal(found, together(list(parts)).centres().taken_off(rows, languages))


def test_one_note_in_a_language_keeps_what_it_says():
    rows, languages, _about = notes(121)
    languages[-1] = "ta"
    alone = centre_by_language(rows, languages)[-1]
    assert np.linalg.norm(alone) == pytest.approx(1, abs=1e-5)
    assert abs(alone @ rows[-1].astype(np.float32)) > 0.3, "its own centre would leave nothing but noise"


def test_a_language_that_comes_later_and_what_says_nothing_do_no_harm():
    rows, languages, _about = notes(60)
    rows[0] = 0
    centres = Spoken.of(rows, languages).centres()
    found = centres.taken_off(rows, ["ur", *languages[1:]])
    assert not found[0].any() and np.isfinite(found).all()
    assert np.isfinite(together([]).centres().taken_off(rows, languages)).all()


@pytest.mark.skipif(not model.is_installed(), reason="make themes installs it")
def test_little_words_that_nobody_listed_do_not_stand_out():
    from listens.methods.themes.words import terms

    little = ["jest na ścianie", "waa ku yaal", "jest na dworze", "waa ku jiraa"]
    about = ["wilgoć", "qoyaan", "czynsz", "kiro"]
    texts = [f"{little[n % 4]} {about[n % 2 + 2 * (n // 4 % 2)]} {'abcdefgh'[n % 8] * 3}" for n in range(80)]
    labels = np.array([n // 4 % 2 for n in range(80)])
    found = terms(texts, labels, np.ones(80, int), 2, is_mixed=True)
    assert {"wilgoć", "qoyaan"} <= set(found[0]) and {"czynsz", "kiro"} <= set(found[1])
    assert not {"jest", "waa", "na", "ku"} & {*found[0], *found[1]}
