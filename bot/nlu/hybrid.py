"""Two branches made one classifier, with a confidence that means what it says.

log p = 0.6 log p(meaning) + 0.4 log softmax(3 x margin), divided by a temperature that is fitted
on left-out folds. The cheap branch answers alone when its own confidence is so high that the
other would not change the answer; the limit comes from the same folds.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from sklearn.model_selection import StratifiedKFold
from threadpoolctl import threadpool_limits

from bot.nlu.meaning import MeaningBranch, log_softmax
from bot.nlu.ngrams import Letters, NgramBranch

Floats = NDArray[np.float32]
Rows = NDArray[Any]
Embed = Callable[[Sequence[str]], Floats]

MEANING_SHARE = 0.6
MARGIN_SCALE = 3.0
FOLDS = 3
WORKERS = 2
CASCADE_LOSS = 0.001
"""Share of all messages that the cascade may read worse (measured on left-out folds)."""

ALONE_LEAST = 0.95
"""Below this confidence meaning is always asked."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one message was read as: probabilities by intent, and whether meaning was asked."""

    probabilities: Floats
    asked_meaning: bool


@dataclass(frozen=True, slots=True)
class HybridModel:
    """The trained classifier. ``meaning`` is None where no encoder can run (no AVX2)."""

    labels: tuple[str, ...]
    ngrams: NgramBranch
    meaning: MeaningBranch | None
    temperature: float
    ngram_temperature: float
    alone_above: float  # n-gram confidence from which meaning is not asked

    @classmethod
    def fit(
        cls, texts: Sequence[str], intents: Sequence[str], vectors: Floats | None
    ) -> "HybridModel":
        """Train both branches and calibrate them on left-out folds.

        Args:
            texts: Training rows as they will be read (tidied).
            intents: Their intents.
            vectors: Encoder vectors of the rows in the same order, or None without an encoder.
        """
        labels = tuple(sorted(set(intents)))
        number = {label: place for place, label in enumerate(labels)}
        numbers = np.array([number[intent] for intent in intents], dtype=np.int32)
        # Learned once for all folds: how rare an n-gram is tells nothing of the intents.
        letters, features = Letters.learn(texts)
        every = np.arange(len(texts))
        folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(every, numbers)
        # The model itself is the longest of the four and begins first. liblinear lets go of the
        # interpreter's lock, so two threads use two cores.
        parts = [(every, every[:0]), *folds]
        # One thread each for the algebra inside, or four would spin on two cores.
        with threadpool_limits(1), ThreadPoolExecutor(WORKERS) as pool:
            rows = _Rows(letters, features, numbers, vectors)
            trained = list(pool.map(lambda part: _fit_part(rows, *part), parts))
        margins, log_p = _left_out(trained[1:], len(texts), len(labels))
        joined = _join(margins, log_p)
        temperature = _fit_temperature(joined, numbers)
        ngram_temperature = _fit_temperature(MARGIN_SCALE * margins, numbers)
        alone_above = _cascade_limit(MARGIN_SCALE * margins / ngram_temperature, joined, numbers)
        model = trained[0]
        return cls(
            labels,
            model.ngrams,
            model.meaning,
            temperature,
            ngram_temperature,
            alone_above if vectors is not None else 0.0,
        )

    def read(self, text: str, embed: Embed | None) -> Reading:
        """Return the probabilities of one message; ``embed`` is asked only when it can matter."""
        margins = self.ngrams.margins([text])
        quick = np.exp(log_softmax(MARGIN_SCALE * margins / self.ngram_temperature))[0]
        if self.meaning is None or embed is None or quick.max() >= self.alone_above:
            return Reading(quick, asked_meaning=False)
        joined = _join(margins, self.meaning.log_probabilities(embed([text])))
        return Reading(np.exp(log_softmax(joined / self.temperature))[0], asked_meaning=True)

    def arrays(self) -> dict[str, Any]:
        """Return the model as arrays, for ``numpy.savez``."""
        facts = {
            "labels": self.labels,
            "temperature": self.temperature,
            "ngram_temperature": self.ngram_temperature,
            "alone_above": self.alone_above,
        }
        kept: dict[str, Any] = {"facts": np.frombuffer(json.dumps(facts).encode(), np.uint8)}
        kept |= {f"ngrams.{name}": value for name, value in self.ngrams.arrays().items()}
        if self.meaning is not None:
            kept |= {f"meaning.{name}": value for name, value in self.meaning.arrays().items()}
        return kept

    @classmethod
    def load(cls, kept: Mapping[str, Any]) -> "HybridModel":
        """Build the model from ``arrays``."""
        facts = json.loads(kept["facts"].tobytes())
        meaning = _part(kept, "meaning.")
        return cls(
            tuple(facts["labels"]),
            NgramBranch.load(_part(kept, "ngrams.")),
            MeaningBranch.load(meaning) if meaning else None,
            facts["temperature"],
            facts["ngram_temperature"],
            facts["alone_above"],
        )


