"""Train the safety scanner's character model: the same rows always give the same file.

    uv run python -m tools.train_safety

Fits on the open corpus (not its dev rows), on the crisis rows of ``nlu_data`` and on the ordinary
ones that do not measure; sets the threshold by false alarms; writes ``model.json`` beside the
patterns. The sealed part is never read.
"""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.content.safety_eval import Row, corpus, crisis_rows, is_dev, ordinary_rows
from bot.content.safety_rules import FOLDER, SCALE, SafetyRules, load_model
from bot.content.safety_variants import variants
from bot.domain.safety_folding import read
from bot.domain.safety_lexicon import Lexicon
from bot.domain.safety_model import Model, grams, stretches
from bot.domain.safety_patterns import CATEGORIES
from bot.settings import ROOT

VERSION = "1"
LEAST_SEEN = 3
MOST_GRAMS = 14_000
TYPED_OTHERWISE = ("typo", "glued", "cut")
"""Variants that folding does not undo: positives are fitted with them too."""

SHARE_OF_FALSE_ALARMS = 0.0005
"""Of the ordinary rows that measure; the patterns have their own false alarms."""

HARD_WEIGHT = 3.0
ROUNDS = 2  # of choosing which stretch of a long text holds the danger

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """One row as stretches; its label and its weight in fitting."""

    row: Row
    stretches: tuple[str, ...]
    weight: float


def main() -> None:
    lexicon = SafetyRules.load().rules.lexicon
    ordinary, crisis = _nlu("ordinary"), _nlu("crisis")
    opened = corpus(ROOT / "tests" / "crisis" / "open")
    fitted = [row for row in (*opened, *ordinary) if not is_dev(row)] + crisis
    measured = [row for row in ordinary if is_dev(row)]
    samples = [_sample(row, lexicon) for row in _with_variants(fitted)]
    model = _fit(samples)
    calm = [_sample(row, lexicon) for row in measured]
    threshold = _threshold(model, calm)
    path = FOLDER / "model.json"
    path.write_text(_packed(model, threshold, fitted), encoding="utf-8")
    kept = load_model(path)
    assert kept is not None  # noqa: S101 - just written
    print(f"{path}: {path.stat().st_size / 1000:.0f} kB, threshold {threshold:.2f}")
    _say_recall(kept, [_sample(row, lexicon) for row in opened if is_dev(row)])


def _nlu(kind: str) -> list[Row]:
    folder = ROOT / "nlu_data" / "nlu"
    rows = ordinary_rows(folder) if kind == "ordinary" else crisis_rows(folder)
    return list({row.text: row for row in rows}.values())


def _with_variants(rows: Sequence[Row]) -> list[Row]:
    found = []
    for row in rows:
        found.append(row)
        if row.is_crisis:
            made = variants(row.text)
            found += [
                Row(row.language, row.label, row.tier, row.about, "variant", made[kind])
                for kind in TYPED_OTHERWISE
                if kind in made
            ]
    return found


def _sample(row: Row, lexicon: Lexicon) -> Sample:
    sentences = lexicon.lay_out(read(row.text, lexicon.signs)).texts
    hard = not row.is_crisis and row.tier == "-" and "_" not in row.kind
    return Sample(row, tuple(stretches(sentences)), HARD_WEIGHT if hard else 1.0)


def _fit(samples: Sequence[Sample]) -> Model:
    """Fit; of a long text in danger only the loudest stretch is taken for danger."""
    seen = Counter(g for s in samples for stretch in s.stretches for g in grams(stretch))
    names = sorted(gram for gram, count in seen.items() if count >= LEAST_SEEN)
    model = _fit_once(samples, names, None)
    loud = sorted(names, key=lambda gram: (-abs(model.weights[gram][0]) * seen[gram] ** 0.5, gram))
    names = sorted(loud[:MOST_GRAMS])
    for _ in range(ROUNDS):
        model = _fit_once(samples, names, model)
    return model


def _fit_once(samples: Sequence[Sample], names: Sequence[str], before: Model | None) -> Model:
    rows: list[tuple[str, str, float]] = []
    for sample in samples:
        told = sample.stretches
        if sample.row.is_crisis and len(told) > 1:
            told = (max(told, key=before.score),) if before else ()
        rows += [(stretch, sample.row.label, sample.weight) for stretch in told]
    features = _matrix([stretch for stretch, _, _ in rows], names)
    labels = np.array([label for _, label, _ in rows])
    weights = np.array([weight for _, _, weight in rows])
    danger = labels != "none"
    columns = [_column(features, danger, weights)]
    columns += [
        _column(features[danger], labels[danger] == category, weights[danger])
        for category in CATEGORIES
    ]
    table = np.array([column for column, _ in columns]).T
    kept = {name: tuple(map(float, line)) for name, line in zip(names, table, strict=True)}
    return Model(kept, tuple(bias for _, bias in columns), 0.0)


def _column(
    features: csr_matrix, told: NDArray[np.bool_], weights: Floats
) -> tuple[Floats, float]:
    machine = LogisticRegression(C=8.0, max_iter=2000, class_weight="balanced")
    machine.fit(features, told, sample_weight=weights)
    return machine.coef_[0], float(machine.intercept_[0])


def _matrix(texts: Sequence[str], names: Sequence[str]) -> csr_matrix:
    number = {name: place for place, name in enumerate(names)}
    values: list[float] = []
    places: list[int] = []
    starts = [0]
    for text in texts:
        known = sorted(number[gram] for gram in grams(text) if gram in number)
        places += known
        values += [max(1, len(known)) ** -0.5] * len(known)
        starts.append(len(places))
    return csr_matrix((values, places, starts), shape=(len(texts), len(names)))


def _loudest(model: Model, sample: Sample) -> float:
    return max(map(model.score, sample.stretches), default=model.bias[0])


def _threshold(model: Model, calm: Sequence[Sample]) -> float:
    scores = sorted((_loudest(model, sample) for sample in calm), reverse=True)
    allowed = int(len(scores) * SHARE_OF_FALSE_ALARMS)
    return scores[allowed] + 0.01


def _say_recall(model: Model, samples: Sequence[Sample]) -> None:
    for told in (True, False):
        some = [s for s in samples if s.row.is_crisis == told]
        heard = sum(_loudest(model, s) >= model.threshold for s in some)
        print(f"dev rows of the open part, {'crisis' if told else 'none'}: {heard}/{len(some)}")


def _packed(model: Model, threshold: float, fitted: Sequence[Row]) -> str:
    names = list(model.weights)
    digest = hashlib.sha256("\n".join(sorted(row.text for row in fitted)).encode()).hexdigest()
    table = np.array([model.weights[name] for name in names])
    loudest = np.abs(table).max(axis=0)
    small = np.round(table / loudest * SCALE).astype(np.int8)
    keys = ("danger", *CATEGORIES)
    data = {
        "version": f"{VERSION}-{digest[:12]}",
        "corpus_sha256": digest,
        "threshold": round(threshold, 3),
        "bias": {key: round(bias, 5) for key, bias in zip(keys, model.bias, strict=True)},
        "loudest": {key: round(float(one), 5) for key, one in zip(keys, loudest, strict=True)},
        "weights": {
            key: base64.b64encode(small[:, place].tobytes()).decode()
            for place, key in enumerate(keys)
        },
        "grams": "\n".join(names),
    }
    return json.dumps(data, ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    main()
