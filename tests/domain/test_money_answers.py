"""Written answers about money with their right readings: most are read, none is far off."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.domain.money import MoneyReading, read_money
from bot.domain.money_matters import ask_of

FILE = Path(__file__).with_name("money_answers.tsv")
RIGHT_SHARE = 0.97
FAR_OFF = 5
"""A reading so many times too large or too small is silently wrong: nobody would be asked."""


@dataclass(frozen=True)
class Row:
    language: str
    question: str
    unit: str
    text: str
    kind: str
    low_cents: int | None
    high_cents: int | None


def rows() -> list[Row]:
    read = []
    for line in FILE.read_text("utf-8").splitlines()[1:]:
        language, question, unit, text, kind, *cents = line.split("\t")
        low, high = (int(one) if one else None for one in cents)
        read.append(Row(language, question, unit, text, kind, low, high))
    return read


def reading(row: Row) -> MoneyReading:
    return read_money(row.text, ask_of(row.question, row.unit))


def is_right(row: Row, found: MoneyReading) -> bool:
    wanted = (row.kind, row.low_cents, row.high_cents)
    return wanted == (found.kind, found.low_cents, found.high_cents)


def test_there_are_many_answers_in_each_language() -> None:
    counted = Counter(row.language for row in rows())
    assert sum(counted.values()) >= 420
    assert min(counted[language] for language in ("fi", "sv", "en")) >= 100
    assert {row.kind for row in rows()} == {
        *("amount", "range", "zero", "unknown", "skip", "unclear")
    }


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_nearly_all_answers_are_read_right(language: str) -> None:
    listed = [row for row in rows() if row.language == language]
    missed = [
        (row.text, row.kind, reading(row)) for row in listed if not is_right(row, reading(row))
    ]
    assert len(missed) <= (1 - RIGHT_SHARE) * len(listed), missed


def test_no_answer_is_silently_far_off() -> None:
    far = []
    for row in rows():
        found = reading(row)
        if row.low_cents and row.high_cents and found.low_cents and found.high_cents:
            ratios = (found.high_cents / row.high_cents, found.low_cents / row.low_cents)
            if not all(1 / FAR_OFF < ratio < FAR_OFF for ratio in ratios):
                far.append((row.text, found))
    assert far == []


def test_what_cannot_be_known_is_never_taken_for_an_amount() -> None:
    taken = [
        (row.text, reading(row))
        for row in rows()
        if row.kind == "unclear" and reading(row).low_cents is not None
    ]
    assert taken == []
