"""Both branches trained on some rows, asked about the others: what a model says of unseen rows.

Calibration, the search for wrong labels (``lint.py``) and the comparison of two sets of rows
(``learning.py``) all rest on this.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.meaning import MeaningBranch
from bot.nlu.ngrams import Features, Letters, NgramBranch

Floats = NDArray[np.float32]
Rows = NDArray[Any]

FOLDS = 3
NO_MARGIN, NO_LOG_P = -2.0, -20.0
"""What branches say of an intent that none of their rows had."""


@dataclass(frozen=True, slots=True)
class Branches:
    """The two branches; ``meaning`` is None where there were no vectors."""

    ngrams: NgramBranch
    meaning: MeaningBranch | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What branches that did not see a row say of it.

    Args:
        rows: The rows' places, ascending.
        margins: Of the branch of letters, (rows, intents).
        log_p: Of the branch of meaning, (rows, intents), or None without vectors.
    """

    rows: Rows
    margins: Floats
    log_p: Floats | None


def train_and_leave_out(
    texts: Sequence[str],
    numbers: NDArray[np.int32],
    vectors: Floats | None,
    voices: Sequence[str] | None = None,
    asked: int = FOLDS,
) -> tuple[Branches, LeftOut]:
    """Return (branches that have seen every row, what others say of rows left out).

    Args:
        texts: Rows as they will be read.
        numbers: Their intents, numbered from 0 without gaps.
        vectors: Encoder vectors in the same order, or None.
        voices: Who wrote each row; a voice is left out whole, for those who will write to us are
            new voices too. None: rows are left out one by one.
        asked: Of how many folds the rows are left out: each costs another training.
    """
    # Learned once for all folds: how rare an n-gram is tells nothing of the intents.
    letters, features = Letters.learn(texts)
    rows = _Rows(letters, features, numbers, vectors)
    every = np.arange(len(texts))
    folds = _by_voice(voices) if voices else _by_row(numbers)
    trained = [_fit_part(rows, *part) for part in [(every, every[:0]), *folds[:asked]]]
    return trained[0].branches, _left_out(trained[1:], rows)


def _by_row(numbers: Rows) -> list[tuple[Rows, Rows]]:
    """Return (seen, left out) of each fold, every intent spread over all folds."""
    from sklearn.model_selection import StratifiedKFold  # 60 MB that only training needs

    # A few rows an intent (a county's first try, `rasa test` on a sample) make fewer folds.
    many = min(FOLDS, max(2, int(np.bincount(numbers).max())))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # an intent with fewer rows than folds
        split = StratifiedKFold(many, shuffle=True, random_state=0).split(numbers, numbers)
        return list(split)


def _by_voice(voices: Sequence[str]) -> list[tuple[Rows, Rows]]:
    """Return (seen, left out) of each fold; voices of one language, side by side in the files,
    go to different folds.
    """
    order = {voice: place for place, voice in enumerate(dict.fromkeys(voices))}
    fold_of = np.array([order[voice] % FOLDS for voice in voices])
    return [
        (np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)) for fold in range(FOLDS)
    ]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The training rows as both branches see them."""

    letters: Letters
    features: Features
    numbers: Rows
    vectors: Floats | None


@dataclass(frozen=True, slots=True)
class _Trained:
    """Branches trained on some rows, and what they say of the rows left out."""

    branches: Branches
    left_out: Rows
    margins: Floats | None
    log_p: Floats | None


def _fit_part(rows: _Rows, seen: Rows, left_out: Rows) -> _Trained:
    numbers, vectors = rows.numbers[seen], rows.vectors
    ngrams = NgramBranch.fit(rows.letters, rows.features[seen], numbers)
    meaning = None if vectors is None else MeaningBranch.fit(vectors[seen], numbers)
    branches = Branches(ngrams, meaning)
    if not len(left_out):
        return _Trained(branches, left_out, None, None)
    known, intents = np.unique(numbers), int(rows.numbers.max()) + 1
    margins = _spread(ngrams.margins_of(rows.features[left_out]), known, intents, NO_MARGIN)
    log_p = None
    if meaning is not None and vectors is not None:
        said = meaning.log_probabilities(vectors[left_out])
        log_p = _spread(said, known, intents, NO_LOG_P)
    return _Trained(branches, left_out, margins, log_p)


def _spread(scores: Floats, known: Rows, intents: int, unknown: float) -> Floats:
    """Return scores with a column for every intent, also for those that were all left out."""
    if len(known) == intents:
        return scores
    spread = np.full((len(scores), intents), unknown, dtype=np.float32)
    spread[:, known] = scores
    return spread


def _left_out(parts: Sequence[_Trained], rows: _Rows) -> LeftOut:
    places = np.concatenate([part.left_out for part in parts])
    order = np.argsort(places)
    margins = np.concatenate([part.margins for part in parts])[order]
    log_p = None
    if rows.vectors is not None:
        log_p = np.concatenate([part.log_p for part in parts])[order]
    return LeftOut(places[order], margins, log_p)
