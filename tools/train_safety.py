"""Train the safety scanner's linear model: the same rows always give the same file.

    uv run python -m tools.train_safety

Fits on ``nlu_data/crisis``, on the rows of the open corpus that do not measure, on the crisis rows
of ``nlu_data/nlu`` and on its ordinary ones but those kept back. Limits are set by the scores of
rows that the scoring model was not fitted on. The sealed part is never read.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.svm import LinearSVC

from bot.content.own_script import in_own_script
from bot.content.safety_ear import HEADS, is_foreign, load_ear
from bot.content.safety_eval import HARD_KINDS, TOPICS_OF_DANGER, Row, Share
from bot.content.safety_rules import FOLDER, WORDS_FILE, SafetyRules
from bot.content.safety_scanner import MODEL_FILE
from bot.domain.safety_model import Loudness
from bot.domain.safety_patterns import CATEGORIES
from bot.settings import ROOT
from tools.safety_windows import FOLDS, NEVER, Bools, Corpus, Floats, gathered, read_rows, small
from tools.safety_words import write_words

VERSION = "3"
SCORES = ROOT / "build" / "safety_scores.npz"
ROUNDS = 2  # of choosing which window of a text holds the danger
UNSURE = frozenset({"violence_help", "sexual_violence"})
"""Intents that tell of violence: whether it is a card or a topic none of their rows says."""

OPEN_WEIGHT = 2.0
TIGHTNESS = 1.0
TIGHTNESS_SMALL = 0.5  # LinearSVC's C, by held-out rows

EMPHASIS = 1.0
"""How much more a feature weighs that tells danger from the ordinary: 0 is not at all."""

_UNSEEN, _MOST_TELLING = 0.3, 6.0

ORDINARY_SHARE = 0.0045
HARD_SHARE = 0.05
"""Of ordinary messages and of hard negatives in Latin letters the model may find so many, out of
fold."""

FOREIGN_SHARE = 0.1
"""Of what is calm in another script than Latin, nearly all of it hard, the model may find so many.

There are few such rows, and what is not heard in them nothing else hears.
"""

UNMEANT_SHARE = 0.03
"""Of what is denied or over the model may find so many against a reviewed context."""

SURE_OF_OTHER = 0.2  # when it is not clear who is meant, it is oneself


@dataclass(frozen=True, slots=True)
class Line:
    """One head while it is trained: weights of the buckets and the score of nothing."""

    weights: Floats
    bias: float

    def __call__(self, table: csr_matrix) -> Floats:
        """Return the scores of windows."""
        scores: Floats = table @ self.weights + self.bias
        return scores


def fit_danger(told: Corpus, fitted: Bools, emphasis: float = EMPHASIS) -> Line:
    """Fit the head of danger; of a text in danger only the loudest window is taken for it.

    Args:
        told: All rows.
        fitted: Which rows are fitted on.
        emphasis: See ``EMPHASIS``.
    """
    danger = told.told(row.is_crisis for row in told.rows)
    weight = np.array([OPEN_WEIGHT if r.tier != "-" else 1.0 for r in told.rows])[told.owner]
    use = fitted[told.owner] & ~told.told(row.kind in UNSURE for row in told.rows)
    telling = _telling(told.table, use & told.whole, danger) ** emphasis
    table = (told.table @ diags(telling)).tocsr()
    chosen = use & (~danger | told.whole)
    line = _line(table[chosen], danger[chosen], weight[chosen])
    for _ in range(ROUNDS - 1):
        chosen = use & (~danger | loudest(told, line(table)))
        line = _line(table[chosen], danger[chosen], weight[chosen])
    return Line(line.weights * telling, line.bias)


def _telling(table: csr_matrix, use: Bools, danger: Bools) -> Floats:
    """Return how well each feature alone tells danger: the log of how much oftener it is there."""
    counts = [np.asarray((table[use & one] > 0).sum(axis=0)).ravel() for one in (danger, ~danger)]
    shares = [(count + _UNSEEN) / (count.sum() + _UNSEEN) for count in counts]
    telling: Floats = np.minimum(np.abs(np.log(shares[0] / shares[1])), _MOST_TELLING)
    return telling


def loudest(told: Corpus, scores: Floats) -> Bools:
    """Return which window of each row is its loudest."""
    order = np.lexsort((scores, told.owner))
    last = np.append(told.owner[order][1:] != told.owner[order][:-1], True)
    found = np.zeros(len(scores), bool)
    found[order[last]] = True
    return found


def of_rows(told: Corpus, scores: Floats) -> Floats:
    """Return each row's loudest score."""
    found = np.full(len(told.rows), -np.inf)
    np.maximum.at(found, told.owner, scores)
    return found


