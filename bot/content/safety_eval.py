"""How well the safety scanner hears: measured on rows that say what should be heard.

Rows stand in ``tests/crisis/<part>/<lang>.tsv``; ordinary messages also in ``nlu_data``. Nothing
here changes the scanner, and nothing is kept but what ``report`` returns.
"""

import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import yaml

from bot.content.safety_variants import variants
from bot.domain.safety import Finding
from bot.domain.safety_patterns import CRISIS

NONE = "none"
ORDINARY_KINDS = frozenset({"ordinary", "bills", "health", "job"})
"""Negatives without a word of danger; all other kinds are hard."""

HARD_KINDS = frozenset(
    {"idiom", "denied", "past", "topic", "game", "grief", "news", "lyrics", "fire_test"}
)
_CORPUS_KINDS = ORDINARY_KINDS | HARD_KINDS
TOPICS_OF_DANGER = frozenset(
    {
        *("violence_help", "sexual_violence", "substance_use", "eating", "mental_health"),
        *("crime_victim", "own_child_welfare", "online_abuse", "bereavement", "loneliness"),
        *("parenthood", "relationships"),
    }
)
"""Intents whose messages tell of danger often enough that a card is not a false alarm."""

NEW_VOICES = "*/new_voices_*.tsv"
"""Files of rows that were written after the encoder was tuned."""

Z = 1.959964  # two-sided 95 %
_SHARES = 3
_KEPT_BACK = 10


class Hears(Protocol):
    """What is measured: the scanner alone, or everything that can bring a card."""

    def scan(self, text: str) -> Finding | None:
        """Return the danger that is found in a text."""
        ...


@dataclass(frozen=True, slots=True)
class Row:
    """One message of a corpus and what should be heard in it.

    Attributes:
        told_language: Its own language where ``language`` is that of a file of several.
    """

    language: str
    label: str
    tier: str
    about: str
    kind: str
    text: str
    varied: bool = False
    told_language: str = ""

    @property
    def is_message(self) -> bool:
        """Whether it is a training row of an intent that is no crisis."""
        return not self.is_crisis and self.about == "-" and self.kind not in _CORPUS_KINDS

    @property
    def is_crisis(self) -> bool:
        """Whether it must be heard."""
        return self.label != NONE


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The share; 0 of nothing."""
        return self.hits / self.total if self.total else 0.0

    def interval(self) -> tuple[float, float]:
        """Return Wilson's 95 % interval; (0, 1) of nothing."""
        if not self.total:
            return 0.0, 1.0
        n, share = self.total, self.value
        middle = share + Z * Z / (2 * n)
        around = Z * (share * (1 - share) / n + Z * Z / (4 * n * n)) ** 0.5
        return (
            max(0.0, (middle - around) / (1 + Z * Z / n)),
            min(1.0, (middle + around) / (1 + Z * Z / n)),
        )

    def __str__(self) -> str:
        low, high = self.interval()
        return (
            f"{self.hits}/{self.total} = {100 * self.value:.2f} % "
            f"({100 * low:.2f}-{100 * high:.2f})"
        )


def corpus(folder: Path) -> list[Row]:
    """Return the rows of every language of a part."""
    return [row for path in sorted(folder.glob("*.tsv")) for row in rows_of(path)]


def rows_of(path: Path, language: str | None = None) -> list[Row]:
    """Return the rows of one file, read without quoting; its name is their language.

    A column ``lang`` tells more of rows in other languages.
    """
    language = language or path.stem
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Row(
                *(language, one["label"], one["tier"], one["about"], one["kind"], one["text"]),
                told_language=one.get("lang") or language,
            )
            for one in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def trained_rows(folder: Path) -> list[Row]:
    """Return the rows that the model is trained on, ``nlu_data/crisis``."""
    paths = sorted(folder.glob("*/*.tsv"))
    return [row for path in paths for row in rows_of(path, path.parent.name)]


def new_voices(folder: Path) -> dict[str, str]:
    """Return the texts among ``trained_rows`` that no encoder was tuned on, and the file of each.

    They are kept from tuning: an encoder knows by heart what it was tuned on, and only of what it
    has never seen can limits be learned.
    """
    paths = sorted(folder.glob(NEW_VOICES))
    return {row.text: str(path.relative_to(folder)) for path in paths for row in rows_of(path)}


def ordinary_rows(folder: Path) -> list[Row]:
    """Return the training rows of the intents that are no crisis: ordinary messages."""
    return list(_intent_rows(folder, lambda intent: not intent.startswith(CRISIS)))


def crisis_rows(folder: Path) -> list[Row]:
    """Return the training rows of the crisis intents; their tier is not known."""
    return list(_intent_rows(folder, lambda intent: intent.startswith(CRISIS)))


def _intent_rows(folder: Path, wanted: Callable[[str], bool]) -> Iterator[Row]:
    for path in sorted(folder.glob("*/*.yml")):
        data = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        for block in data["nlu"]:
            if "intent" not in block or not wanted(block["intent"]):
                continue
            label = block["intent"] if block["intent"].startswith(CRISIS) else NONE
            for line in block["examples"].splitlines():
                text = line.removeprefix("- ").strip()
                if text:
                    yield Row(path.parent.name, label, "-", "-", block["intent"], text)


def is_dev(row: Row) -> bool:
    """Return whether a row measures; two thirds of them fit. Decided by the words alone."""
    return hashlib.sha256(row.text.encode()).digest()[0] % _SHARES == 0


def is_kept_back(row: Row) -> bool:
    """Return whether an ordinary message of ``nlu_data`` only measures: one in ten."""
    return hashlib.sha256(row.text.encode()).digest()[1] % _KEPT_BACK == 0


@dataclass(frozen=True, slots=True)
class Heard:
    """A row and what the scanner found in it."""

    row: Row
    finding: Finding | None

    @property
    def alarm(self) -> bool:
        """Whether there is a card."""
        return self.finding is not None


def hear(scanner: Hears, rows: Iterable[Row]) -> list[Heard]:
    """Scan every row."""
    return [Heard(row, scanner.scan(row.text)) for row in rows]


def alarms(heard: Iterable[Heard]) -> Share:
    """Return the share in which something was found."""
    told = [one.alarm for one in heard]
    return Share(sum(told), len(told))


def heard_variants(scanner: Hears, heard: Iterable[Heard]) -> dict[str, list[tuple[bool, bool]]]:
    """Return what became of rows that were typed otherwise, by kind of variant.

    Whether each was heard as it was written, and so: a few rows have no variant of a kind.
    """
    found: dict[str, list[tuple[bool, bool]]] = {}
    for one in heard:
        for kind, text in variants(one.row.text).items():
            found.setdefault(kind, []).append((one.alarm, scanner.scan(text) is not None))
    return found
