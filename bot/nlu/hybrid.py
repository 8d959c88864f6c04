"""Two branches made one classifier, with a confidence that means what it says.

log p = share x log p(meaning) + (1 - share) x log softmax(4 x margin), divided by a temperature
that is fitted on left-out folds. The cheap branch answers alone when its own confidence is so high
that the other would not change the answer; the limit comes from the same folds. Of an encoder that
was tuned on these very rows all that comes from folds left out while it was tuned (``tuned.py``).
"""

import io
import json
import tarfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.calibration import (
    MARGIN_SCALE,
    Measured,
    NearOf,
    fit_temperature,
    join,
    measure,
)
from bot.nlu.folds import FOLDS, train_and_leave_out
from bot.nlu.mapped import read_arrays
from bot.nlu.meaning import MeaningBranch, log_softmax
from bot.nlu.ngrams import NgramBranch
from bot.nlu.outside import OUT_OF_SCOPE, Outside, nearness
from bot.nlu.repair import Vocabulary

Floats = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Floats]

ENOUGH = 3_000
"""Rows of which one fold tells how sure the letters may be; of fewer it takes all folds."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one message was read as: probabilities by intent, and whether meaning was asked.

    ``agreed``: the letters alone would have read the same.
    """

    probabilities: Floats
    asked_meaning: bool
    agreed: bool


@dataclass(frozen=True, slots=True)
class HybridModel:
    """The trained classifier. ``meaning`` is None where there is no encoder."""

    labels: tuple[str, ...]
    ngrams: NgramBranch
    meaning: MeaningBranch | None
    measured: Measured
    ngram_temperature: float
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
        measured: Measured | None = None,
    ) -> "HybridModel":
        """Train both branches and calibrate them on left-out folds.

        Args:
            texts: Training rows as they will be read (tidied).
            intents: Their intents.
            vectors: Encoder vectors of the rows in the same order, or None without an encoder.
            voices: Who wrote each row, where that is known of all: calibration leaves voices out.
            measured: What is known of vectors of an encoder that was tuned on rows like these.
        """
        labels, numbers = _numbered(intents)
        place = labels.index(OUT_OF_SCOPE) if OUT_OF_SCOPE in labels else -1
        known = None if vectors is None else measured
        # A tuned encoder knows the rows by heart: leaving them out now would flatter it, and only
        # the letters are still to be measured.
        asked = 1 if known and len(texts) >= ENOUGH else FOLDS
        branches, left_out = train_and_leave_out(
            texts, numbers, None if known else vectors, voices, asked
        )
        unseen = numbers[left_out.rows]
        meaning = branches.meaning
        if known is None:
            near_of = (
                None if vectors is None or place < 0 else _near(vectors, numbers, place, voices)
            )
            known = measure(left_out.margins, left_out.log_p, numbers, near_of, place)
        elif vectors is not None:
            meaning = MeaningBranch.fit(vectors, numbers, known.tightness)
        outside = None
        if vectors is not None and place >= 0 and known.outside:
            weights = np.array(known.outside, np.float32)
            outside = Outside.of(vectors, numbers, len(labels), place, weights)
        return cls(
            labels,
            branches.ngrams,
            meaning,
            known,
            fit_temperature(MARGIN_SCALE * left_out.margins, unseen),
            Vocabulary.learn(texts),
            outside,
            _shares(join(left_out.margins, left_out.log_p), unseen),
        )

    @classmethod
    def of_rows_left_out(
        cls, texts: Sequence[str], intents: Sequence[str]
    ) -> tuple[tuple[str, ...], Floats]:
        """Return (labels, probabilities of every row by letters that did not see it).

        By letters alone: an encoder that was tuned on the rows knows their labels by heart.
        """
        labels, numbers = _numbered(intents)
        _, left_out = train_and_leave_out(texts, numbers, None)
        scores = MARGIN_SCALE * left_out.margins
        return labels, np.exp(log_softmax(scores / fit_temperature(scores, numbers)))

    def read(self, texts: Sequence[str], embed: Embed | None) -> list[Reading]:
        """Return what each text is read as.

        ``embed`` is asked once for all, and only for those of which letters are not sure.
        """
        margins = self.margins(texts)
        quick = self.quick(margins)
        found = [Reading(one, asked_meaning=False, agreed=True) for one in quick]
        if self.meaning is None or embed is None:
            return found
        unsure = np.flatnonzero(quick.max(axis=1) < self.measured.alone_above)
        if not len(unsure):
            return found
        vectors = embed([texts[at] for at in unsure])
        meant = self.meaning.log_probabilities(vectors)
        joined = join(margins[unsure], meant, self.measured.share) / self.measured.temperature
        for at, probabilities, vector in zip(
            unsure, np.exp(log_softmax(joined)), vectors, strict=True
        ):
            weighed = probabilities
            if self.outside is not None:
                weighed = self.outside.weigh(probabilities, vector)
            agreed = bool(quick[at].argmax() == weighed.argmax())
            found[at] = Reading(weighed, asked_meaning=True, agreed=agreed)
        return found

    def margins(self, texts: Sequence[str]) -> Floats:
        """Return the margins by letters, of the words as they were meant, (texts, intents)."""
        return self.ngrams.margins([self.vocabulary.mend(text) for text in texts])

    def by_letters(self, texts: Sequence[str]) -> list[str]:
        """Return the likeliest intent of each text by letters alone."""
        return [self.labels[number] for number in self.margins(texts).argmax(axis=1)]

    def quick(self, margins: Floats) -> Floats:
        """Return the probabilities by letters alone, (texts, intents)."""
        return np.exp(log_softmax(MARGIN_SCALE * margins / self.ngram_temperature))

    def arrays(self) -> dict[str, Any]:
        """Return the model as arrays, for ``numpy.savez``."""
        facts = {
            "labels": self.labels,
            "measured": asdict(self.measured),
            "ngram_temperature": self.ngram_temperature,
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
            Measured.of(facts["measured"]),
            facts["ngram_temperature"],
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


def _near(
    vectors: Floats, numbers: NDArray[np.int32], place: int, voices: Sequence[str] | None
) -> NearOf:
    of = None if voices is None else np.unique(voices, return_inverse=True)[1]
    return lambda probabilities: nearness(probabilities, vectors, numbers, place, of)


def _shares(scores: Floats, numbers: NDArray[np.int32]) -> dict[str, float]:
    """Return how often the best score, and one of the three best, is right."""
    three = np.argsort(-scores, axis=1)[:, :3]
    right = three == numbers[:, None]
    top1, top3 = float(right[:, 0].mean()), float(right.any(axis=1).mean())
    return {"rows": len(numbers), "top1": top1, "top3": top3}
