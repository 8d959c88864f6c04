"""A vector that is sure may make a question of a pattern's card: never of danger that was meant.

Over rows of the open and the unheard part, which no ear was fitted on.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.content.safety_eval import Row, corpus, is_dev
from bot.content.safety_scanner import load_scanner
from bot.domain.safety import MODEL
from tests import trained

if TYPE_CHECKING:
    from bot.nlu.both_ears import BothEars

pytestmark = pytest.mark.engine

HERE = Path(__file__).parent
LEAST_FREED = 0.4
"""Of the harmless rows that a pattern would give a card."""


@cache
def both_ears() -> "BothEars":
    """Return the scanner and the second ear."""
    from bot.nlu.both_ears import BothEars
    from bot.nlu.encoding import encoder

    trained.quietly(trained.model_file)  # it brings the encoder
    ears = BothEars.with_encoder(load_scanner(), encoder())
    assert ears.ear is not None
    return ears


@cache
def found_by_patterns() -> tuple[tuple[Row, bool], ...]:
    """Return the rows in which a pattern finds danger, and whether the second ear doubts it."""
    scanner, ears = load_scanner(), both_ears()
    rows = [row for row in corpus(HERE / "open") if is_dev(row)] + corpus(HERE / "unheard")
    scanned = [(row, scanner.scan(row.text)) for row in rows]
    found = [row for row, one in scanned if one is not None and one.reason != MODEL]
    return tuple((row, ears.scan(row.text) is None) for row in found)


def test_no_danger_that_a_pattern_finds_is_doubted() -> None:
    dangers = [(row.text, doubted) for row, doubted in found_by_patterns() if row.is_crisis]
    assert len(dangers) > 900
    assert [text for text, doubted in dangers if doubted] == []


def test_many_a_harmless_row_is_asked_about_instead_of_getting_a_card() -> None:
    calm = [doubted for row, doubted in found_by_patterns() if not row.is_crisis]
    assert sum(calm) >= LEAST_FREED * len(calm)


@pytest.mark.parametrize("matter", ["näitten velkojen kaa", "tän kelan kaa", "tän vuokran kanssa"])
def test_who_cannot_live_with_a_matter_is_heard_among_its_words(matter: str) -> None:
    found = both_ears().scan(f"en jaksa enää elää {matter}")
    assert found is not None
    assert (found.category, found.is_doubted) == ("crisis_suicide", False)
