"""Train the second ear: danger in sentence vectors, on top of the scanner's own score.

    uv run python -m tools.train_safety        # first: it leaves the scores of rows not fitted on
    uv run python -m tools.train_second_ear    # ten minutes the first time, for the vectors

Fits on the rows of ``tools.train_safety``, in the same folds; the limits are set on sums of two
scores that both left the row out. Vectors are kept in ``build``.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.neural_network import MLPClassifier

from bot.content.safety_ear import is_foreign
from bot.content.safety_eval import Row, corpus, crisis_rows, ordinary_rows, trained_rows
from bot.nlu.encoder import VectorCache, shared_encoder
from bot.nlu.folding import tidy
from bot.nlu.second_ear import FILE, MOST, load_second_ear
from bot.nlu.spoken import standard_finnish
from bot.settings import ROOT
from tools.safety_windows import FOLDS, Bools, Floats
from tools.train_safety import SCORES, UNSURE, Kinds

HIDDEN = 96
SHARE = 0.1
"""How much the log odds of the vector weigh beside the scanner's score; by rows left out."""

ORDINARY_SHARE, FOREIGN_SHARE = 0.003, 0.1
VECTORS = ROOT / "build" / "safety_vectors.npz"


def rows_by_text() -> dict[str, Row]:
    """Return every row that ``tools.train_safety`` reads, one a text."""
    ordinary = ordinary_rows(ROOT / "nlu_data" / "nlu")
    told = [*trained_rows(ROOT / "nlu_data" / "crisis"), *crisis_rows(ROOT / "nlu_data" / "nlu")]
    opened = corpus(ROOT / "tests" / "crisis" / "open")
    return {row.text: row for row in (*ordinary, *told, *opened)}


def log_odds(network: MLPClassifier, vectors: Floats) -> Floats:
    """Return the network's answers as log odds, ``MOST`` at most."""
    share = np.clip(network.predict_proba(vectors)[:, 1], 1e-9, 1 - 1e-9)
    odds: Floats = np.clip(np.log(share / (1 - share)), -MOST, MOST)
    return odds


def fitted_on(vectors: Floats, danger: Bools) -> MLPClassifier:
    """Return a network fitted on rows; the same rows always give the same one."""
    network = MLPClassifier(
        (HIDDEN,), alpha=1e-2, early_stopping=True, random_state=0, max_iter=30
    )
    return network.fit(vectors, danger)


def limits(summed: Floats, rows: Sequence[Row], left_out: Bools) -> tuple[float, float]:
    """Return the limits in Latin letters and in other scripts."""
    kinds = Kinds.of(rows)
    foreign = left_out & ~kinds.crisis & ~kinds.grave
    foreign &= np.array([is_foreign([row.text]) for row in rows])
    usual = np.quantile(summed[left_out & kinds.ordinary], 1 - ORDINARY_SHARE)
    return float(usual), float(np.quantile(summed[foreign], 1 - FOREIGN_SHARE))


def arrays(network: MLPClassifier) -> Mapping[str, Any]:
    """Return the network's weights under the names that ``load_second_ear`` reads."""
    (inner, outer), (inner_bias, outer_bias) = network.coefs_, network.intercepts_
    return {
        "inner": inner.astype(np.float16),
        "inner_bias": inner_bias.astype(np.float16),
        "outer": outer[:, 0].astype(np.float16),
        "outer_bias": outer_bias[0],
    }


def main() -> None:
    encoder = shared_encoder(ROOT / "models" / "encoder")
    if encoder is None:
        raise SystemExit("there is no sentence encoder to train on")
    with np.load(SCORES) as kept:
        texts, heard, fold = kept["texts"].tolist(), kept["danger"], kept["fold"]
    known = rows_by_text()
    rows = [known[text] for text in texts]
    shipped = ROOT / "nlu_data" / "vectors.npz"
    written = [standard_finnish(tidy(text)) for text in texts]
    vectors = VectorCache(VECTORS, shipped).embed(written, encoder)
    danger = np.array([row.is_crisis for row in rows])
    use = (fold >= 0) & np.array([row.kind not in UNSURE for row in rows])
    mean, deviation = vectors[use].mean(axis=0), vectors[use].std(axis=0) + 1e-6
    scaled = (vectors - mean) / deviation
    odds = np.zeros(len(rows))
    for number in range(FOLDS):
        rest, out = use & (fold != number), fold == number
        odds[out] = log_odds(fitted_on(scaled[rest], danger[rest]), scaled[out])
    usual, foreign = limits(heard + SHARE * odds, rows, fold >= 0)
    network = fitted_on(scaled[use], danger[use])
    np.savez_compressed(
        FILE,
        mean=mean.astype(np.float32),
        deviation=deviation.astype(np.float32),
        share=np.array(SHARE),
        limit=np.array(usual),
        foreign=np.array(foreign),
        made_by=np.array(encoder.made_by),
        **arrays(network),
    )
    assert load_second_ear(FILE, encoder.made_by) is not None  # noqa: S101 - just written
    print(f"{FILE}: {FILE.stat().st_size / 1000:.0f} kB, limits {usual:.2f} and {foreign:.2f}")


if __name__ == "__main__":
    main()
