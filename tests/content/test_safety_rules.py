"""The shipped patterns load, obey their own examples and stay quick on any text."""

import time
from pathlib import Path

import pytest

from bot.content.safety_ear import load_ear
from bot.content.safety_rules import FOLDER, SafetyRules
from bot.content.safety_scanner import MODEL_FILE, load_scanner
from bot.domain.errors import ContentProblems
from bot.domain.safety import Scanner
from bot.domain.safety_patterns import Rules

LARGEST_MODEL = 3_000_000  # bytes
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
    path = FOLDER / MODEL_FILE
    assert path.stat().st_size < LARGEST_MODEL
    assert load_ear(path) is not None


def test_a_file_that_is_no_model_is_told(tmp_path: Path) -> None:
    (tmp_path / MODEL_FILE).write_bytes(b"not a model")
    with pytest.raises(ContentProblems, match="not a model"):
        load_ear(tmp_path / MODEL_FILE)


def test_the_model_only_raises(shipped: SafetyRules) -> None:
    both, alone = load_scanner(), Scanner(shipped.rules)
    for example in shipped.examples:
        if heard := alone.scan(example.text):
            louder = both.scan(example.text)
            assert louder is not None
            assert louder.category == heard.category
            assert louder.tier <= heard.tier


@pytest.mark.parametrize(
    "text",
    [
        *("jäin oven taa", "ovi on lukos enkä pääse kotiin", "ovi lukossa, en pääse sisälle"),
        *("dörren är låst jag kommer inte hem", "nu är jag utelåst", "i am locked out of my flat"),
        *("my door is locked and i cant get in", "avaimet jäi sisään ja ovi meni kiinni"),
    ],
)
def test_a_locked_door_with_the_person_outside_is_no_danger(text: str) -> None:
    assert load_scanner().scan(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("hän lukitsi mut sisään", "he locked me in and took my phone", "han låste in mig"),
        *("i am locked in his room", "jag är inlåst hos en man"),
        *("jäin oven taa ja haluun kuolla", "i am locked out and i want to die"),
    ],
)
def test_being_locked_in_or_danger_beside_a_locked_door_is_danger(text: str) -> None:
    assert load_scanner().scan(text) is not None


@pytest.mark.parametrize(
    ("typed", "category"),
    [
        ("ya ne hochu bolshe zhit", "crisis_suicide"),
        ("ya bilshe ne hochu zhyty", "crisis_suicide"),
        ("mekhaham khodam ra bokoshom emshab", "crisis_suicide"),
        ("ared amoot w artah mn hay el hayat", "crisis_suicide"),
        ("u nego nozh, on menya ubyet, pomogite", "crisis_violence_now"),
    ],
)
def test_danger_in_latin_letters_is_heard_as_in_its_own(typed: str, category: str) -> None:
    finding = load_scanner().scan(typed)
    assert finding is not None
    assert finding.category == category


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("my ex is at the door banging and says he will kill me", "crisis_violence_now"),
        ("he is outside the door with a knife", "crisis_violence_now"),
        ("she is at the door and wants to kill me", "crisis_violence_now"),
        ("he's coming to the house to kill me", "crisis_violence_now"),
        (
            "my brother is here with a knife and says he will stab me",
            "crisis_violence_now",
        ),
        ("im outside his house with a bat", "crisis_harm_others"),
        ("he is asleep and im standing at his door with a knife", "crisis_harm_others"),
    ],
)
def test_whom_somebody_else_threatens_is_not_taken_for_the_one_who_threatens(
    text: str, category: str
) -> None:
    finding = load_scanner().scan(text)
    assert finding is not None
    assert (finding.category, finding.tier) == (category, "A")
