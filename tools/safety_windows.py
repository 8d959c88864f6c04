"""Rows for training the safety scanner's model, varied and cut into windows of features."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from bot.content.own_script import in_own_script
from bot.content.safety_ear import BITS_SMALL
from bot.content.safety_eval import (
    HARD_KINDS,
    Row,
    corpus,
    crisis_rows,
    is_dev,
    is_kept_back,
    ordinary_rows,
    trained_rows,
)
from bot.content.safety_features import (
    BITS,
    BITS_MEANT,
    CLASSES_FILE,
    SIZES,
    Reader,
    load_classes,
    windows,
)
from bot.content.safety_rules import FOLDER
from bot.content.safety_variants import variants
from bot.domain.safety_layout import lay_out
from bot.domain.safety_lexicon import Lexicon
from bot.settings import ROOT

FOLDS, NEVER = 3, -1
TYPED_OTHERWISE = ("typo", "glued", "cut")
"""Variants that folding does not undo: rows about danger are fitted with them too."""

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Rows cut into windows: one line of ``table`` a window.

    Attributes:
        rows: Every row; a variant stands beside the row that it was made of.
        fold: For each row in which fold it is left out; ``NEVER``: it only measures.
        owner: For each window its row.
        whole: For each window whether it is its row's whole text.
    """

    rows: tuple[Row, ...]
    fold: Ints
    table: csr_matrix
    owner: Ints
    whole: Bools

    def told(self, what: Iterable[bool]) -> Bools:
        """Return answers about rows as answers about windows."""
        answers: Bools = np.fromiter(what, bool, len(self.rows))[self.owner]
        return answers


def read_rows() -> tuple[list[Row], list[int]]:
    """Return everything that is fitted and what measures beside it, with the fold of each."""
    told = [*trained_rows(ROOT / "nlu_data" / "crisis"), *crisis_rows(ROOT / "nlu_data" / "nlu")]
    opened = corpus(ROOT / "tests" / "crisis" / "open")
    ordinary = ordinary_rows(ROOT / "nlu_data" / "nlu")
    rows = list({row.text: row for row in (*ordinary, *told, *opened)}.values())
    measuring = {row.text for row in opened if is_dev(row)}
    measuring |= {row.text for row in rows if row.is_message and is_kept_back(row)}
    return rows, [NEVER if row.text in measuring else fold_of(row) for row in rows]


def gathered(lexicon: Lexicon) -> Corpus:
    """Vary and cut all rows."""
    rows: list[Row] = []
    folds: list[int] = []
    for row, fold in zip(*read_rows(), strict=True):
        rows.append(row)
        folds.append(fold)
        if fold != NEVER and (row.is_crisis or row.kind in HARD_KINDS):
            made = variants(row.text)
            new = [
                replace(row, text=made[kind], varied=True)
                for kind in TYPED_OTHERWISE
                if kind in made
            ]
            rows += new
            folds += [fold] * len(new)
    return _cut(rows, folds, lexicon)


def fold_of(row: Row) -> int:
    """Return in which fold a row is left out; decided by the words alone."""
    return hashlib.sha256(row.text.encode()).digest()[2] % FOLDS


def _cut(rows: Sequence[Row], folds: Sequence[int], lexicon: Lexicon) -> Corpus:
    reader = Reader(load_classes(FOLDER / CLASSES_FILE))
    kinds: tuple[list[Ints], list[Ints]] = ([], [])
    owner: list[int] = []
    whole: list[bool] = []
    for number, row in enumerate(rows):
        sentences = lay_out(lexicon, in_own_script(row.text)).texts
        features = reader.read(" | ".join(sentences))
        for first, last in windows(features.size):
            for found, told in zip((features.spelt, features.meant), kinds, strict=True):
                inside = (found.words >= first) & (found.words < last)
                told.append(found.buckets[inside].astype(np.int32))
            owner.append(number)
            whole.append(last - first == features.size)
    tables = [_table(told, 1 << bits) for told, bits in zip(kinds, SIZES, strict=True)]
    return Corpus(
        tuple(rows), np.array(folds), hstack(tables).tocsr(), np.array(owner), np.array(whole)
    )


def _table(buckets: Sequence[Ints], width: int) -> csr_matrix:
    """Return a line for each window: of so many features each weighs one over the root."""
    counts = np.array([len(one) for one in buckets])
    values = np.repeat(np.maximum(counts, 1) ** -0.5, counts).astype(np.float32)
    starts = np.concatenate([[0], np.cumsum(counts)])
    table = csr_matrix((values, np.concatenate(buckets), starts), (len(buckets), width))
    table.sum_duplicates()
    return table


def small(table: csr_matrix) -> csr_matrix:
    """Return the table as the small heads see it: neighbouring buckets as one."""
    lines = table.tocoo()
    spelt = lines.col < 1 << BITS
    meant = (1 << BITS_SMALL) + ((lines.col - (1 << BITS)) >> (BITS_MEANT - BITS_SMALL))
    columns = np.where(spelt, lines.col >> (BITS - BITS_SMALL), meant)
    return csr_matrix((lines.data, (lines.row, columns)), (table.shape[0], 2 << BITS_SMALL))
