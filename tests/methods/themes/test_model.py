"""The sentence model and its detector of languages; what is said when the extra is missing."""

import os
import subprocess
import sys

import numpy as np
import pytest

from listens.methods.themes import embed, language, model

needs_model = pytest.mark.skipif(not model.is_installed(), reason="themes are an extra: make themes")


def test_what_is_missing_is_named_with_what_to_type(monkeypatch, tmp_path):
    monkeypatch.setattr(model, "FOLDER", tmp_path)
    with pytest.raises(model.Missing, match=r"model\.onnx.*Hand coding still works.*make themes"):
        model.require()


def test_batches_hold_one_length_and_leave_out_what_says_nothing():
    lengths = [5, 2, 9, 5, 9, 5, 300]
    made = list(embed.batches(lengths))
    assert made == [[0, 3, 5], [2, 4], [6]]


TEXTS = [
    "There is damp and mould in my bedroom",
    "My flat has black mould on its walls",
    "The bus never comes on time",
    "",
    "a much longer note about buses that are late " * 60,
    "ok",
]


@pytest.fixture(scope="module")
def encoder():
    return embed.minilm()


@pytest.fixture(scope="module")
def vectors(encoder):
    return encoder.encode(TEXTS)


@needs_model
def test_the_engine_of_the_model_tells_nobody_that_it_was_used(tmp_path):
    """Its sender is written in C, where the guard of these tests does not look; but it begins by leaving an id here."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "XDG_", "CI"))}
    reads = "from listens.methods.themes import embed; embed.minilm().encode(['Damp in the flat, and mould'])"
    subprocess.run([sys.executable, "-c", reads], env=kept | {"HOME": str(tmp_path)}, check=True, timeout=120)
    assert [str(left.relative_to(tmp_path)) for left in tmp_path.rglob("*")] == []


@needs_model
class TestMiniLM:
    def test_alike_in_meaning_is_near(self, vectors):
        assert vectors.shape == (6, 384)
        assert vectors[0] @ vectors[1] > 0.6 > 0.3 > vectors[0] @ vectors[2]

    def test_rows_have_length_one_and_nothing_is_nothing(self, vectors):
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), [1, 1, 1, 0, 1, 1], atol=1e-5)

    def test_a_vector_is_the_same_bit_for_bit_whatever_stands_beside_it(self, encoder, vectors):
        for row, text in enumerate(TEXTS):
            assert np.array_equal(encoder.encode([text])[0], vectors[row])
        among = encoder.encode([*TEXTS * 3, "Quite another note about damp and mould"], threads=2)
        assert np.array_equal(among[:6], vectors)

    def test_blocks_into_half_precision(self, encoder, vectors):
        kept = np.zeros((6, 384), np.float16)
        embed.embed_into(kept, TEXTS, encoder, block=4)
        np.testing.assert_array_equal(kept, vectors.astype(np.float16))

    def test_a_broken_character_does_not_stop_it(self, encoder):
        assert np.isfinite(encoder.encode(["\ud800 damp", "\0"])).all()


@needs_model
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Waan ka walaacsanahay guriga qoyaan badan iyo caruurtayda", "so"),
        ("Os médicos não têm tempo para ouvir as pessoas", "pt"),
        ("நான் பேருந்துக்காக நீண்ட நேரம் காத்திருக்கிறேன்", "ta"),
        ("لا توجد مواعيد عند الطبيب", "ar"),
        ("There are no appointments at the surgery", "en"),
        ("Dem no dey answer phone for the surgery o, e no good at all", "en"),
        ("Bus late", ""),
        ("", ""),
        ("... 123", ""),
    ],
)
def test_language(text, code):
    assert language.language_of(text) == code


@needs_model
def test_a_language_centred_by_itself_no_longer_stands_apart():
    from listens.methods.themes.multilingual import centre_by_language

    chance = np.random.default_rng(0)
    apart = np.repeat([[5.0, 0.0], [0.0, 5.0]], 30, axis=0)
    vectors = (np.hstack([apart, chance.normal(size=(60, 6))])).astype(np.float32)
    centred = centre_by_language(vectors, ["en"] * 30 + ["so"] * 30)
    assert abs(centred[:30].mean(axis=0) - centred[30:].mean(axis=0)).max() < 0.2
    np.testing.assert_allclose(np.linalg.norm(centred, axis=1), 1, atol=1e-5)
