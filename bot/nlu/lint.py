"""What is wrong with the training rows: copies, frames, lopsided intents, doubtful labels.

Volume with variety decides more than any feature. A row that could be guessed from another one
teaches nothing, and a frame shared by many intents teaches that the frame means nothing. The
limits are what the project's own rows keep (tests/nlu/test_lint.py).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from bot.domain.letters import fold
from bot.nlu.rows import Row

_WORD = re.compile(r"\w+")

LEAST_ROWS = {"fi": 100, "sv": 60, "en": 60}
LEAST_OUT_OF_SCOPE = 200
MOST_TIMES_MEDIAN = 2.0
"""An intent with more rows than this many times the median of its language draws doubt to it."""

MOST_OF_ONE_PERSONA = 0.4
"""Of an intent's rows in one language, by one voice."""

FRAME_WORDS = 5
MOST_INTENTS_OF_A_FRAME = 11
"""One in ten: "and I don't know what" is how people ramble, not a frame."""

ALIKE = 0.8
"""Share of letter groups that two rows may have in common."""

WORDS_OF_A_COPY = 4

_GROUP = 5  # letters in a group
_RAREST = 6  # groups of a row that near-copies are looked for by

SURELY_OTHER = 0.95
HARDLY_THIS = 0.01

OWN_VOICE = "learned"
"""The persona of rows that a county accepted from real messages: bound by none of the counts."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. ``kind`` is a word for counting; ``told`` says it with the rows."""

    kind: str
    told: str


def look(rows: Sequence[Row]) -> list[Finding]:
    """Return what is wrong with rows as they stand, in seconds."""
    return [*_unbalanced(rows), *_one_voice(rows), *_copies(rows), *_frames(rows)]


def doubtful(
    rows: Sequence[Row], labels: Sequence[str], probabilities: NDArray[np.float32]
) -> list[Finding]:
    """Return rows whose label a model that has not seen them firmly denies, worst first.

    Args:
        rows: The rows.
        labels: The intents in the order of the columns.
        probabilities: Of models that did not see the row, (rows, intents).
    """
    place = {label: number for number, label in enumerate(labels)}
    own = probabilities[np.arange(len(rows)), [place[row.intent] for row in rows]]
    best = probabilities.argmax(axis=1)
    sure = probabilities.max(axis=1)
    found = np.flatnonzero((sure >= SURELY_OTHER) & (own <= HARDLY_THIS))
    return [
        Finding("label", f"{rows[at].intent} or {labels[best[at]]}? {rows[at].text}")
        for at in found[np.argsort(-sure[found])]
    ]


def _unbalanced(rows: Sequence[Row]) -> Iterator[Finding]:
    counts = Counter((row.language, row.intent) for row in rows if row.persona != OWN_VOICE)
    intents = {row.intent for row in rows}
    for language, least in LEAST_ROWS.items():
        middle = float(np.median([counts[language, intent] for intent in intents]))
        for intent in sorted(intents):
            count = counts[language, intent]
            outside = intent == "out_of_scope"
            if count < (LEAST_OUT_OF_SCOPE if outside else least):
                yield Finding("few", f"{language} {intent}: {count} rows")
            elif not outside and count > MOST_TIMES_MEDIAN * middle:
                yield Finding("many", f"{language} {intent}: {count} rows, the median {middle:g}")


def _one_voice(rows: Sequence[Row]) -> Iterator[Finding]:
    voices: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        if not row.persona:
            yield Finding("voice", f"nobody speaks: {row.text}")
        voices[row.language, row.intent][row.persona] += 1
    for (language, intent), said in voices.items():
        persona, most = said.most_common(1)[0]
        if most > MOST_OF_ONE_PERSONA * said.total() and persona != OWN_VOICE:
            yield Finding("voice", f"{language} {intent}: {most} of {said.total()} by {persona}")


def _copies(rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield pairs of rows that are nearly one: found by the rare letter groups they share."""
    groups = [_groups(row.text) for row in rows]
    rows_with = Counter(group for some in groups for group in some)
    by_group: dict[str, list[int]] = defaultdict(list)
    for at, some in enumerate(groups):
        shared = (group for group in some if rows_with[group] > 1)
        for group in sorted(shared, key=lambda one: (rows_with[one], one))[:_RAREST]:
            by_group[group].append(at)
    pairs = {pair for some in by_group.values() for pair in combinations(some, 2)}
    for one, other in sorted(pairs):
        common = len(groups[one] & groups[other])
        if common >= ALIKE * len(groups[one] | groups[other]):
            first, second = rows[one], rows[other]
            if first.intent != second.intent:
                kind = "two intents"
            elif min(len(first.text.split()), len(second.text.split())) < WORDS_OF_A_COPY:
                continue  # everybody says "ok" and "en tiiä"
            else:
                kind = "copy"
            told = f"{first.intent}: {first.text} | {second.intent}: {second.text}"
            yield Finding(kind, told)


def _groups(text: str) -> frozenset[str]:
    letters = " ".join(_WORD.findall(fold(text))) or text  # signs alone are compared as they are
    return frozenset(letters[at : at + _GROUP] for at in range(max(1, len(letters) - _GROUP + 1)))


def _frames(rows: Sequence[Row]) -> Iterator[Finding]:
    intents: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows:
        words = _WORD.findall(fold(row.text))
        for at in range(len(words) - FRAME_WORDS + 1):
            intents[tuple(words[at : at + FRAME_WORDS])].add(row.intent)
    for frame, of in sorted(intents.items()):
        if len(of) > MOST_INTENTS_OF_A_FRAME:
            yield Finding("frame", f"{' '.join(frame)}: {len(of)} intents")
