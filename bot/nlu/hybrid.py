"""Two branches made one classifier, with a confidence that means what it says.

log p = 0.4 log p(meaning) + 0.6 log softmax(4 x margin), divided by a temperature that is fitted
on left-out folds. The cheap branch answers alone when its own confidence is so high that the
other would not change the answer; the limit comes from the same folds.
"""

import io
import json
import tarfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from bot.nlu.folds import train_and_leave_out
from bot.nlu.mapped import read_arrays
from bot.nlu.meaning import MeaningBranch, log_softmax
from bot.nlu.ngrams import NgramBranch
from bot.nlu.outside import OUT_OF_SCOPE, Outside
from bot.nlu.repair import Vocabulary

Floats = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Floats]

MEANING_SHARE = 0.4
MARGIN_SCALE = 4.0
"""Both measured on voices left out (docs/understanding.md): with more rows letters know more."""

CASCADE_LOSS = 0.002
"""Share of all messages whose answer the cascade may change (measured on left-out folds)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one message was read as: probabilities by intent, and whether meaning was asked."""

    probabilities: Floats
    asked_meaning: bool


@dataclass(frozen=True, slots=True)
class HybridModel:
    """The trained classifier. ``meaning`` is None where there is no encoder."""

    labels: tuple[str, ...]
    ngrams: NgramBranch
    meaning: MeaningBranch | None
    temperature: float
    ngram_temperature: float
    alone_above: float  # n-gram confidence from which meaning is not asked
    vocabulary: Vocabulary  # the words that need no mending before letters are read
    outside: Outside | None  # None without vectors, or without rows that are out of scope
    left_out: Mapping[str, float]  # "rows", "top1", "top3": of training rows not seen

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        intents: Sequence[str],
        vectors: Floats | None,
        voices: Sequence[str] | None = None,
    ) -> "HybridModel":
        """Train both branches and calibrate them on left-out folds.

        Args:
            texts: Training rows as they will be read (tidied).
            intents: Their intents.
            vectors: Encoder vectors of the rows in the same order, or None without an encoder.
            voices: Who wrote each row, where that is known of all: calibration leaves voices out.
        """
        labels, numbers = _numbered(intents)
        branches, left_out = train_and_leave_out(texts, numbers, vectors, voices)
        letters, joined = MARGIN_SCALE * left_out.margins, join(left_out.margins, left_out.log_p)
        temperature = _fit_temperature(joined, numbers)
        ngram_temperature = _fit_temperature(letters, numbers)
        alone_above = _cascade_limit(letters / ngram_temperature, joined)
        return cls(
            labels,
            branches.ngrams,
            branches.meaning,
            temperature,
            ngram_temperature,
            alone_above if vectors is not None else 0.0,
            Vocabulary.learn(texts),
            _outside(labels, joined / temperature, vectors, numbers, voices),
            _shares(joined, numbers),
        )

    @classmethod
    def of_rows_left_out(
        cls, texts: Sequence[str], intents: Sequence[str], vectors: Floats | None
    ) -> tuple[tuple[str, ...], Floats]:
        """Return (labels, probabilities of every row by branches that did not see it)."""
        labels, numbers = _numbered(intents)
        _, left_out = train_and_leave_out(texts, numbers, vectors)
        joined = join(left_out.margins, left_out.log_p)
        temperature = _fit_temperature(joined, numbers)
        return labels, np.exp(log_softmax(joined / temperature))

    def read(self, text: str, embed: Embed | None) -> Reading:
        """Return the probabilities of one message; ``embed`` is asked only when it can matter."""
        margins = self.ngrams.margins([self.vocabulary.mend(text)])
        quick = self.quick(margins)[0]
        if self.meaning is None or embed is None or quick.max() >= self.alone_above:
            return Reading(quick, asked_meaning=False)
        vectors = embed([text])
        joined = join(margins, self.meaning.log_probabilities(vectors))
        probabilities = np.exp(log_softmax(joined / self.temperature))[0]
        if self.outside is not None:
            probabilities = self.outside.weigh(probabilities, vectors[0])
        return Reading(probabilities, asked_meaning=True)

    def quick(self, margins: Floats) -> Floats:
        """Return the probabilities by letters alone, (texts, intents)."""
        return np.exp(log_softmax(MARGIN_SCALE * margins / self.ngram_temperature))

    def arrays(self) -> dict[str, Any]:
        """Return the model as arrays, for ``numpy.savez``."""
        facts = {
            "labels": self.labels,
            "temperature": self.temperature,
            "ngram_temperature": self.ngram_temperature,
            "alone_above": self.alone_above,
            "left_out": dict(self.left_out),
        }
        kept: dict[str, Any] = {"facts": np.frombuffer(json.dumps(facts).encode(), np.uint8)}
        kept |= {f"words.{name}": value for name, value in self.vocabulary.arrays().items()}
        kept |= {f"ngrams.{name}": value for name, value in self.ngrams.arrays().items()}
        if self.outside is not None:
            kept |= {f"outside.{name}": value for name, value in self.outside.arrays().items()}
        if self.meaning is not None:
            kept |= {f"meaning.{name}": value for name, value in self.meaning.arrays().items()}
        return kept

    @classmethod
    def load(cls, kept: Mapping[str, Any]) -> "HybridModel":
        """Build the model from ``arrays``."""
        facts = json.loads(kept["facts"].tobytes())
        meaning, outside = _part(kept, "meaning."), _part(kept, "outside.")
        return cls(
            tuple(facts["labels"]),
            NgramBranch.load(_part(kept, "ngrams.")),
            MeaningBranch.load(meaning) if meaning else None,
            facts["temperature"],
            facts["ngram_temperature"],
            facts["alone_above"],
            Vocabulary.load(_part(kept, "words.")),
            Outside.load(outside) if outside else None,
            facts["left_out"],
        )


