"""The shipped vectors are those of our rows, and small enough to lie in the repository."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.nlu.encoder import RECENT, Encoder, Read, key_of
from bot.nlu.encoding import SHIPPED_VECTORS
from bot.nlu.folding import tidy
from bot.nlu.rows import read_rows
from bot.nlu.spoken import standard_finnish
from bot.nlu.vectors import VectorCache
from bot.settings import ROOT

MOST_BYTES = 11_000_000
MOST_MISSING = 0.02
"""Of all rows: a few new ones are computed in seconds, many want ``rinnalla nlu vectors``."""


def test_shipped_vectors_are_small() -> None:
    assert SHIPPED_VECTORS.stat().st_size < MOST_BYTES


def test_nearly_every_row_has_its_vector() -> None:
    with np.load(SHIPPED_VECTORS) as kept:
        known = {key.tobytes() for key in kept["keys"]}
    keys = {
        key_of(standard_finnish(tidy(row.text))) for row in read_rows(ROOT / "nlu_data" / "nlu")
    }
    assert len(keys - known) <= MOST_MISSING * len(keys)


class Counting:
    """Makes vectors and counts for how many texts it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Read:
        self.asked += texts
        random = np.random.default_rng(len(texts[0]))
        made = random.normal(size=(len(texts), 16)).astype(np.float32)
        return Read(np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True)))


@pytest.fixture
def cache(tmp_path: Path) -> VectorCache:
    return VectorCache(tmp_path / "vectors.npz")


def test_only_new_texts_are_computed_again(cache: VectorCache) -> None:
    counting = Counting()
    encoder = Encoder(counting, "one")
    first = cache.embed(["a", "bb"], encoder)
    again = cache.embed(["bb", "ccc", "a"], encoder)
    assert counting.asked == ["a", "bb", "ccc"]
    assert again[[2, 0]] == pytest.approx(first, abs=0.02)


def test_vectors_of_another_encoder_are_not_used(cache: VectorCache) -> None:
    cache.embed(["a"], Encoder(Counting(), "one"))
    counting = Counting()
    cache.embed(["a"], Encoder(counting, "another"))
    assert counting.asked == ["a"]


def test_a_message_that_several_readers_ask_for_is_made_once() -> None:
    counting = Counting()
    encoder = Encoder(counting, "one")
    first, again = encoder.embed(["a"]), encoder.embed(["a"])
    assert counting.asked == ["a"]
    assert (first == again).all()
    for number in range(RECENT):
        encoder.embed([f"another {number}"])
    encoder.embed(["a"])
    assert counting.asked[-1] == "a", "only the newest are kept"


def test_the_second_ears_own_layers_run_only_for_a_message_that_it_is_asked_about() -> None:
    asked: list[str] = []

    def read(texts: Sequence[str]) -> Read:
        def own() -> np.ndarray:
            asked.extend(texts)
            return np.full((len(texts), 1), 3.0, np.float32)

        return Read(np.tile(np.array([1.0, 2.0], np.float32), (len(texts), 1)), own)

    encoder = Encoder(read, "one", size=1)
    assert encoder.embed(["a"]).tolist() == [[1]]
    assert encoder.embed(["b", "c"]).tolist() == [[1], [1]]
    assert asked == []
    for _ in range(2):
        assert encoder.deep(["a"]).tolist() == [[1, 2, 3]]
    assert asked == ["a"], "once in a turn"
    assert encoder.embed(["a"]).tolist() == [[1]]
    assert encoder.deep(["b", "c"]).tolist() == [[1, 2, 3], [1, 2, 3]]
