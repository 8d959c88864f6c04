"""Vectors of what messages mean: which encoder this installation has, and how it is asked.

Knows nothing of Rasa: the second ear hears by it when the dialogue engine is down.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from bot.nlu.encoder import Encoder, Floats, shared_encoder
from bot.nlu.hybrid import Embed
from bot.nlu.vectors import VectorCache
from bot.nlu.written import as_written

SHIPPED_VECTORS = Path(__file__).resolve().parents[2] / "nlu_data" / "vectors.npz"


def encoder() -> Encoder | None:
    """Return the encoder of this installation: the county's own, or ours."""
    own = os.environ.get("RINNALLA_ENCODER")
    return shared_encoder(_folder(), Path(own) if own else None)


def embed_with(by: Encoder | None) -> Embed | None:
    """Return what makes vectors of messages: spoken Finnish is written out for the encoder."""
    if by is None:
        return None
    return lambda texts: by.embed([as_written(text) for text in texts])


def vectors_of(texts: Sequence[str], by: Encoder | None) -> Floats | None:
    """Return the vectors of training rows, computed only where they are not known yet."""
    if by is None:
        return None
    written = [as_written(text) for text in texts]
    return VectorCache(_folder() / "vectors.npz", SHIPPED_VECTORS).embed(written, by)


def _folder() -> Path:
    """Return where the encoder and the vectors of training rows lie: beside the models."""
    return Path(os.environ.get("RINNALLA_MODEL_DIR") or "models") / "encoder"