def _part(kept: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    return {name[len(prefix) :]: kept[name] for name in kept if name.startswith(prefix)}


def _join(margins: Floats, log_p: Floats | None) -> Floats:
    letters = log_softmax(MARGIN_SCALE * margins)
    if log_p is None:
        return letters
    joined: Floats = MEANING_SHARE * log_p + (1 - MEANING_SHARE) * letters
    return joined


@dataclass(frozen=True, slots=True)
class _Rows:
    """The training rows as both branches see them."""

    letters: Letters
    features: csr_matrix
    numbers: Rows
    vectors: Floats | None


@dataclass(frozen=True, slots=True)
class _Trained:
    """Both branches trained on some rows, and what they say of the rows left out."""

    ngrams: NgramBranch
    meaning: MeaningBranch | None
    left_out: Rows
    margins: Floats | None
    log_p: Floats | None


def _fit_part(rows: _Rows, seen: Rows, left_out: Rows) -> _Trained:
    numbers, vectors = rows.numbers[seen], rows.vectors
    ngrams = NgramBranch.fit(rows.letters, rows.features[seen], numbers)
    meaning = None if vectors is None else MeaningBranch.fit(vectors[seen], numbers)
    if not len(left_out):
        return _Trained(ngrams, meaning, left_out, None, None)
    margins = ngrams.margins_of(rows.features[left_out])
    log_p = None
    if meaning is not None and vectors is not None:
        log_p = meaning.log_probabilities(vectors[left_out])
    return _Trained(ngrams, meaning, left_out, margins, log_p)


def _left_out(parts: Sequence[_Trained], rows: int, intents: int) -> tuple[Floats, Floats | None]:
    """Return margins and log p of every row by branches that did not see it."""
    margins = np.zeros((rows, intents), dtype=np.float32)
    log_p = None if parts[0].log_p is None else np.zeros((rows, intents), dtype=np.float32)
    for part in parts:
        margins[part.left_out] = part.margins
        if log_p is not None:
            log_p[part.left_out] = part.log_p
    return margins, log_p


def _fit_temperature(scores: Floats, numbers: NDArray[np.int32]) -> float:
    rows = np.arange(len(numbers))

    def loss(log_temperature: float) -> float:
        log_p = log_softmax(scores / np.exp(log_temperature))
        return float(-log_p[rows, numbers].mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-4, 3), method="bounded").x))


def _cascade_limit(ngram_scores: Floats, joined: Floats, numbers: NDArray[np.int32]) -> float:
    """Return the lowest confidence above which letters alone cost CASCADE_LOSS of right answers.

    Counted on left-out rows of voices that the folds know; somebody new is read less surely, so
    the limit is never below ALONE_LEAST.
    """
    confidence = np.exp(log_softmax(ngram_scores)).max(axis=1)
    alone = ngram_scores.argmax(axis=1) == numbers
    both = joined.argmax(axis=1) == numbers
    order = np.argsort(-confidence)
    lost = np.cumsum(both[order].astype(int) - alone[order].astype(int)) / len(order)
    allowed = np.flatnonzero(lost <= CASCADE_LOSS)
    limit = confidence[order[allowed[-1]]] if len(allowed) else 2.0
    return float(max(limit, ALONE_LEAST))
