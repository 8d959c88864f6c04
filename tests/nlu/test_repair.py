"""Unknown words become known ones: folded forms and slips of a finger, never known words."""

import pytest

from bot.domain.letters import one_edit_apart
from bot.nlu.repair import Vocabulary
from bot.nlu.spoken import standard_finnish

ROWS = [
    "maksuhäiriö vaikeuttaa asunnon saamista",
    "mulla on maksuhäiriö ja asunto menee",
    "mulla on vuokra maksamatta ja asunto menee alta",
    "pitää saada apua",
    "mitä pitää tehdä",
    "jag har en räkning",
    "räkning kom igen",
    "vuokrat",
    "vuokran",
    "vuokran",
]


@pytest.fixture
def vocabulary() -> Vocabulary:
    kept = Vocabulary.learn(ROWS).arrays()
    return Vocabulary.load(kept)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("pitaa", "pitää"),  # without dots
        ("maksuhairio", "maksuhäiriö"),
        ("maksuhäirö", "maksuhäiriö"),  # a letter less
        ("asuntto", "asunto"),  # a letter more
        ("asumto", "asunto"),  # another letter
        ("asutno", "asunto"),  # two swapped
        ("Rakning, tack", "räkning, tack"),
    ],
)
def test_a_slip_becomes_the_known_word(vocabulary: Vocabulary, text: str, wanted: str) -> None:
    assert vocabulary.mend(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "vuokra vuokrat vuokran",  # known, though a letter apart
        "alta",  # known from one row
        "onni",  # nothing near
        "jaa",  # too short
        "kasunto",  # another first letter
        "asunnotonta",  # more than one slip
        "650 e / kk, 12.3.",
        "",
    ],
)
def test_what_is_known_or_far_stays(vocabulary: Vocabulary, text: str) -> None:
    assert vocabulary.mend(text) == text


def test_the_most_frequent_word_is_taken() -> None:
    rows = ["laskun", "laskun", "laskut", "laskut", "laskut"]
    assert Vocabulary.learn(rows).mend("laskux") == "laskut"


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [("a", "a", True), ("ab", "ba", True), ("abc", "acb", True), ("abc", "cab", False)],
)
def test_one_edit(one: str, other: str, *, wanted: bool) -> None:
    assert one_edit_apart(one, other) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("mä oon ihan rikki", "minä olen ihan rikki"),
        ("onks teil Kelan lomake", "onko teil Kelan lomake"),
        ("in soon moon and sit", "in soon moon and sit"),  # no Finnish in it
        ("ni kan väl ringa", "ni kan väl ringa"),
    ],
)
def test_spoken_finnish_is_written_out(text: str, wanted: str) -> None:
    assert standard_finnish(text) == wanted
