"""Matrices in 8 bits, a scale for each of their rows: how weights are shipped."""

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
        scale = np.abs(value).max(axis=1) / 127 + 1e-12
        packed[name] = np.rint(value / scale[:, None]).astype(np.int8)
        packed[name + _SCALE] = scale.astype(np.float32)
    return packed


def unpacked(packed: Mapping[str, NDArray[Any]], name: str) -> Floats:
    """Return one of the weights that ``pack`` was given, as near as 8 bits can tell."""
    value: Floats = packed[name].astype(np.float32)
    return value * packed[name + _SCALE][:, None] if name + _SCALE in packed else value