def read_archive(archive: Path) -> "HybridModel":
    """Return the classifier of a trained model: its arrays, taken out of Rasa's archive."""
    with tarfile.open(archive) as opened:
        name = next(name for name in opened.getnames() if name.endswith("/model.npz"))
        member = opened.extractfile(name)
        if member is None:
            raise ValueError(f"{archive} holds no classifier of ours")
        return HybridModel.load(read_arrays(io.BytesIO(member.read())))


def _numbered(intents: Sequence[str]) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    labels = tuple(sorted(set(intents)))
    number = {label: place for place, label in enumerate(labels)}
    return labels, np.array([number[intent] for intent in intents], dtype=np.int32)


def _part(kept: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    return {name[len(prefix) :]: kept[name] for name in kept if name.startswith(prefix)}


def join(margins: Floats, log_p: Floats | None) -> Floats:
    """Return the branches' joint scores, (rows, intents); ``log_p`` None: letters alone."""
    letters = log_softmax(MARGIN_SCALE * margins)
    if log_p is None:
        return letters
    joined: Floats = MEANING_SHARE * log_p + (1 - MEANING_SHARE) * letters
    return joined


def _outside(
    labels: Sequence[str],
    scores: Floats,
    vectors: Floats | None,
    numbers: NDArray[np.int32],
    voices: Sequence[str] | None,
) -> Outside | None:
    if vectors is None or OUT_OF_SCOPE not in labels:
        return None
    place = labels.index(OUT_OF_SCOPE)
    return Outside.fit(np.exp(log_softmax(scores)), vectors, numbers, place, voices)


def _shares(scores: Floats, numbers: NDArray[np.int32]) -> dict[str, float]:
    """Return how often the best score, and one of the three best, is right."""
    three = np.argsort(-scores, axis=1)[:, :3]
    right = three == numbers[:, None]
    top1, top3 = float(right[:, 0].mean()), float(right.any(axis=1).mean())
    return {"rows": len(numbers), "top1": top1, "top3": top3}


def _fit_temperature(scores: Floats, numbers: NDArray[np.int32]) -> float:
    rows = np.arange(len(numbers))

    def loss(log_temperature: float) -> float:
        log_p = log_softmax(scores / np.exp(log_temperature))
        return float(-log_p[rows, numbers].mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-4, 3), method="bounded").x))


def _cascade_limit(ngram_scores: Floats, joined: Floats) -> float:
    """Return the lowest confidence above which the branches disagree in CASCADE_LOSS of rows."""
    confidence = np.exp(log_softmax(ngram_scores)).max(axis=1)
    differs = ngram_scores.argmax(axis=1) != joined.argmax(axis=1)
    order = np.argsort(-confidence)
    lost = np.cumsum(differs[order]) / len(order)
    allowed = int((lost <= CASCADE_LOSS).sum())
    return float(confidence[order[allowed - 1]]) if allowed else 2.0
