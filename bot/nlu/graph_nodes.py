"""The encoder as an ONNX graph in float32: the nodes and weights of its layers.

``graph.py`` rounds it to 8 bits; with every change here ``graph.RECIPE`` changes.

A few inputs of each layer are a hundred times larger than the others, and rounded to 8 bits
together with them the others would be lost. They are evened out first: what an input is divided
by, its weights are multiplied with (SmoothQuant, Xiao et al. 2023,
https://arxiv.org/abs/2211.10438). Measured on 300 unheard messages: the cosine with the same graph
in float32 is 0.985 without, 0.996 with it, at the same speed.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.wheel import Floats, Weights

OPSET = 17
INNER = (7, 9)
"""Layers, from 0, whose mean vectors are given out too: the last layers were tuned on our rows and
know those by heart, the inner ones say more of words that they have never seen (docs/adr/0015)."""

EVENED = 0.75
"""How much of an input's size its weights take over; 0.65 and 0.85 leave less of the vectors."""


def name_after(layer: int) -> str:
    """Return what the graph calls the tokens' states behind one of its layers."""
    return f"l{layer}.oln.out"


def whole(weights: Weights, kept: Sequence[int] | NDArray[np.int64]) -> Any:
    """Return the graph in float32, an ``onnx.ModelProto``; nodes are named as what they make."""
    return _Graph(weights, np.asarray(kept)).model()


def _evening(largest: Floats, weights: Sequence[Floats]) -> Floats:
    """Return what the inputs of layers are divided by, (inputs,); its geometric mean is 1."""
    heaviest = np.max([np.abs(weight).max(axis=0) for weight in weights], axis=0)
    scale = np.maximum(largest, 1e-5) ** EVENED / np.maximum(heaviest, 1e-5) ** (1 - EVENED)
    even: Floats = (scale / np.exp(np.log(scale).mean())).astype(np.float32)
    return even


