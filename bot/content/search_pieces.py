"""Which phrases look like a text: compounds, spoken forms and typos share pieces with them."""

from collections.abc import Sequence

import numpy as np

from bot.content.tfidf import Counted, Floats, Rarity, counted, hashed
from bot.domain.pieces import pieces

_SHORTEST, _LONGEST = 3, 5


class PieceIndex:
    """Phrases by their pieces: those of a text are looked up, all others are never touched."""

    def __init__(self, phrases: Sequence[str]) -> None:
        cut = [_cut(phrase) for phrase in phrases]
        self._rarity = Rarity.learn(cut)
        weighed = [self._rarity.weigh(one) for one in cut]
        # Postings of one piece stand together.
        places = np.concatenate([one for one, _ in weighed])
        order = np.argsort(places, kind="stable")
        sizes = [len(one) for one, _ in weighed]
        self._many = len(phrases)
        self._phrases = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)[order]
        self._weights = np.concatenate([weights for _, weights in weighed])[order]
        self._starts = np.searchsorted(places[order], np.arange(len(self._rarity.hashes) + 1))
        self._sizes = np.diff(self._starts)

    def alike(self, text: str) -> Floats:
        """Return the cosine of a text with every phrase."""
        places, weights = self._rarity.weigh(_cut(text))
        begin, sizes = self._starts[places], self._sizes[places]
        at = np.arange(sizes.sum()) + np.repeat(begin - (np.cumsum(sizes) - sizes), sizes)
        shares = self._weights[at] * np.repeat(weights, sizes)
        return np.bincount(self._phrases[at], shares, self._many).astype(np.float32)


def _cut(text: str) -> Counted:
    return counted(hashed(pieces(text.lower(), _SHORTEST, _LONGEST)))
