"""Reading a model's arrays so that memory holds only what messages touch.

A message looks at a few hundred of 300,000 rows of weights. Large arrays are unpacked into a file
that loses its name and mapped from there: the system reads what is asked for, and may drop it.
"""

import shutil
import tempfile
from typing import IO, Any

import numpy as np
from numpy.lib.npyio import NpzFile

MAPPED_FROM = 1_000_000
"""Bytes from which an array is left on disk."""


def read_arrays(file: IO[bytes]) -> dict[str, Any]:
    """Return the arrays of an ``.npz`` by name; the large ones are mapped, read-only."""
    with np.load(file, allow_pickle=False) as kept:
        return {name: _read(kept, name) for name in kept.files}


def _read(kept: NpzFile, name: str) -> Any:
    packed = f"{name}.npy"
    if kept.zip.getinfo(packed).file_size < MAPPED_FROM:
        return kept[name]
    # The map outlives the file's name.
    with kept.zip.open(packed) as source, tempfile.NamedTemporaryFile() as unpacked:
        shutil.copyfileobj(source, unpacked)
        unpacked.flush()
        return np.asarray(np.load(unpacked.name, mmap_mode="r"))
