"""Train the second ear: danger in sentence vectors, on top of the scanner's own score.

    uv run python -m tools.train_safety        # first: it leaves the scores of rows not fitted on
    uv run python -m tools.train_second_ear lora64hot    # minutes the first time, for the vectors
    uv run python -m tools.train_second_ear    # with the limits that are there: see below

Fits on the rows of ``tools.train_safety``. The limits are set on sums of two scores that both left
the row out: the scanner's, and one over vectors of an encoder that was tuned without the row
(``tools.tune_encoder``). Where the encoder learned nothing new and only its graph was made anew,
the limits hold still and no such encoder is needed. Vectors are kept in ``build``.
"""

import sys
from collections.abc import Sequence
from itertools import product

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.content.safety_ear import is_foreign
from bot.content.safety_eval import (
    Row,
    Share,
    corpus,
    crisis_rows,
    ordinary_rows,
    trained_rows,
)
from bot.nlu.encoder import VectorCache, shared_encoder
from bot.nlu.folding import tidy
from bot.nlu.intent import SHIPPED_VECTORS
from bot.nlu.second_ear import FILE, MOST, load_second_ear
from bot.nlu.spoken import standard_finnish
from bot.settings import ROOT
from tools.safety_windows import FOLDS, NEVER, Bools, Floats
from tools.train_safety import SCORES, UNSURE, Kinds
from tools.tuned_encoder import left_out_vectors
from tools.tuning_rows import FOLDER

TIGHTNESS = 0.003  # C; a hidden layer heard 0.8 points more, and was never unsure of anything
SHARE = 0.18
"""How much the log odds of the vector weigh beside the scanner's score; by rows left out."""

ORDINARY_SHARE, FOREIGN_SHARE = 0.003, 0.1
HINT_SHARE = 0.015
"""Of ordinary messages so many may be followed by the question whether one is safe."""

VECTORS = ROOT / "build" / "safety_vectors.npz"


def rows_by_text() -> dict[str, Row]:
    """Return every row that ``tools.train_safety`` reads, one a text."""
    ordinary = ordinary_rows(ROOT / "nlu_data" / "nlu")
    told = [*trained_rows(ROOT / "nlu_data" / "crisis"), *crisis_rows(ROOT / "nlu_data" / "nlu")]
    opened = corpus(ROOT / "tests" / "crisis" / "open")
    return {row.text: row for row in (*ordinary, *told, *opened)}


def fitted_on(vectors: Floats, danger: Bools) -> tuple[Floats, float]:
    """Return weights and bias of log odds, fitted on z-scored vectors, for vectors as they are."""
    mean, deviation = vectors.mean(axis=0), vectors.std(axis=0) + 1e-6
    model = LogisticRegression(C=TIGHTNESS, max_iter=500)
    model.fit((vectors - mean) / deviation, danger)
    weights: Floats = model.coef_[0] / deviation
    return weights, float(model.intercept_[0] - mean @ weights)


def limits(summed: Floats, rows: Sequence[Row], left_out: Bools) -> tuple[float, float, float]:
    """Return the limits in Latin letters, in other scripts, and of a question."""
    kinds = Kinds.of(rows)
    foreign = left_out & ~kinds.crisis & ~kinds.grave
    foreign &= np.array([is_foreign([row.text]) for row in rows])
    usual, hint = np.quantile(
        summed[left_out & kinds.ordinary], (1 - ORDINARY_SHARE, 1 - HINT_SHARE)
    )
    return float(usual), float(np.quantile(summed[foreign], 1 - FOREIGN_SHARE)), float(hint)


def odds_left_out(
    rows: Sequence[Row], use: Bools, danger: Bools, recipe: str
) -> tuple[Floats, Bools]:
    """Return each row's log odds by an encoder that left it out, and which rows have any.

    Rows that came after the encoders were tuned have none.
    """
    with np.load(FOLDER / "rows.npz") as kept:
        place = {text: at for at, text in enumerate(kept["texts"].tolist())}
        folds = kept["fold"]
    at = np.array([place.get(row.text, -1) for row in rows])
    use = use & (at >= 0)
    fold, odds = np.where(at < 0, NEVER, folds[at]), np.zeros(len(rows))
    for number in range(FOLDS):
        vectors = left_out_vectors(FOLDER / f"{recipe}.{number}.npz")[at]
        rest, out = use & (fold != number), fold == number
        weights, bias = fitted_on(vectors[rest], danger[rest])
        odds[out] = np.clip(vectors[out] @ weights + bias, -MOST, MOST)
    return odds, fold != NEVER


def say(summed: Floats, limit: float, rows: Sequence[Row], left_out: Bools) -> None:
    """Print what both ears hear together of rows that neither has seen."""
    kinds, found = Kinds.of(rows), summed >= limit
    for language, tier in product(("fi", "sv", "en", "other"), "AB"):
        some = left_out & np.array([(r.language, r.tier) == (language, tier) for r in rows])
        print(f"  {language} {tier}: {Share(int(found[some].sum()), int(some.sum()))}")
    for name, some in (("hard negatives", kinds.hard), ("ordinary messages", kinds.ordinary)):
        print(
            f"  {name}: {Share(int(found[some & left_out].sum()), int((some & left_out).sum()))}"
        )


def limits_left_out(
    summed: Floats, rows: Sequence[Row], left_out: Bools
) -> tuple[float, float, float]:
    """Return the limits anew, and print what both ears hear together of rows left out."""
    found = limits(summed, rows, left_out)
    say(summed, found[0], rows, left_out)
    return found


def limits_kept() -> tuple[float, float, float]:
    """Return the limits that are there."""
    with np.load(FILE) as kept:
        return float(kept["limit"]), float(kept["foreign"]), float(kept["hint"])


def main(recipe: str | None = None) -> None:
    encoder = shared_encoder(ROOT / "models" / "encoder")
    if encoder is None:
        raise SystemExit("there is no sentence encoder to train on")
    with np.load(SCORES) as kept:
        texts, heard, fold = kept["texts"].tolist(), kept["danger"], kept["fold"]
    known = rows_by_text()
    rows = [known[text] for text in texts]
    danger = np.array([row.is_crisis for row in rows])
    use = (fold >= 0) & np.array([row.kind not in UNSURE for row in rows])
    if recipe is None:
        usual, foreign, hint = limits_kept()
    else:
        odds, left_out = odds_left_out(rows, use, danger, recipe)
        told = limits_left_out(heard + SHARE * odds, rows, left_out & (fold >= 0))
        usual, foreign, hint = told
    written = [standard_finnish(tidy(text)) for text in texts]
    vectors = VectorCache(VECTORS, SHIPPED_VECTORS).embed(written, encoder)
    weights, bias = fitted_on(vectors[use], danger[use])
    np.savez(
        FILE,
        weights=weights.astype(np.float32),
        bias=np.array(bias),
        share=np.array(SHARE),
        limit=np.array(usual),
        foreign=np.array(foreign),
        hint=np.array(hint),
        made_by=np.array(encoder.made_by),
    )
    assert load_second_ear(FILE, encoder.made_by) is not None  # noqa: S101 - just written
    print(f"{FILE}: limits {usual:.2f} and {foreign:.2f}, a question from {hint:.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
