"""The encoder's tokenizer: SentencePiece unigram pieces, run by the ``tokenizers`` library."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.nlu.wheel import Pieces

_SPACE = "▁"
_PREFIX = "query: "
MAX_TOKENS = 128


class Tokenizer:
    """Texts to rows of piece numbers, padded, with a mask."""

    def __init__(
        self,
        pieces: Sequence[tuple[str, float]],
        unknown: int,
        begin: int,
        end: int,
        characters: dict[int, str],
    ) -> None:
        from tokenizers import Tokenizer as Model
        from tokenizers.models import Unigram

        self._model = Model(Unigram(list(pieces), unk_id=unknown))
        self._begin, self._end = begin, end
        self._characters = characters

    @classmethod
    def of(cls, pieces: Pieces, kept: NDArray[np.int64]) -> "Tokenizer":
        """Make the tokenizer of the kept pieces; numbers are places in ``kept``."""
        place = {int(number): at for at, number in enumerate(kept)}
        listed = [(pieces.texts[number], float(pieces.scores[number])) for number in kept]
        return cls(
            listed,
            place[pieces.unknown],
            place[pieces.begin],
            place[pieces.end],
            dict(pieces.characters),
        )

    def rows(self, texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return (ids, mask), each (texts, longest row)."""
        encoded = self._model.encode_batch([self._even(text) for text in texts])
        rows = [[self._begin, *one.ids[: MAX_TOKENS - 2], self._end] for one in encoded]
        longest = max(map(len, rows))
        ids = np.full((len(rows), longest), self._end, dtype=np.int64)
        mask = np.zeros((len(rows), longest), dtype=np.float32)
        for at, row in enumerate(rows):
            ids[at, : len(row)] = row
            mask[at, : len(row)] = 1.0
        return ids, mask

    def _even(self, text: str) -> str:
        """Return the text as SentencePiece sees it: characters mapped, spaces as a mark."""
        words = (_PREFIX + text).translate(self._characters).split()
        return _SPACE + _SPACE.join(words)


def save(tokenizer_file: Path, pieces: Pieces, kept: NDArray[np.int64]) -> None:
    """Write what ``load`` needs as JSON."""
    place = {int(number): at for at, number in enumerate(kept)}
    facts = {
        "pieces": [[pieces.texts[number], float(pieces.scores[number])] for number in kept],
        "unknown": place[pieces.unknown],
        "begin": place[pieces.begin],
        "end": place[pieces.end],
        "characters": {str(code): text for code, text in pieces.characters.items()},
    }
    tokenizer_file.write_text(json.dumps(facts, ensure_ascii=False), "utf-8")


def load(tokenizer_file: Path) -> Tokenizer:
    """Read the tokenizer that ``save`` wrote."""
    facts = json.loads(tokenizer_file.read_text("utf-8"))
    return Tokenizer(
        [(text, score) for text, score in facts["pieces"]],
        facts["unknown"],
        facts["begin"],
        facts["end"],
        {int(code): text for code, text in facts["characters"].items()},
    )
