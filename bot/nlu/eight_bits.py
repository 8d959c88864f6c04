"""Matrices in 8 bits, a scale for each of their rows: how weights and vectors are kept."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_SCALE = ".scale"


def pack(weights: Mapping[str, Floats]) -> dict[str, NDArray[Any]]:
    """Return matrices in 8 bits with their scales, and vectors as they are."""
    packed: dict[str, NDArray[Any]] = {}
    for name, value in weights.items():
        if value.ndim == 1:
            packed[name] = value.astype(np.float32)
            continue
        packed[name], packed[name + _SCALE] = rounded(value)
    return packed


def rounded(matrix: NDArray[Any], levels: int = 127) -> tuple[NDArray[np.int8], Floats]:
    """Return whole numbers, so many to either side of zero, and what 1 is worth in each row."""
    scales = np.abs(matrix).max(axis=1) / levels + 1e-12
    return np.rint(matrix / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def unpacked(packed: Mapping[str, NDArray[Any]], name: str) -> Floats:
    """Return one of the weights that ``pack`` was given, as near as 8 bits can tell."""
    value: Floats = packed[name].astype(np.float32)
    return value * packed[name + _SCALE][:, None] if name + _SCALE in packed else value
