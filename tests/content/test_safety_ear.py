"""How a text is cut for the safety model: a piece is the same wherever it stands."""

import numpy as np
import pytest

from bot.content.safety_features import CLASSES_FILE, Reader, WordClasses, load_classes, windows
from bot.content.safety_rules import FOLDER
from bot.content.safety_scanner import load_scanner


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load_classes(FOLDER / CLASSES_FILE))


def test_a_word_has_the_class_of_its_longest_beginning() -> None:
    classes = WordClasses({"berry": "mansik* puolukka", "cake": "mansikkakak*"})
    assert [classes.of(word) for word in ("mansikoita", "mansikkakakku", "puolukka")] == [1, 2, 1]
    assert classes.of("puolukat") == classes.of("kana") == 0


def test_the_features_of_a_piece_do_not_depend_on_where_it_stands(reader: Reader) -> None:
    alone = set(reader.read("otin kaikki lääkkeet").spelt.buckets.tolist())
    later = reader.read("moi mitä kuuluu tänään otin kaikki lääkkeet").spelt
    assert alone <= set(later.buckets.tolist())


def test_the_classes_of_two_languages_are_the_same_features(reader: Reader) -> None:
    finnish, english = (
        set(reader.read(text).meant.buckets.tolist())
        for text in ("otin kaikki pillerit", "took all pills")
    )
    assert len(finnish & english) >= 5


@pytest.mark.parametrize("text", ["", "a", "a b", "a b c", "x" * 20_000, "\U0001f5a4 \u0627"])
def test_any_text_can_be_read(reader: Reader, text: str) -> None:
    features = reader.read(text)
    for kind in (features.spelt, features.meant):
        assert len(kind.buckets) == len(kind.words)
        assert np.all((kind.words >= 0) & (kind.words < features.size))


@pytest.mark.parametrize("size", [1, 10, 11, 24, 25, 60, 601])
def test_windows_cover_every_word(size: int) -> None:
    covered = {word for first, last in windows(size) for word in range(first, last)}
    assert covered == set(range(size))


def test_a_long_text_hears_the_danger_in_its_middle() -> None:
    calm = "Kela pyysi lisäselvitystä ja en löydä tiliotteita mistään. " * 4
    finding = load_scanner().scan(calm + "otin äsken kaikki unilääkkeet. " + calm)
    assert finding is not None
    assert finding.tier == "A"


@pytest.mark.parametrize("answer", ["0", "650", "kaveri", "isä", "ok", "pappa", "friend", "nej"])
def test_one_word_alone_is_no_danger_to_the_model(answer: str) -> None:
    assert load_scanner().scan(answer) is None
