"""What lasts: the adjusted Rand index and Jaccard beside scikit-learn's and hand-counted ones."""

import numpy as np
import pytest

from listens.methods.themes import communities, stability
from listens.methods.themes.model import is_installed

pytestmark = pytest.mark.skipif(not is_installed(), reason="themes are an extra: make themes")


def test_adjusted_rand_is_scikit_learns_with_each_note_counted_as_often_as_it_was_said():
    from sklearn.metrics import adjusted_rand_score

    chance = np.random.default_rng(0)
    one, other = chance.integers(0, 4, 60).astype(np.int32), chance.integers(-1, 5, 60).astype(np.int32)
    times = chance.integers(1, 4, 60)
    expected = adjusted_rand_score(np.repeat(one, times), np.repeat(other, times))
    assert stability.adjusted_rand(one, other, times) == pytest.approx(expected)
    assert stability.adjusted_rand(one, one, times) == pytest.approx(1)


def test_best_jaccard_by_hand():
    one = np.array([0, 0, 0, 1, 1, 2], np.int32)
    other = np.array([0, 0, 1, 1, 1, -1], np.int32)
    found = stability.best_jaccard(one, other, np.ones(6))
    np.testing.assert_allclose(found, [2 / 3, 2 / 3, 0])


@pytest.mark.parametrize(
    ("jaccard", "standing"),
    [(1, "solid"), (0.75, "solid"), (0.74, "tentative"), (0.5, "tentative"), (0.49, "hidden")],
)
def test_standing(jaccard, standing):
    assert stability.standing(jaccard) == standing


def test_modularity_is_scikit_networks():
    from scipy import sparse
    from sknetwork.clustering import get_modularity

    made = sparse.random(40, 40, 0.2, random_state=0)
    ties = sparse.csr_matrix(made + made.T)
    labels = np.random.default_rng(0).integers(0, 3, 40).astype(np.int32)
    expected = get_modularity(ties, labels, resolution=2.0)
    assert communities.modularity(ties, labels, 2.0) == pytest.approx(expected)


def test_a_community_too_small_goes_to_where_its_ties_lead():
    from scipy import sparse

    ties = np.zeros((7, 7))
    ties[:3, :3] = ties[3:6, 3:6] = 1
    ties[6, 5] = ties[5, 6] = 0.5
    np.fill_diagonal(ties, 0)
    labels = communities.partition(
        sparse.csr_matrix(ties),
        sparse.csr_matrix(ties),
        1.0,
        seed=0,
        starts=2,
        smallest=3,
        times=np.ones(7, int),
    )
    assert len(set(labels[:3])) == 1
    assert len(set(labels[3:])) == 1
    assert labels[6] >= 0


def test_notes_are_settled_as_their_shares_say():
    from scipy import sparse

    made = sparse.random(60, 60, 0.1, random_state=3, format="csr")
    ties = sparse.csr_matrix(made + made.T)
    labels = np.random.default_rng(0).integers(-1, 4, 60).astype(np.int32)
    expected = communities.strongest(communities.shares(ties, labels), labels)
    np.testing.assert_array_equal(communities._drawn(ties, labels), expected)
