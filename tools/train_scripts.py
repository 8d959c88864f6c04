"""Write what ``bot/content/own_script.py`` reads romanised messages by.

    uv run --with wordfreq python -m tools.train_scripts

The commonest words of Persian and Arabic, those of our own rows among them, and the linear model
that tells languages in Latin letters apart. It learns from the rows of ``nlu_data`` alone, and
from random words of 21 languages that we do not answer in, so that Polish or Turkish stays what it
is.
"""

import csv
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import sqrt

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.content.own_script import FOLDER, GUESS_FILE, WORDS
from bot.content.romanised import BITS, NEITHER, ROMANISED, Guess, buckets, words_in
from bot.content.romanised_arabic import written_forms
from bot.content.safety_ear import is_foreign
from bot.content.safety_eval import crisis_rows, ordinary_rows, trained_rows
from bot.domain.letters import without_marks
from bot.settings import ROOT

CRISIS = ROOT / "nlu_data" / "crisis"
NLU = ROOT / "nlu_data" / "nlu"

COMMONEST = 24_000
"""Words of a language that are kept."""

OUR_OWN = 0.5
"""How common a word of our rows is taken to be beside its share there."""

OTHERS = (
    *("pl", "cs", "es", "fr", "de", "tr", "lv", "lt", "it", "nl", "ro"),
    *("hu", "sh", "sk", "id", "pt", "vi", "fil", "sl", "da", "nb"),
)
MESSAGES_EACH, WORDS_EACH = 400, 6_000

WRITTEN_SO = {"prs": "fa"}
"""Dari is written as Farsi is."""

CUTS = 2
"""Short pieces of each romanised row: people write "hochu umeret" too."""

MIXED = "mixed"
"""Rows of two languages; a piece of them may be English."""

TIGHTNESS, ROMANISED_WEIGHT = 30.0, 3.0


def other_rows() -> Iterator[tuple[str, str, str]]:
    """Yield (text, ISO code, kind) of our rows in other languages than those we answer in."""
    for path in sorted((CRISIS / "other").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                language = WRITTEN_SO.get(row["lang"], row["lang"])
                yield row["text"], language, row["kind"]


def common_words(language: str) -> list[str]:
    """Return words in their own letters, the commonest first."""
    from wordfreq import top_n_list, word_frequency  # not one of ours: only lists are made with it

    shares = {one: word_frequency(one, language) for one in top_n_list(language, 2 * COMMONEST)}
    ours = Counter(
        word
        for text, told, _ in other_rows()
        if told == language
        for word in re.findall(r"[\u0621-\u06ff\u200c]+", text)
    )
    for word, many in ours.items():
        shares[word] = max(shares.get(word, 0.0), OUR_OWN * many / ours.total())
    return written_forms(shares)[:COMMONEST]


def strangers() -> Iterator[str]:
    """Yield random words of other languages in Latin letters, with and without marks."""
    from wordfreq import top_n_list, word_frequency

    chance = random.Random(3)  # noqa: S311
    for language in OTHERS:
        words = top_n_list(language, WORDS_EACH)
        shares = [word_frequency(word, language) for word in words]
        for number in range(MESSAGES_EACH):
            said = " ".join(chance.choices(words, shares, k=chance.randint(2, 14)))
            yield without_marks(said).replace("ł", "l") if number % 2 else said


def told_apart() -> list[tuple[str, int]]:
    """Return texts in Latin letters and the column of each."""
    chance = random.Random(1)  # noqa: S311
    texts, columns = [], []
    for text, language, kind in other_rows():
        if is_foreign([text]):
            continue
        column = ROMANISED.index(language) + 1 if language in ROMANISED else NEITHER
        words = text.split()
        cuts = [words[at:] for at in chance.choices(range(len(words)), k=CUTS)]
        short = [" ".join(cut[: chance.randint(2, 5)]) for cut in cuts if len(cut) > 1]
        short = short if column and kind != MIXED else []
        texts += [text, *short]
        columns += [column] * (1 + len(short))
    ours = [*trained_rows(CRISIS), *ordinary_rows(NLU), *crisis_rows(NLU)]
    neither = [row.text for row in ours if row.language != "other"] + list(strangers())
    told = zip(texts + neither, columns + [NEITHER] * len(neither), strict=True)
    return [(text, column) for text, column in told if words_in(text)]


def table(texts: Sequence[str]) -> csr_matrix:
    """Return the features of texts: how often a piece is there over the root of how many are."""
    known: dict[str, list[int]] = {}
    found, ends, values = [], [0], []
    for text in texts:
        pieces = [one for word in words_in(text) for one in _remembered(word, known)]
        found += pieces
        values += [1 / sqrt(len(pieces))] * len(pieces)
        ends.append(len(found))
    return csr_matrix((values, found, ends), shape=(len(texts), 1 << BITS))


def _remembered(word: str, known: dict[str, list[int]]) -> list[int]:
    if word not in known:
        known[word] = buckets(word)
    return known[word]


def main() -> None:
    """Write all three files."""
    for language, name in WORDS.items():
        words = common_words(language)
        (FOLDER / name).write_text("\n".join(words) + "\n", "utf-8")
        print(f"{FOLDER / name}: {len(words)} words")
    texts, columns = zip(*told_apart(), strict=True)
    weight = np.where(np.array(columns) == NEITHER, 1.0, ROMANISED_WEIGHT)
    model = LogisticRegression(C=TIGHTNESS, max_iter=300)
    model.fit(table(texts), columns, sample_weight=weight)
    loudest = float(np.abs(model.coef_).max())
    weights = np.round(model.coef_.T / loudest * 127).astype(np.int8)
    path = FOLDER / GUESS_FILE
    np.savez_compressed(path, weights=weights, loudest=np.array(loudest), bias=model.intercept_)
    Guess.load(path)
    print(f"{path}: {path.stat().st_size / 1000:.0f} kB, {Counter(columns)}")


if __name__ == "__main__":
    main()
