import numpy as np
import pytest

from tools.learning import shrinking
from tools.learning.shrinking import PRIOR_MEAN, join, precision_of, shrink


def _by_brute_force(weights: np.ndarray, effects: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The same posterior from the full covariance of all cells, for each pair of variances, mixed by likelihood."""
    cells = [(cause, kind) for cause in range(weights.shape[0]) for kind in range(weights.shape[1])]
    seen = [place for place, cell in enumerate(cells) if weights[cell] > 0]
    heard = np.array([effects[cells[place]] for place in seen]) - PRIOR_MEAN
    noise = np.diag([1 / weights[cells[place]] for place in seen])
    means, variances, likelihoods = [], [], []
    for kind_sd in shrinking.KIND_SDS:
        for cell_sd in shrinking.CELL_SDS:
            covariance = np.array(
                [
                    [shrinking.PRIOR_SD**2 + kind_sd**2 * (a[1] == b[1]) + cell_sd**2 * (a == b) for b in cells]
                    for a in cells
                ]
            )
            marginal = covariance[np.ix_(seen, seen)] + noise
            gain = covariance[:, seen] @ np.linalg.inv(marginal)
            means.append(PRIOR_MEAN + gain @ heard)
            variances.append(np.diag(covariance - gain @ covariance[seen]))
            likelihoods.append(-(np.linalg.slogdet(marginal)[1] + heard @ np.linalg.solve(marginal, heard)) / 2)
    trust = np.exp(np.array(likelihoods) - max(likelihoods))
    trust /= trust.sum()
    mean = trust @ np.array(means)
    sd = np.sqrt(trust @ (np.array(variances) + np.array(means) ** 2) - mean**2)
    return mean.reshape(weights.shape), sd.reshape(weights.shape)


def test_the_posterior_is_exact() -> None:
    rng = np.random.default_rng(2)
    weights, effects = rng.uniform(100, 2_000, (3, 4)), rng.normal(0.03, 0.05, (3, 4))
    weights[1, 2] = weights[0, 0] = weights[2, 0] = 0

    found = shrink(weights, weights * effects)
    mean, sd = _by_brute_force(weights, effects)

    assert found.mean == pytest.approx(mean)
    assert found.sd == pytest.approx(sd)


def test_where_nothing_is_known_the_prior_speaks_everywhere() -> None:
    found = shrink(np.zeros((2, 3)), np.zeros((2, 3)))

    assert found.mean == pytest.approx(np.full((2, 3), PRIOR_MEAN))
    assert (found.sd > 0.04).all()


def test_many_outcomes_speak_for_themselves_and_pull_their_kind_along() -> None:
    weights, sums = np.zeros((3, 2)), np.zeros((3, 2))
    weights[0, 0] = 40 * precision_of(np.array(0.05))
    sums[0, 0] = weights[0, 0] * 0.10

    found = shrink(weights, sums)

    assert found.mean[0, 0] == pytest.approx(0.10, abs=0.01)
    assert found.mean[0, 0] > found.mean[1, 0] > found.mean[1, 1] > PRIOR_MEAN
    assert found.sd[0, 0] < found.sd[1, 0] < found.sd[1, 1]


def test_worlds_beside_each_other_do_not_touch() -> None:
    rng = np.random.default_rng(5)
    weights, sums = rng.uniform(0, 900, (4, 3, 2)), rng.normal(0, 30, (4, 3, 2))

    together = shrink(weights, sums)

    for world in range(4):
        alone = shrink(weights[world], sums[world])
        assert together.mean[world] == pytest.approx(alone.mean)
        assert together.sd[world] == pytest.approx(alone.sd)


def test_any_number_of_replays_weighs_no_more_than_their_bias_allows() -> None:
    nothing = np.zeros((1, 1))

    weights, sums = join(nothing, nothing, np.array([[1e12]]), np.array([[1e12 * 0.08]]))

    assert weights[0, 0] == pytest.approx(1 / shrinking.REPLAY_BIAS**2)
    assert sums[0, 0] / weights[0, 0] == pytest.approx(0.08)
