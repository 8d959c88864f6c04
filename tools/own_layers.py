"""The second ear's own layers while they are tuned, and the judge on top of them."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from bot.domain.safety_patterns import CATEGORIES
from tools.ear_rows import HIDDEN
from tools.tuning_model import Layer, Recipe

OWN = tuple(range(4, 12))
"""The layers that the ear has of its own; those below are the encoder's."""


class OwnLayers(nn.Module):
    """Tokens after the shared layers to the scores of what a row is about."""

    def __init__(self, kept: dict[str, Tensor], names: int) -> None:
        """Take weights of the layers, and begin with a judge who knows nothing."""
        super().__init__()
        free = Recipe(rank=0)
        self.layers = nn.ModuleList(Layer(kept, f"o{number}", free) for number in OWN)
        self.head = nn.Linear(2 * HIDDEN, names)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)

    def forward(self, states: Tensor, there: Tensor) -> Tensor:
        """Return the scores, (rows, names)."""
        given, x = _pooled(states, there), states
        if self.training:
            x = F.dropout(x, 0.05)
        for layer in self.layers:
            x = layer(x, there[:, None, None, :].bool())
        read = torch.cat([given, _pooled(x, there)], -1)
        return self.head(F.dropout(read, 0.2, self.training))


def _pooled(states: Tensor, there: Tensor) -> Tensor:
    """Return the mean over the tokens that are there, of one length."""
    return F.normalize((states.float() * there[..., None]).sum(1), dim=-1) * HIDDEN**0.5


def odds_of(scores: Tensor) -> Tensor:
    """Return the log odds of danger."""
    danger, calm = scores[:, : len(CATEGORIES)], scores[:, len(CATEGORIES) :]
    return torch.logsumexp(danger, 1) - torch.logsumexp(calm, 1)
