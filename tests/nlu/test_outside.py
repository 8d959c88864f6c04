"""What is out of scope: near rows that are, far from rows that are not."""

import io

import numpy as np
import pytest

from bot.nlu.outside import Outside, nearness, weights_of

INTENTS, PLACE, EACH = 4, 3, 30


@pytest.fixture(scope="module")
def made() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Vectors in clumps, one for each intent, and probabilities that are often unsure."""
    random = np.random.default_rng(0)
    numbers = np.repeat(np.arange(INTENTS, dtype=np.int32), EACH)
    centres = np.eye(INTENTS, 8)
    vectors = centres[numbers] + random.normal(0, 0.15, (len(numbers), 8))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    scores = random.normal(0, 1, (len(numbers), INTENTS))
    scores[np.arange(len(numbers)), numbers] += 1.5
    probabilities = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    return probabilities.astype(np.float32), vectors, numbers


def fitted(probabilities: np.ndarray, vectors: np.ndarray, numbers: np.ndarray) -> Outside:
    near = nearness(probabilities, vectors, numbers, PLACE)
    weights = weights_of(probabilities, near, numbers, PLACE)
    return Outside.of(vectors, numbers, INTENTS, PLACE, weights)


def test_nearness_settles_what_the_classifier_doubts(
    made: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    outside = fitted(*made)
    doubtful = np.full(INTENTS, 0.25, dtype=np.float32)
    near_out, near_in = np.eye(8, dtype=np.float32)[[PLACE, 0]]
    assert outside.weigh(doubtful, near_out)[PLACE] > 0.6
    assert outside.weigh(doubtful, near_in)[PLACE] < 0.2


def test_what_comes_out_are_probabilities_in_the_same_order(
    made: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    outside = fitted(*made)
    weighed = outside.weigh(np.array([0.5, 0.3, 0.1, 0.1], dtype=np.float32), made[1][0])
    assert weighed.sum() == pytest.approx(1, abs=1e-5)
    assert weighed[0] > weighed[1] > weighed[2]
    assert weighed[0] / weighed[1] == pytest.approx(5 / 3, abs=1e-4)


def test_it_is_the_same_after_it_has_been_kept(
    made: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    outside = fitted(*made)
    file = io.BytesIO()
    np.savez(file, **outside.arrays())
    file.seek(0)
    with np.load(file, allow_pickle=False) as kept:
        again = Outside.load(dict(kept))
    for probabilities, vector in zip(made[0][:5], made[1][:5], strict=True):
        assert again.weigh(probabilities, vector) == pytest.approx(
            outside.weigh(probabilities, vector)
        )


def test_nobodys_own_rows_make_them_near(made: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    probabilities, _, numbers = made
    # Every voice has a place of its own, far from all others: nearness to others tells nothing.
    voices = np.arange(len(numbers)) // 3
    own = np.eye(len(numbers) // 3, dtype=np.float32)[voices]
    near = nearness(probabilities, own, numbers, PLACE, voices)
    assert np.abs(weights_of(probabilities, near, numbers, PLACE)[2:4]).max() < 1e-3
