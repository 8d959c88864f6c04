"""Large arrays of a model stay on disk; what is read is what was written."""

import io
from typing import Any

import numpy as np
import pytest

from bot.nlu.mapped import MAPPED_FROM, read_arrays


def _written(**arrays: Any) -> io.BytesIO:
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    file.seek(0)
    return file


def test_what_is_read_is_what_was_written() -> None:
    large = np.arange(MAPPED_FROM, dtype=np.int32).reshape(-1, 100)
    small = np.array([0.5, -1.0], dtype=np.float32)
    kept = read_arrays(_written(**{"a.large": large, "b": small}))
    assert set(kept) == {"a.large", "b"}
    assert np.array_equal(kept["a.large"], large)
    assert np.array_equal(kept["b"], small)


def test_a_large_array_is_on_disk_and_nobody_can_change_it() -> None:
    read = read_arrays(_written(large=np.zeros(MAPPED_FROM, dtype=np.int8)))["large"]
    assert isinstance(read.base, np.memmap)
    assert not read.flags.writeable


def test_arrays_of_objects_are_refused() -> None:
    file = _written(words=np.array(["a", None], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        read_arrays(file)