class _Graph:
    """Collects nodes and weights of the twelve layers."""

    def __init__(self, weights: Weights, kept: NDArray[np.int64]) -> None:
        self._from = weights
        self._sizes = weights.sizes
        self._kept = kept
        self._nodes: list[Any] = []
        self._weights: dict[str, NDArray[Any]] = {}

    def model(self) -> Any:
        """Return the whole model in float32."""
        from onnx import TensorProto, helper, numpy_helper

        x = self._embedded()
        bias = self._attention_mask()
        wide = self._mask_of_tokens()
        inner, own = [], self._from.own_layers
        for layer in range(self._sizes.layers):
            if layer in own[:1]:
                self._own(x, bias, wide)
            x = self._layer(x, bias, f"l{layer}")
            if layer in INNER:
                inner.append(self._pooled(x, wide, f"l{layer}.pooled"))
        self._pooled(x, wide, "vectors")
        self._node("Concat", *inner, to="inner", axis=-1)
        inputs = [
            helper.make_tensor_value_info("ids", TensorProto.INT64, ["rows", "tokens"]),
            helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["rows", "tokens"]),
        ]
        widths = {"vectors": self._sizes.hidden, "inner": len(inner) * self._sizes.hidden}
        widths |= {"own": 2 * self._sizes.hidden} if own else {}
        outputs = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["rows", width])
            for name, width in widths.items()
        ]
        weights = [numpy_helper.from_array(value, name) for name, value in self._weights.items()]
        graph = helper.make_graph(self._nodes, "encoder", inputs, outputs, weights)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9)

    def _own(self, x: str, bias: str, wide: str) -> None:
        """Add the second ear's own layers: what the last ones were before it went apart.

        What goes into them is given out beside what comes of it.
        """
        given = self._pooled(x, wide, "own.given")
        for layer in self._from.own_layers:
            x = self._layer(x, bias, f"o{layer}")
        made = self._pooled(x, wide, "own.made")
        self._node("Concat", given, made, to="own", axis=-1)

    def _node(self, kind: str, *inputs: str, to: str, **attributes: Any) -> str:
        from onnx import helper

        named = {name.rstrip("_"): value for name, value in attributes.items()}
        self._nodes.append(helper.make_node(kind, list(inputs), [to], name=to, **named))
        return to

    def _weight(self, name: str, value: NDArray[Any]) -> str:
        self._weights[name] = np.ascontiguousarray(value)
        return name

    def _embedded(self) -> str:
        sizes, given = self._sizes, self._from
        words = given.tensor("emb.word", sizes.pieces, sizes.hidden)[self._kept]
        # Positions and the one token type are added to each other beforehand.
        places = given.tensor("emb.pos", sizes.positions, sizes.hidden)
        places = places + given.tensor("emb.type", 2, sizes.hidden)[0]
        word = self._gathered(words)
        self._node("Shape", "ids", to="shape")
        tokens = self._node("Gather", "shape", self._weight("one", np.array([1])), to="tokens")
        zero = self._weight("zero", np.array([0]))
        table = self._weight("places", places)
        place = self._node("Slice", table, zero, tokens, zero, to="place")
        added = self._node("Add", word, place, to="word_and_place")
        return self._norm(added, "emb.ln")

    def _gathered(self, words: Floats) -> str:
        """Return the words' vectors from a table of 8 bits with a scale for each row."""
        from onnx import TensorProto

        scales = np.abs(words).max(axis=1, keepdims=True) / 127
        scales = np.maximum(scales, 1e-8).astype(np.float32)
        table = np.rint(words / scales).astype(np.int8)
        small = self._node("Gather", self._weight("words", table), "ids", to="word_8")
        wide = self._node("Cast", small, to="word_wide", to_=TensorProto.FLOAT)
        scale = self._node("Gather", self._weight("word_scales", scales), "ids", to="word_scale")
        return self._node("Mul", wide, scale, to="word")

    def _attention_mask(self) -> str:
        """Return 0 where a token is, a very low number where the row is padded."""
        axes = self._weight("mask_axes", np.array([1, 2]))
        wide = self._node("Unsqueeze", "mask", axes, to="mask_wide")
        ones = self._weight("mask_one", np.array(1.0, dtype=np.float32))
        low = self._weight("mask_low", np.array(-1e9, dtype=np.float32))
        inverse = self._node("Sub", ones, wide, to="mask_inverse")
        return self._node("Mul", inverse, low, to="mask_bias")

    def _layer(self, x: str, bias: str, name: str) -> str:
        sizes = self._sizes
        attended = self._attention(x, bias, name)
        (out,) = self._linear(attended, [f"{name}.ao"], sizes.hidden, sizes.hidden)
        x = self._norm(self._node("Add", x, out, to=f"{name}.sum1"), f"{name}.aln")
        (inner,) = self._linear(x, [f"{name}.fi"], sizes.inner, sizes.hidden)
        active = self._node("Gelu", inner, to=f"{name}.gelu", domain="com.microsoft")
        (out,) = self._linear(active, [f"{name}.fo"], sizes.hidden, sizes.inner)
        return self._norm(self._node("Add", x, out, to=f"{name}.sum2"), f"{name}.oln")

    def _attention(self, x: str, bias: str, name: str) -> str:
        sizes = self._sizes
        width = sizes.hidden // sizes.heads
        split = self._weight("heads", np.array([0, 0, sizes.heads, width]))
        joined = self._weight("joined", np.array([0, 0, sizes.hidden]))
        parts = {}
        orders = {"q": (0, 2, 1, 3), "k": (0, 2, 3, 1), "v": (0, 2, 1, 3)}
        names = [f"{name}.{part}" for part in orders]
        made = self._linear(x, names, sizes.hidden, sizes.hidden)
        for (part, order), flat in zip(orders.items(), made, strict=True):
            heads = self._node("Reshape", flat, split, to=f"{name}.{part}.heads")
            parts[part] = self._node("Transpose", heads, to=f"{name}.{part}.t", perm=list(order))
        scores = self._node("MatMul", parts["q"], parts["k"], to=f"{name}.scores")
        scale = self._weight("scale", np.array(width**-0.5, dtype=np.float32))
        scaled = self._node("Mul", scores, scale, to=f"{name}.scaled")
        masked = self._node("Add", scaled, bias, to=f"{name}.masked")
        shares = self._node("Softmax", masked, to=f"{name}.shares", axis=-1)
        mixed = self._node("MatMul", shares, parts["v"], to=f"{name}.mixed")
        back = self._node("Transpose", mixed, to=f"{name}.back", perm=[0, 2, 1, 3])
        return self._node("Reshape", back, joined, to=f"{name}.attended")

    def _linear(self, x: str, names: Sequence[str], outs: int, ins: int) -> list[str]:
        """Return what linear layers make of one input, which is evened out for all of them."""
        weights = [self._from.tensor(f"{name}.w", outs, ins) for name in names]
        largest = self._from.largest(names[0])
        if largest is not None:
            even = _evening(largest, weights)
            divided_by = self._weight(f"{names[0]}.even", 1 / even)
            x = self._node("Mul", x, divided_by, to=f"{names[0]}.evened")
            weights = [weight * even for weight in weights]
        return [
            self._product(x, name, weight, outs)
            for name, weight in zip(names, weights, strict=True)
        ]

    def _product(self, x: str, name: str, weight: Floats, outs: int) -> str:
        bias = self._weight(f"{name}.b", self._from.tensor(f"{name}.b", outs))
        product = self._node("MatMul", x, self._weight(f"{name}.w", weight.T), to=f"{name}.mm")
        return self._node("Add", product, bias, to=f"{name}.out")

    def _norm(self, x: str, name: str) -> str:
        hidden = self._sizes.hidden
        weight = self._weight(f"{name}.w", self._from.tensor(f"{name}.w", hidden))
        bias = self._weight(f"{name}.b", self._from.tensor(f"{name}.b", hidden))
        return self._node(
            "LayerNormalization",
            *(x, weight, bias),
            to=f"{name}.out",
            epsilon=self._sizes.epsilon,
            axis=-1,
        )

    def _mask_of_tokens(self) -> str:
        last = self._weight("last_axis", np.array([2]))
        return self._node("Unsqueeze", "mask", last, to="mask_tokens")

    def _pooled(self, x: str, wide: str, name: str) -> str:
        """Return the mean over the tokens that are there, made one long."""
        kept = self._node("Mul", x, wide, to=f"{name}.kept")
        axes = self._weight("token_axis", np.array([1]))
        total = self._node("ReduceSum", kept, axes, to=f"{name}.total", keepdims=0)
        # The length of the sum does not matter: the vector is made one long anyway.
        return self._node("LpNormalization", total, to=name, axis=-1, p=2)
