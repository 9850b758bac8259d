"""Codes for NHS comments from 400 and 1,600 random ones that people coded, tried on comments never looked at.

Where these rows were missed before, they were improved on comments outside the test alone.

    python -m benchmarks.themes.assigning
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from benchmarks.themes import nhs
from benchmarks.themes.rows import Row, show

from listens.methods.themes import calibrate
from listens.methods.themes.agreement import binary_alpha
from listens.methods.themes.assign import Assigner, fit
from listens.methods.themes.encoding import Bools, Encoder, Floats

TARGETS = {400: (0.58, 0.32), 1600: (0.65, 0.46)}
DRAWS = {400: 6, 1600: 3}
MANY = 100_000


class Remembering:
    """An encoder that works each text out once in a process."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder, self.known = encoder, dict[str, Floats]()

    def encode(self, texts: Sequence[str]) -> Floats:
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        if new:
            self.known |= dict(zip(new, self.encoder.encode(new), strict=True))
        return np.array([self.known[text] for text in texts], np.float32).reshape(len(texts), -1)


@cache
def encoder() -> Remembering:
    from listens.methods.themes.embed import minilm

    return Remembering(minilm())


def learnt(num: int, draw: int) -> Assigner:
    """From so many comments of the pool, drawn with the seed `draw`."""
    data = nhs.comments()
    chosen = np.random.RandomState(draw).permutation(data.pool)[:num]
    background = [data.texts[place] for place in data.test]
    return fit(
        data.themes,
        [data.texts[place] for place in chosen],
        data.has[chosen],
        encoder(),
        background,
        [data.people[place] for place in chosen],
    )


def tried(model: Assigner) -> tuple[Floats, Bools, Bools]:
    """Chances and codes given on the test, and what people gave."""
    data = nhs.comments()
    chances = model.chances([data.texts[place] for place in data.test])
    return chances, calibrate.given_at(chances, model.threshold), data.has[data.test]


def rows() -> Iterator[Row]:
    if not nhs.is_here():
        yield Row("NHS comments", "not beside the project; set LISTENS_SHARED")
        return
    yield from before_any_decision()
    for num in TARGETS:
        yield from after(num)
    yield from a_hundred_thousand()


def before_any_decision() -> Iterator[Row]:
    data = nhs.comments()
    texts = [data.texts[place] for place in data.test]
    model = fit(data.themes, [], np.zeros((0, len(data.themes)), bool), encoder(), texts)
    _chances, given, truth = tried(model)
    micro, macro = calibrate.f1(truth, given)
    yield Row("NHS, name and one line alone: micro- / macro-F1", f"{micro:.3f} / {macro:.3f}")


def after(num: int) -> Iterator[Row]:
    scores, alphas, counts, halves, errors, seconds = [], [], [], [], [], []
    for draw in range(DRAWS[num]):
        encoder().encode(nhs.comments().texts)
        started = time.process_time()
        model = learnt(num, draw)
        seconds.append(time.process_time() - started)
        chances, given, truth = tried(model)
        scores.append(calibrate.f1(truth, given))
        each = [alpha(truth[:, code], given[:, code]) for code in range(truth.shape[1])]
        alphas.append(alpha(truth.ravel(), given.ravel()))
        counts.append(sum(value is not None and value >= 0.667 for value in each))
        table = calibrate.precision_by_confidence(chances, truth, float(model.threshold))
        halves.append([row.precision for row in table if row.share in (0.25, 0.5, 1.0)])
        errors.append(calibrate.calibration_error(chances, truth))
    (micro, macro), spread = np.mean(scores, axis=0), np.std(scores, axis=0)
    quarter, half, everything = np.mean(halves, axis=0)
    least_micro, least_macro = TARGETS[num]
    name = f"NHS, {num:,} random labels"
    found = f"{micro:.3f} (± {spread[0]:.3f})"
    yield Row(f"{name}: micro-F1", found, f"≥ {least_micro}", bool(micro >= least_micro))
    found = f"{macro:.3f} (± {spread[1]:.3f})"
    yield Row(f"{name}: macro-F1", found, f"≥ {least_macro}", bool(macro >= least_macro))
    yield Row(
        f"{name}: right of the surest quarter, half, all", f"{quarter:.2f}, {half:.2f}, {everything:.2f}"
    )
    yield Row(f"{name}: alpha; codes at ≥ 0.667", f"{np.mean(alphas):.3f}; {np.mean(counts):.1f} of 35")
    yield Row(f"{name}: calibration error", f"{np.mean(errors):.4f}")
    yield Row(f"{name}: learning, CPU-seconds without reading", f"{np.mean(seconds):.1f}")


def alpha(one: Bools, other: Bools) -> float | None:
    have = one.astype(float) + other
    return binary_alpha(have, np.full(len(have), 2.0))


class Guess:
    """Random rows: what is measured is everything but the reading."""

    def encode(self, texts: Sequence[str]) -> Floats:
        found = np.random.default_rng(len(texts)).normal(size=(len(texts), 384)).astype(np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)


def a_hundred_thousand() -> Iterator[Row]:
    data = nhs.comments()
    chosen = data.pool[:400]
    texts = [data.texts[place] for place in chosen]
    model = fit(data.themes, texts, data.has[chosen], Guess())
    many = [f"{data.texts[at % len(data.texts)]} {at}" for at in range(MANY)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started = time.process_time()
    num = sum(len(part.given) for part in model.assign(many))
    seconds = time.process_time() - started
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
    yield Row(f"{num:,} notes, 35 codes: CPU-seconds without reading", f"{seconds:.0f}")
    yield Row(f"{num:,} notes, 35 codes: memory on top", f"{more:.0f} MB", "< 1,000 MB", more < 1000)


def main() -> int:
    return show(rows())


if __name__ == "__main__":
    sys.exit(main())
