"""Train the second ear: danger in sentence vectors, on top of the scanner's own score.

    uv run python -m tools.train_safety        # first: it leaves the scores of rows not fitted on
    uv run python -m tools.train_second_ear    # some minutes; the vectors are kept in build/

Fits the first judge on the rows of ``tools.train_safety``; the second one comes with the ear's own
layers (``tools.tune_second_ear``). Most rows the encoder was tuned on: it knows them by heart, and
their vectors say little of people whom it has never heard. The new voices
(``safety_eval.NEW_VOICES``) came after it and weigh more. The limits are set on those of them that
own layers have not heard either: each file by a judge that was fitted without it, with the
scanner's score that left the row out.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.content.own_script import in_own_script
from bot.content.safety_ear import is_foreign
from bot.content.safety_eval import (
    Row,
    Share,
    corpus,
    crisis_rows,
    new_voices,
    ordinary_rows,
    trained_rows,
)
from bot.domain.safety import DENIED
from bot.domain.safety_patterns import CATEGORIES
from bot.nlu.encoder import Encoder, shared_encoder
from bot.nlu.folding import tidy
from bot.nlu.second_ear import FILE, Judge, load_second_ear, together
from bot.nlu.vectors import VectorCache
from bot.nlu.written import as_written
from bot.settings import ROOT
from tools.safety_windows import FOLDS, NEVER, Bools, Floats, Ints
from tools.train_safety import SCORES, UNSURE, Kinds

TIGHTNESS = 0.005
"""LogisticRegression's C; a fifth or five times as much hears a point less of new voices."""

NEW_WEIGHT = 5.0
"""How much a row of a new voice counts: as much as all others together would be too much."""

SHARE = 0.4
"""How much the log odds of the vector weigh beside the scanner's score; by new voices left out."""

ORDINARY_SHARE, HARD_SHARE, FOREIGN_SHARE = 0.04, 0.06, 0.09
"""Of ordinary messages, hard negatives and calm rows in another script where the scanner is silent
so many may be taken for danger. The messages of new voices are full of feeling or of ailments: of
the everyday ones in ``nlu_data`` it is a tenth of that. Every file of ailments makes them harder:
without the newest one the same limit, 0.2, let 3 % of them through. Half as many lost two points
of danger in voices that nobody had heard, before vectors spoke against patterns and left room for
these cards.
"""

HINT_SHARE = 0.09
"""Of ordinary messages so many may be followed by the question whether one is safe."""

UNHEARD_SHARE = 0.007
"""Of danger so much may lie below the score at which nobody asks for a vector."""

CRISIS_ROWS = ROOT / "nlu_data" / "crisis"
JUDGE = ROOT / "nlu_data" / "ear_judge.npz"
"""The second judge, and which files of new voices its layers have heard."""

NEVER_THAT = -1e4
"""The bias of a column that a judge does not have: all have as many."""

VECTORS = ROOT / "build" / "safety_vectors.npz"


@dataclass(frozen=True, slots=True)
class Told:
    """Rows, what the scanner's model heard of each without having seen it, and their vectors."""

    rows: Sequence[Row]
    heard: Floats
    fold: Ints
    vectors: Floats

    @property
    def use(self) -> Bools:
        """Which rows are fitted on."""
        sure = np.array([row.kind not in UNSURE for row in self.rows])
        return (self.fold != NEVER) & sure

    @property
    def classes(self) -> list[str]:
        """What each row is about: a kind of danger, or what harmless rows are called."""
        return [row.label if row.is_crisis else row.kind for row in self.rows]


def written(text: str) -> str:
    """Return a text as the encoder reads it."""
    return as_written(tidy(text))


def rows_by_text() -> dict[str, Row]:
    """Return every row that ``tools.train_safety`` reads, one a text."""
    ordinary = ordinary_rows(ROOT / "nlu_data" / "nlu")
    told = [*trained_rows(CRISIS_ROWS), *crisis_rows(ROOT / "nlu_data" / "nlu")]
    opened = corpus(ROOT / "tests" / "crisis" / "open")
    return {row.text: row for row in (*ordinary, *told, *opened)}


def file_folds(rows: Sequence[Row], file_of: Mapping[str, str]) -> Ints:
    """Return in which fold each row of a new voice is left out, file by file; else ``NEVER``."""
    number = {name: place % FOLDS for place, name in enumerate(sorted(set(file_of.values())))}
    return np.array([number.get(file_of.get(row.text, ""), NEVER) for row in rows])


def in_order(names: Collection[str]) -> list[str]:
    """Return what rows may be about in the order of a judge's columns."""
    first = [*CATEGORIES, DENIED]
    return first + sorted(set(names) - set(first))


@dataclass(frozen=True, slots=True)
class Second:
    """The judge of the own layers, and what it makes of rows.

    Attributes:
        odds: Its log odds of rows that those layers have not heard, 0 of others.
        is_new: Which rows they have not heard.
    """

    judge: Judge
    odds: Floats
    is_new: Bools

    @classmethod
    def of(cls, told: Told, file_of: Mapping[str, str], encoder: Encoder) -> "Second":
        """Ask it about rows that its layers had not heard."""
        with np.load(JUDGE) as kept:
            judge = Judge(kept["weights"].astype(np.float32), kept["bias"])
            heard = {"", *kept["heard"].tolist()}
        is_new = np.array([file_of.get(row.text, "") not in heard for row in told.rows])
        odds = np.zeros(len(told.rows))
        texts = [written(told.rows[row].text) for row in np.flatnonzero(is_new)]
        odds[is_new] = [judge.odds(vector) for vector in encoder.deep(texts)]
        return cls(judge, odds, is_new)


