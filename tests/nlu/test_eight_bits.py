"""Weights in 8 bits are nearly those that were packed."""

import numpy as np
import pytest

from bot.nlu.eight_bits import pack, unpacked

CHANCE = np.random.default_rng(0)


def test_a_matrix_comes_back_as_near_as_its_rows_allow() -> None:
    matrix = CHANCE.normal(size=(5, 40)).astype(np.float32) * [[1], [100], [0.01], [1], [0]]
    again = unpacked(pack({"w": matrix.astype(np.float32)}), "w")
    step = np.abs(matrix).max(axis=1, keepdims=True) / 127
    assert (np.abs(again - matrix) <= step / 2 + 1e-9).all()


def test_a_vector_comes_back_as_it_was() -> None:
    bias = CHANCE.normal(size=7).astype(np.float32)
    packed = pack({"b": bias})
    assert packed["b"].dtype == np.float32
    assert unpacked(packed, "b") == pytest.approx(bias, abs=0)