def _line(
    table: csr_matrix, answers: Bools, weights: Floats, tightness: float = TIGHTNESS
) -> Line:
    machine = LinearSVC(C=tightness, max_iter=15, random_state=0)
    machine.fit(table, answers, sample_weight=weights)
    return Line(machine.coef_[0], float(machine.intercept_[0]))


def fit_small(table: csr_matrix, use: Bools, answers: Bools) -> Line:
    """Fit a small head on some windows; both answers weigh the same."""
    weights = np.where(answers, (~answers[use]).mean(), answers[use].mean())
    return _line(table[use], answers[use], 2 * weights[use], TIGHTNESS_SMALL)


def fit_touched(told: Corpus, table: csr_matrix, fitted: Bools) -> Line:
    """Fit the head that says whether danger is spoken of at all, meant or not."""
    speaks = told.told(row.is_crisis or row.kind in HARD_KINDS for row in told.rows)
    grave = told.told(row.kind in TOPICS_OF_DANGER for row in told.rows)
    use = fitted[told.owner] & ~grave & (~speaks | told.whole)
    return _line(table[use], speaks[use], np.where(speaks[use], 1.0, 3.0), TIGHTNESS_SMALL)


@dataclass(frozen=True, slots=True)
class Kinds:
    """Which rows are what, where false alarms and misses are counted."""

    crisis: Bools
    hard: Bools
    ordinary: Bools
    grave: Bools
    unmeant: Bools

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Kinds":
        """Sort rows. Variants measure nothing here: their kind is their row's."""

        def which(told: Iterable[bool]) -> Bools:
            return np.fromiter(told, bool, len(rows))

        return cls(
            which(row.is_crisis for row in rows),
            which(not row.is_crisis and row.kind in HARD_KINDS for row in rows),
            which(row.is_message and row.kind not in TOPICS_OF_DANGER for row in rows),
            which(row.is_message and row.kind in TOPICS_OF_DANGER for row in rows),
            which(not row.is_crisis and row.kind in {"denied", "past"} for row in rows),
        )


def limits(danger: Floats, touched: Floats, kinds: Kinds, out_of_fold: Bools) -> Loudness:
    """Return the limits that find most danger within the shares of false alarms allowed."""
    calm, hard, crisis = (out_of_fold & one for one in (kinds.ordinary, kinds.hard, kinds.crisis))
    best = (-1.0, 0.0, 0.0, 0.0)
    for alone in np.quantile(danger[calm], 1 - ORDINARY_SHARE * np.array([0.1, 0.25, 0.5])):
        for speaks in np.arange(-0.5, 1.0, 0.1):
            for among in np.arange(-0.4, float(alone), 0.05):
                found = (danger >= alone) | ((danger >= among) & (touched >= speaks))
                if found[calm].mean() <= ORDINARY_SHARE and found[hard].mean() <= HARD_SHARE:
                    best = max(best, (float(found[crisis].mean()), float(alone), among, speaks))
    _, alone, among, speaks = best
    in_spite = float(np.quantile(danger[out_of_fold & kinds.unmeant], 1 - UNMEANT_SHARE))
    return Loudness(alone, among, speaks, 0.0, SURE_OF_OTHER, max(in_spite, among))


def foreign_limit(danger: Floats, kinds: Kinds, foreign: Bools) -> float:
    """Return the limit of danger in other scripts than Latin, by the rows in such."""
    calm = foreign & ~kinds.crisis & ~kinds.grave
    return float(np.quantile(danger[calm], 1 - FOREIGN_SHARE))


def _keep_scores(told: Corpus, left_out: Floats, all_fitted: Floats) -> None:
    """Write each row's score of danger for ``tools.train_second_ear``."""
    scored = np.where(told.fold >= 0, left_out, all_fitted)
    own = [not row.varied for row in told.rows]
    texts = [row.text for row in told.rows if not row.varied]
    SCORES.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(SCORES, texts=np.array(texts), danger=scored[own], fold=told.fold[own])