def fitted_on(told: Told, use: Bools, weight: Floats) -> Judge:
    """Return the first judge, fitted on z-scored vectors, for vectors as they are."""
    vectors = told.vectors
    mean, deviation = vectors.mean(axis=0), vectors.std(axis=0) + 1e-6
    model = LogisticRegression(C=TIGHTNESS, max_iter=150)
    answers = np.array(told.classes)[use]
    model.fit((vectors[use] - mean) / deviation, answers, sample_weight=weight[use])
    names = model.classes_.tolist()
    order = [names.index(one) for one in in_order(names)]
    weights = model.coef_[order] / deviation
    bias = model.intercept_[order] - weights @ mean
    return Judge(weights.T.astype(np.float32), bias.astype(np.float32))


def odds_left_out(told: Told, folds: Ints, weight: Floats) -> Floats:
    """Return the log odds of new voices' rows by judges that were fitted without their file."""
    odds = np.zeros(len(told.rows))
    for number in range(FOLDS):
        out = folds == number
        judge = fitted_on(told, told.use & ~out, weight)
        odds[out] = [judge.odds(vector) for vector in told.vectors[out]]
    return odds


def limits(told: Told, summed: Floats, left_out: Bools) -> tuple[float, float, float, float]:
    """Return the limits in Latin letters, in other scripts, of a question, and of doubt."""
    kinds = Kinds.of(told.rows)
    foreign = np.array([is_foreign([in_own_script(row.text)]) for row in told.rows])
    ours, calm = left_out & ~foreign, left_out & foreign & ~kinds.crisis & ~kinds.grave
    usual = max(
        np.quantile(summed[ours & kinds.ordinary], 1 - ORDINARY_SHARE),
        np.quantile(summed[ours & kinds.hard], 1 - HARD_SHARE),
    )
    hint = np.quantile(summed[ours & kinds.ordinary], 1 - HINT_SHARE)
    doubt = np.quantile(told.heard[ours & kinds.crisis], UNHEARD_SHARE)
    other = np.quantile(summed[calm], 1 - FOREIGN_SHARE)
    return float(usual), float(other), float(hint), float(doubt)


def say(told: Told, summed: Floats, limit: float, left_out: Bools) -> None:
    """Print what both ears hear together of rows that neither has seen, patterns aside."""
    kinds, found = Kinds.of(told.rows), summed >= limit
    for language, tier in product(("fi", "sv", "en", "other"), "AB"):
        some = left_out & np.array([(r.language, r.tier) == (language, tier) for r in told.rows])
        print(f"  {language} {tier}: {Share(int(found[some].sum()), int(some.sum()))}")
    for name, kind in (("hard negatives", kinds.hard), ("ordinary messages", kinds.ordinary)):
        some = kind & left_out
        print(f"  {name}: {Share(int(found[some].sum()), int(some.sum()))}")


def say_shares(told: Told, summed: Floats, left_out: Bools) -> None:
    """Print what other shares of ordinary messages would hear: what a limit costs."""
    kinds = Kinds.of(told.rows)
    ours = left_out & ~np.array([is_foreign([in_own_script(r.text)]) for r in told.rows])
    calm, danger = summed[ours & kinds.ordinary], summed[ours & kinds.crisis]
    for share in (0.003, 0.006, 0.01, 0.014, 0.02, 0.03, 0.05):
        limit = np.quantile(calm, 1 - share)
        print(f"  {share}: from {limit:.2f} on, {100 * (danger >= limit).mean():.1f} % of danger")


def main() -> None:
    encoder = shared_encoder(ROOT / "models" / "encoder")
    if encoder is None:
        raise SystemExit("there is no sentence encoder to train on")
    with np.load(SCORES) as kept:
        texts, heard, fold = kept["texts"].tolist(), kept["danger"], kept["fold"]
    known = rows_by_text()
    vectors = VectorCache(VECTORS, inner=True).embed([written(text) for text in texts], encoder)
    told = Told([known[text] for text in texts], heard, fold, vectors)
    file_of = new_voices(CRISIS_ROWS)
    folds = file_folds(told.rows, file_of)
    new = (folds != NEVER) & told.use
    weight = np.where(new, NEW_WEIGHT, 1.0)
    second = Second.of(told, file_of, encoder)
    summed = told.heard + SHARE * together([odds_left_out(told, folds, weight), second.odds])
    unheard = new & second.is_new
    found = limits(told, summed, unheard)
    say(told, summed, found[0], unheard)
    say_shares(told, summed, unheard)
    write((fitted_on(told, told.use, weight), second.judge), found, encoder.made_by)


def write(judges: Sequence[Judge], found: Sequence[float], made_by: str) -> None:
    """Write what ``load_second_ear`` reads: judges of all numbers of a vector, of all kinds."""
    lines, columns = np.max([judge.weights.shape for judge in judges], axis=0)
    lacking = [columns - len(judge.bias) for judge in judges]
    told = list(zip(judges, lacking, strict=True))
    weights = np.stack([np.pad(j.weights, ((0, lines - len(j.weights)), (0, n))) for j, n in told])
    names = ("limit", "foreign", "hint", "doubt")
    np.savez_compressed(
        FILE,
        weights=weights.astype(np.float16),
        biases=np.stack([np.pad(j.bias, (0, n), constant_values=NEVER_THAT) for j, n in told]),
        share=np.array(SHARE),
        made_by=np.array(made_by),
        **{name: np.array(one) for name, one in zip(names, found, strict=True)},
    )
    assert load_second_ear(FILE, made_by) is not None  # noqa: S101 - just written
    told_limits = ", ".join(f"{name} {one:.2f}" for name, one in zip(names, found, strict=True))
    print(f"{FILE}: {FILE.stat().st_size / 1000:.0f} kB, {told_limits}")


if __name__ == "__main__":
    main()
