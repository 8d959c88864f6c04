"""The words that people write, by which the safety scanner mends what is misspelt or glued.

Counted in the rows that ``tools.train_safety`` fits on; ``tools.train_safety`` writes them anew.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bot.content.safety_eval import Row
from bot.content.safety_report import CARE_LANGUAGES
from bot.domain.safety_folding import read

LEAST = 2
"""In so many different rows a word must stand: what stands in one may be a slip. Of the languages
with few rows every word is kept."""


def write_words(path: Path, rows: Iterable[Row]) -> None:
    """Write the words of rows, the commonest first."""
    counts: Counter[str] = Counter()
    for row in rows:
        times = 1 if row.language in CARE_LANGUAGES else LEAST
        counts.update({word.forms[0]: times for word in read(row.text)})
    kept = [word for word, count in counts.items() if count >= LEAST and word.isalpha()]
    kept.sort(key=lambda word: (-counts[word], word))
    path.write_text("\n".join([*kept, ""]), "utf-8")
