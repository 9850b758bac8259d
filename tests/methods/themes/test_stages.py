"""Discovery in stages, as a job does it: the same themes as in one go, on any number of threads, for any number."""

import numpy as np
import pytest

from listens.methods.themes.manifest import Settings
from listens.methods.themes.model import is_installed
from tests.methods.themes.made import Hashing, notes

pytestmark = pytest.mark.skipif(not is_installed(), reason="themes are an extra: make themes")


def run(texts, settings, threads=1, seed=0):
    """(what each stage left)."""
    from listens.methods.themes.stages import Stages

    stages = Stages(settings, threads)
    vectors = Hashing().encode(texts).astype(np.float16)
    words = stages.words(texts, seed)
    graph = stages.graph(vectors, words, seed)
    levels = [stages.level(graph, each, seed) for each in stages.resolutions]
    samples = [
        [stages.sample(graph, each, seed + 1 + number) for number in range(stages.num_samples)]
        for each in stages.resolutions
    ]
    return graph, levels, samples, stages.describe(texts, vectors, levels, samples)


def test_groups_are_of_one_subject_each_and_come_out_the_same_on_two_threads():
    texts, subjects = notes()
    settings = Settings(ladder=(0.6, 1.0), subsamples=3)
    graph, levels, samples, groups = run(texts, settings)
    again = run(texts, settings, threads=2)
    assert again[0] == graph
    assert again[3] == groups
    coarse = [group for group in groups if group.level == 0]
    assert sum(group.size for group in coarse) == len(texts)
    assert all(len({subjects[row] for row in group.notes}) == 1 for group in coarse)
    assert all(0 < group.stability <= 1 for group in groups)
    assert {group.parent for group in coarse} == {""}
    assert {group.parent for group in groups if group.level} <= {group.key for group in coarse}
    for sample in samples[0]:
        assert (sample < 0).sum() == len(texts) // 5
    assert levels[0].dtype == np.int32


def test_more_notes_than_the_sample_holds_get_the_group_of_their_nearest():
    texts, subjects = notes(60)
    _graph, levels, _samples, groups = run(texts, Settings(ladder=(0.6,), subsamples=1, sample=160))
    assert (levels[0] >= 0).mean() > 0.95
    pure = sum(np.bincount(subjects[levels[0] == group]).max() for group in set(levels[0].tolist()) - {-1})
    assert pure > 0.9 * len(texts)
    assert groups


@pytest.mark.parametrize("num", [1, 3, 9])
def test_too_few_notes_have_no_group(num):
    _graph, levels, _samples, groups = run(notes(10)[0][:num], Settings(ladder=(1.0,), subsamples=1))
    assert levels[0].tolist() == [-1] * num
    assert groups == []
