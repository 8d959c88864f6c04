"""The shipped patterns load, obey their own examples and stay quick on any text."""

import time

import pytest

from bot.content.safety_rules import FOLDER, SafetyRules, load_model, load_scanner
from bot.domain.safety import Scanner
from bot.domain.safety_patterns import Rules

LARGEST_MODEL = 300_000  # bytes
SLOWEST_SCAN = 2.0  # seconds; a hundred times what it takes on an idle machine


@pytest.fixture(scope="module")
def shipped() -> SafetyRules:
    return SafetyRules.load()


def test_all_four_files_bring_patterns(shipped: SafetyRules) -> None:
    languages = {pattern.id.partition(".")[0] for pattern in shipped.rules.patterns}
    assert languages == {"fi", "sv", "en", "other"}


def test_every_example_is_obeyed(shipped: SafetyRules) -> None:
    assert [str(problem) for problem in shipped.faults()] == []


def test_every_pattern_has_lines_and_a_name_of_its_own(shipped: SafetyRules) -> None:
    names = [pattern.id for pattern in shipped.rules.patterns]
    assert len(names) == len(set(names))
    assert all(pattern.lines for pattern in shipped.rules.patterns)


def test_every_context_that_silences_exists(shipped: SafetyRules) -> None:
    known = {context.name for context in shipped.rules.contexts}
    used = {name for pattern in shipped.rules.patterns for name in pattern.unless}
    assert used <= known


def test_every_pattern_is_quick_on_a_text_of_its_own_words(shipped: SafetyRules) -> None:
    text = " ".join(example.text for example in shipped.examples) * 20
    rules = shipped.rules
    for pattern in rules.patterns[::6]:
        alone = Scanner(Rules(rules.lexicon, (pattern,), rules.contexts, rules.idioms))
        begun = time.perf_counter()
        alone.scan(text)
        assert time.perf_counter() - begun < SLOWEST_SCAN, pattern.id


def test_the_model_is_small_and_loads() -> None:
    path = FOLDER / "model.json"
    assert path.stat().st_size < LARGEST_MODEL
    assert load_model(path) is not None


def test_the_model_only_raises(shipped: SafetyRules) -> None:
    both, alone = load_scanner(), Scanner(shipped.rules)
    for example in shipped.examples:
        if heard := alone.scan(example.text):
            assert both.scan(example.text) == heard