def main() -> None:
    rows, folds = read_rows()
    written = [row for row, fold in zip(rows, folds, strict=True) if fold != NEVER]
    write_words(FOLDER / WORDS_FILE, written)
    told = gathered(SafetyRules.load().rules.lexicon)
    table, kinds, fitted = small(told.table), Kinds.of(told.rows), told.fold >= 0
    danger, touched = (np.full(len(told.rows), np.nan) for _ in range(2))
    for fold in range(FOLDS):
        left_out, rest = told.fold == fold, fitted & (told.fold != fold)
        danger[left_out] = of_rows(told, fit_danger(told, rest)(told.table))[left_out]
        touched[left_out] = of_rows(told, fit_touched(told, table, rest)(table))[left_out]
    scored = fitted & np.array([not row.varied for row in told.rows])
    in_other_script = np.array([is_foreign([in_own_script(row.text)]) for row in told.rows])
    found = limits(danger, touched, kinds, scored & ~in_other_script)
    foreign = foreign_limit(danger, kinds, scored & in_other_script)
    lines = {"danger": fit_danger(told, fitted), "touched": fit_touched(told, table, fitted)}
    loud = kinds.crisis[told.owner] & loudest(told, lines["danger"](told.table))
    lines |= _told_apart(told, table, loud & fitted[told.owner])
    path = FOLDER / MODEL_FILE
    rows = [row for row, use in zip(told.rows, fitted, strict=True) if use]
    _write(path, lines, (found, foreign), rows)
    _keep_scores(told, danger, of_rows(told, lines["danger"](told.table)))
    assert load_ear(path) is not None  # noqa: S101 - just written
    print(f"{path}: {path.stat().st_size / 1000:.0f} kB, {found}")
    _say(
        told,
        kinds,
        (danger >= found.alone) | ((danger >= found.among) & (touched >= found.speaks)),
    )


def _told_apart(told: Corpus, table: csr_matrix, use: Bools) -> dict[str, Line]:
    tier = use & told.told(row.tier in ("A", "B") for row in told.rows)
    about = use & told.told(row.about in ("self", "other") for row in told.rows)
    lines = {
        "now": fit_small(table, tier, told.told(row.tier == "A" for row in told.rows)),
        "other": fit_small(table, about, told.told(row.about == "other" for row in told.rows)),
    }
    for name in CATEGORIES:
        lines[name] = fit_small(table, use, told.told(r.label == name for r in told.rows))
    return lines


def _say(told: Corpus, kinds: Kinds, found: Bools) -> None:
    print("the model alone, out of fold (rows as written, not their variants)")
    own = (told.fold >= 0) & np.array([not row.varied for row in told.rows])
    for language in ("fi", "sv", "en", "other"):
        for tier in "AB":
            some = own & np.array([(r.language, r.tier) == (language, tier) for r in told.rows])
            print(f"  {language} {tier}: {Share(int(found[some].sum()), int(some.sum()))}")
    for name, some in (
        ("hard negatives", kinds.hard),
        ("ordinary messages", kinds.ordinary),
        ("topics that tell of danger", kinds.grave),
    ):
        print(f"  {name}: {Share(int(found[some & own].sum()), int((some & own).sum()))}")


def _write(
    path: Path, lines: dict[str, Line], found: tuple[Loudness, float], rows: Sequence[Row]
) -> None:
    digest = hashlib.sha256("\n".join(sorted(row.text for row in rows)).encode()).hexdigest()
    loudest_of = {head: float(np.abs(lines[head].weights).max()) for head in HEADS}
    tables = {
        head: np.round(lines[head].weights / loudest_of[head] * 127).astype(np.int8)
        for head in HEADS
    }
    np.savez_compressed(
        path,
        version=np.array(f"{VERSION}-{digest[:12]}"),
        loudest=np.array([loudest_of[head] for head in HEADS]),
        bias=np.array([lines[head].bias for head in HEADS]),
        limits=np.array(astuple(found[0])),
        foreign=np.array(found[1]),
        **tables,
    )


if __name__ == "__main__":
    main()
